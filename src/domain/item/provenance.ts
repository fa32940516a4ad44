import type { Trilingual } from '#kernel/language.ts';

/**
 * What can be said of a picture's Content Credentials once they were verified.
 * `trusted`: unchanged, and the signer's certificate is on a trust list. `not-on-trust-list`: unchanged since somebody signed it who says
 * to be this name; nobody vouches for that. `changed`: the picture or its history is not what was signed. `invalid`: the
 * signature itself does not hold, or is of a certificate that was not good then.
 */
export type ProvenanceState = 'trusted' | 'not-on-trust-list' | 'changed' | 'invalid';

/** One thing that was done to a picture, in C2PA's words (`c2pa.created`, `c2pa.cropped`). */
export type ProvenanceAction = {
  readonly action: string;
  readonly when?: string;
  /** IPTC digital source type, a URI. */
  readonly digitalSourceType?: string;
};

/** A picture that this one was made from or of. `state` is what its own credentials were worth when it was taken in. */
export type ProvenanceIngredient = {
  readonly title?: string;
  /** `parentOf`, `componentOf` or `inputTo`. */
  readonly relationship?: string;
  readonly hasCredentials: boolean;
};

/** Content Credentials (C2PA) of a picture, summed up. All of it is a claim of whoever signed; `state` says what the claim is worth. */
export type Provenance = {
  readonly state: ProvenanceState;
  readonly title?: string;
  /** The program that made the claim. */
  readonly claimGenerator?: string;
  readonly signedBy?: { readonly name?: string; readonly organisation?: string; readonly at?: string };
  readonly actions: readonly ProvenanceAction[];
  readonly ingredients: readonly ProvenanceIngredient[];
  /** C2PA's codes of what failed (`assertion.dataHash.mismatch`, `signingCredential.untrusted`). */
  readonly failures: readonly string[];
};

/**
 * Content Credentials that are not in the picture: it only says where they lie, as an address or the name of a file beside it. Nothing
 * is fetched (I22), so that nothing of them is verified.
 */
export type ProvenanceElsewhere = { readonly state: 'elsewhere'; readonly address: string };

/** For the desk, of a picture whose credentials cannot be read. */
export const UNREADABLE_PROVENANCE: Trilingual = {
  vi: 'Ảnh có chứng thực nội dung nhưng bị hỏng, không đọc được.',
  'zh-Hans': '图片带有内容凭证,但已损坏,无法读取。',
  en: 'The picture has Content Credentials, but they are broken and cannot be read.',
};

/** One sentence for the desk: who claims it and what the claim is worth. `undefined` stands for a picture without credentials. */
export function sayProvenance(provenance: Provenance | ProvenanceElsewhere | undefined): Trilingual {
  if (provenance === undefined)
    return {
      vi: 'Ảnh không có chứng thực nội dung: không ai ký vào nó.',
      'zh-Hans': '图片没有内容凭证:无人为其签名。',
      en: 'The picture has no Content Credentials: not signed.',
    };
  if (provenance.state === 'elsewhere')
    return {
      vi: `Chứng thực nội dung không nằm trong ảnh mà ở ${provenance.address}; không tải về, nên chưa kiểm tra.`,
      'zh-Hans': `内容凭证不在图片中,而在${provenance.address};未下载,因此未核验。`,
      en: `The Content Credentials are not in the picture but at ${provenance.address}; they are not fetched, and so not verified.`,
    };
  const { name, organisation } = provenance.signedBy ?? {};
  const signer =
    name !== undefined && organisation !== undefined
      ? `${name}, ${organisation}`
      : (name ?? organisation ?? '?');
  return SENTENCES[provenance.state](signer);
}

const SENTENCES: Readonly<Record<ProvenanceState, (signer: string) => Trilingual>> = {
  trusted: (signer) => ({
    vi: `Ký bởi ${signer}; chữ ký đúng, chứng chỉ có trong danh sách tin cậy, ảnh không đổi từ khi ký.`,
    'zh-Hans': `由${signer}签名;签名有效,证书在信任列表中,签名后图片未改动。`,
    en: `Signed by ${signer}; the signature is valid, the certificate is on a trust list, and nothing was changed since.`,
  }),
  'not-on-trust-list': (signer) => ({
    vi: `Tự xưng là của ${signer}; chữ ký đúng, ảnh không đổi từ khi ký, nhưng chứng chỉ không có trong danh sách tin cậy.`,
    'zh-Hans': `自称来自${signer};签名有效,签名后图片未改动,但证书不在信任列表中。`,
    en: `Claimed by ${signer}; the signature is valid and nothing was changed since, but the certificate is not on a trust list.`,
  }),
  changed: (signer) => ({
    vi: `Tự xưng là của ${signer}, nhưng ảnh đã bị đổi từ khi ký.`,
    'zh-Hans': `自称来自${signer},但签名后图片已被改动。`,
    en: `Claimed by ${signer}, but the picture was changed since it was signed.`,
  }),
  invalid: (signer) => ({
    vi: `Tự xưng là của ${signer}, nhưng chữ ký không đúng.`,
    'zh-Hans': `自称来自${signer},但签名无效。`,
    en: `Claimed by ${signer}, but the signature is not valid.`,
  }),
};
