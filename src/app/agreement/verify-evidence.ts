import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import {
  parseEvidence,
  type EvidenceFile,
  type EvidenceFileRefusal,
} from '#formats/evidence/evidence-file.ts';
import type { KeyTools } from '#app/newsroom/check-keys.ts';
import { judgeEvidence, type EvidenceTools, type EvidenceVerdict } from './judge-evidence.ts';
import {
  verifySignedAgreement,
  type JudgedAgreement,
  type JudgedSignature,
  type JudgingTools,
} from './verify-signed-agreement.ts';

export type VerifyTools = JudgingTools & EvidenceTools & KeyTools;

/** A text that both parties have signed, with everything that shows it; each part was judged by itself. */
export type VerifiedEvidence = {
  readonly agreement: Agreement;
  readonly digest: Digest;
  readonly signatures: readonly VerifiedSignature[];
  readonly persons: readonly (PersonEvidence & EvidenceVerdict)[];
  /** Every key that something in it may be signed with, each looked at. */
  readonly keys: readonly PartnerKey[];
  /** The file that it came in; absent for a signed agreement alone. */
  readonly file?: EvidenceFile;
};

export type VerifiedSignature = JudgedSignature & {
  readonly thumbprint: string;
  /** The key is one that the asker trusts; else people compare its words. */
  readonly isKnown: boolean;
};

export type VerifyRefusal =
  | EvidenceFileRefusal
  | { readonly code: 'evidence-key-refused'; readonly kid: string; readonly because: string }
  | { readonly code: 'evidence-keys-unknown' }
  | { readonly code: 'evidence-terms-unknown'; readonly because: string; readonly at?: string }
  | { readonly code: 'evidence-altered'; readonly by?: string }
  | { readonly code: 'evidence-key-foreign'; readonly kid: string }
  | { readonly code: 'evidence-one-side-only' }
  | { readonly code: 'evidence-digest-differs'; readonly name: string }
  | { readonly code: 'evidence-person-invalid'; readonly name: string; readonly because: string };

/**
 * Verifies evidence by what is in it and the keys that one already trusts, on any computer. A key that only the file names
 * counts when the signed text names it too; that it belongs to whom it says is then for people to compare, by its words.
 */
export function verifyEvidence(
  text: string,
  trusted: readonly PartnerKey[],
  tools: VerifyTools,
): Result<VerifiedEvidence, VerifyRefusal> {
  const read = parseEvidence(text);
  if (!read.ok) return read;
  const file = 'file' in read.value ? read.value.file : undefined;
  const claimed = claimedKeys(file, tools);
  if (!claimed.ok) return claimed;
  const keys = [...trusted, ...claimed.value.filter(({ kid }) => !trusted.some((one) => one.kid === kid))];
  const jws = 'file' in read.value ? read.value.file.agreement : read.value.jws;
  const judged = verifySignedAgreement(jws, keys, tools);
  if (!judged.ok) return refuse(refusalOf(judged.error));
  const whole = judgeWhole(judged.value);
  if (!whole.ok) return whole;
  const persons = judgePersons(file?.persons ?? [], judged.value, tools);
  if (!persons.ok) return persons;
  const { agreement, digest, signatures } = judged.value;
  return accept({
    agreement,
    digest,
    signatures: signatures.map((one) => ({
      ...one,
      thumbprint: keys.find(({ kid }) => kid === one.kid)?.thumbprint ?? '',
      isKnown: trusted.some(({ kid }) => kid === one.kid),
    })),
    persons: persons.value,
    keys,
    ...(file ? { file } : {}),
  });
}

/** The file's own keys, each looked at as any key is: points of small order sign nothing here either. */
function claimedKeys(
  file: EvidenceFile | undefined,
  { checkPublicKey, thumbprintOf }: KeyTools,
): Result<readonly PartnerKey[], VerifyRefusal> {
  const keys: PartnerKey[] = [];
  for (const { kid, x } of file?.keys ?? []) {
    const checked = checkPublicKey(x);
    if (!checked.ok) return refuse({ code: 'evidence-key-refused', kid, because: checked.error.code });
    const thumbprint = thumbprintOf(checked.value);
    keys.push({ kid, role: 'sign', jwk: publicJwk(checked.value), thumbprint });
  }
  return accept(keys);
}

function refusalOf({ because, at }: { readonly because: string; readonly at?: string }): VerifyRefusal {
  if (because === 'key-unknown') return { code: 'evidence-keys-unknown' };
  if (because === 'jws-signature') return { code: 'evidence-altered' };
  if (because === 'json-duplicate-key') return { code: 'evidence-duplicate-key', key: 'payload' };
  if (because.startsWith('jws-')) return { code: 'evidence-not-read', because };
  return { code: 'evidence-terms-unknown', because, ...(at === undefined ? {} : { at }) };
}

/** Both parties, each by a signature that holds under the very key that the text names for it. */
function judgeWhole({ agreement, signatures }: JudgedAgreement): Result<true, VerifyRefusal> {
  const wrong = signatures.find(({ verdict }) => verdict === 'signature-wrong');
  if (wrong) return refuse({ code: 'evidence-altered', by: wrong.by });
  const foreign = signatures.find(({ verdict, isKeyNamed }) => verdict === 'holds' && !isKeyNamed);
  if (foreign) return refuse({ code: 'evidence-key-foreign', kid: foreign.kid });
  const unknown = signatures.find(({ verdict }) => verdict === 'key-unknown');
  if (unknown) return refuse({ code: 'evidence-keys-unknown' });
  const signed = (did: string): boolean =>
    signatures.some(({ by, verdict }) => by === did && verdict === 'holds');
  return agreement.parties.every(({ did }) => signed(did))
    ? accept(true)
    : refuse({ code: 'evidence-one-side-only' });
}

function judgePersons(
  persons: readonly PersonEvidence[],
  { agreement, digest }: JudgedAgreement,
  tools: EvidenceTools,
): Result<readonly (PersonEvidence & EvidenceVerdict)[], VerifyRefusal> {
  const judged: (PersonEvidence & EvidenceVerdict)[] = [];
  for (const person of persons) {
    const { name, side } = person;
    if (person.digest !== digest) return refuse({ code: 'evidence-digest-differs', name });
    if (!agreement.parties.some(({ did }) => did === side))
      return refuse({ code: 'evidence-person-invalid', name, because: 'side' });
    const verdict = judgeEvidence(person, tools);
    if (verdict.verdict === 'does-not-hold')
      return refuse({ code: 'evidence-person-invalid', name, because: verdict.because });
    judged.push({ ...person, ...verdict });
  }
  return accept(judged);
}
