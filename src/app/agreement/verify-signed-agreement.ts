import type { Digest } from '#kernel/digest.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement, Did } from '#domain/agreement/agreement.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import {
  verifyCompact,
  type OpenedJws,
  type SignedText,
  type Verify,
} from '#formats/envelope/compact-jws.ts';
import { openGeneral } from '#formats/envelope/general-jws.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { agreementDigestInput } from '#formats/odrl/agreement-digest-input.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import type { Hash } from '#ports/world.ts';

/** What became of one signature, judged by itself under the keys that the asker trusts; only `holds` counts. */
export type SignatureVerdict = 'holds' | 'signature-wrong' | 'key-unknown' | 'not-a-party';

export type JudgedSignature = {
  readonly by: Did;
  readonly kid: string;
  readonly verdict: SignatureVerdict;
  /** The document names this very key for that party, by its thumbprint. A node puts nothing in force without it. */
  readonly isKeyNamed: boolean;
};

/** A document that at least one of its parties has signed, and each signature under it. */
export type JudgedAgreement = {
  readonly agreement: Agreement;
  readonly document: JsonObject;
  readonly canonical: string;
  readonly digest: Digest;
  readonly signatures: readonly JudgedSignature[];
  /** Each of the two parties has a signature that holds under the keys trusted. */
  readonly isSignedByBoth: boolean;
};

export type SignedAgreementRefusal = {
  readonly code: 'agreement-document-invalid';
  /** The code of the failed check, and its place in the document where it has one. */
  readonly because: string;
  readonly at?: string;
};

export type JudgingTools = { readonly verify: Verify<PartnerKey>; readonly hash: Hash };

/**
 * Judges a signed agreement (JWS General JSON, agreement §Signing) by the keys one already trusts: form, then every
 * signature alone, then that the text is the one canonical form of an agreement whose parties are the signers. One good
 * signature says nothing about the other, whatever libraries answer.
 */
export function verifySignedAgreement(
  jws: unknown,
  keys: readonly PartnerKey[],
  tools: JudgingTools,
): Result<JudgedAgreement, SignedAgreementRefusal> {
  const opened = openGeneral(jws, 'pactwire-agreement+jws');
  if (!opened.ok) return invalid(opened.error.code);
  const checked = opened.value.map((one) => checkOne(one, keys, tools));
  const text = checked.map((one) => one.text).find((one) => one !== undefined);
  if (text === undefined) {
    // Nothing was signed by anybody known: its text stays shut (I17).
    return invalid(checked.some(({ key }) => key) ? 'jws-signature' : 'key-unknown');
  }
  const read = readAgreementText(text);
  if (!read.ok) return read;
  const { agreement } = read.value;
  const signatures = checked.map((one) => judge(agreement, one));
  const isSignedByBoth = agreement.parties.every(({ did }) =>
    signatures.some(({ by, verdict }) => by === did && verdict === 'holds'),
  );
  const digest = tools.hash.sha256(new TextEncoder().encode(text));
  return accept({ ...read.value, canonical: text, digest, signatures, isSignedByBoth });
}

type Checked = { readonly kid: string; readonly key?: PartnerKey; readonly text?: SignedText };

function checkOne(opened: OpenedJws, keys: readonly PartnerKey[], { verify }: JudgingTools): Checked {
  const { kid } = opened.header;
  const key = keys.find((one) => one.role === 'sign' && one.kid === kid);
  if (!key) return { kid };
  const verified = verifyCompact(opened, key, verify);
  return verified.ok ? { kid, key, text: verified.value } : { kid, key };
}

function judge(agreement: Agreement, { kid, key, text }: Checked): JudgedSignature {
  const by = kid.slice(0, kid.indexOf('#'));
  const party = agreement.parties.find(({ did }) => did === by);
  const verdict = (): SignatureVerdict => {
    if (!party) return 'not-a-party';
    if (!key) return 'key-unknown';
    return text === undefined ? 'signature-wrong' : 'holds';
  };
  const isKeyNamed = key !== undefined && key.thumbprint === party?.keyThumbprint;
  return { by, kid, verdict: verdict(), isKeyNamed };
}

/** Text of an agreement: strict JSON, in the only spelling that both sides can build, with nothing unknown in it. */
export function readAgreementText(
  text: string,
): Result<{ readonly agreement: Agreement; readonly document: JsonObject }, SignedAgreementRefusal> {
  const json = readStrictJson(text);
  if (!json.ok) return invalid(json.error.code);
  const document = json.value;
  if (!isJsonObject(document)) return invalid('json-no-object');
  if (agreementDigestInput(document) !== text) return invalid('not-canonical');
  // U+0000 is JSON, but no database that keeps JSON takes it.
  if (text.includes(String.raw`\u0000`)) return invalid('control-character');
  const agreement = parseAgreement(document);
  return agreement.ok
    ? accept({ agreement: agreement.value, document })
    : invalid(agreement.error.code, agreement.error.at);
}

function invalid(because: string, at?: string): Result<never, SignedAgreementRefusal> {
  return refuse({ code: 'agreement-document-invalid', because, ...(at === undefined ? {} : { at }) });
}
