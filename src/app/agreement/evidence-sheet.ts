import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { inEachGiven } from '#domain/agreement/say/names.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { TRAIL_STEPS } from '#domain/agreement/signing/evidence-trail.ts';
import { EVIDENCE_WORDS as SAY } from '#domain/agreement/signing/evidence-words.ts';
import { fingerprintWords } from '#domain/newsroom/fingerprint/fingerprint-words.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import type { EvidenceFile } from '#formats/evidence/evidence-file.ts';
import type { EvidenceSheet } from '#ports/evidence-printer.ts';
import type { VerifiedEvidence } from './verify-evidence.ts';

/** What the pages of an evidence file say: made from the verified file alone, so that anybody can make it again and compare. */
export function evidenceSheet(verified: VerifiedEvidence, file: EvidenceFile): EvidenceSheet {
  const { agreement, digest } = verified;
  const said = sayAgreement(agreement);
  const nameOf = (did: string): Trilingual =>
    inEachGiven(agreement.parties.find((party) => party.did === did)?.name ?? { en: did });
  return {
    title: said.title,
    author: agreement.parties.map(({ did }) => nameOf(did).en),
    lead: SAY.lead,
    digest,
    issuedAt: file.issuedAt,
    attachment: { name: 'evidence.json', about: SAY.attachment },
    facts: [
      [SAY.uid, `${agreement.uid} (${agreement.agreementVersion})`],
      [SAY.digest, digest],
      [SAY.from, minute(agreement.effectiveFrom)],
      [SAY.until, agreement.effectiveUntil === undefined ? '—' : minute(agreement.effectiveUntil)],
      [SAY.prevails, agreement.governingLanguage],
      [SAY.issued, `${minute(file.issuedAt)} · ${file.issuedBy}`],
    ],
    headings: SAY.headings,
    compare: SAY.compare,
    parties: agreement.parties.map(({ did }) => partyPart(verified, file, did, nameOf(did))),
    persons: verified.persons.map(({ name, role, side, at, proof }) => ({
      name,
      role: SAY.roles[role],
      side: nameOf(side),
      at: minute(at),
      method: SAY.methods[proof.method],
    })),
    trail: file.trail.map(({ at, what, by }) => ({
      at: minute(at),
      what: TRAIL_STEPS[what],
      side: nameOf(by),
    })),
    texts: inEveryLanguage((language) => ({
      preamble: said.preamble[language],
      clauses: said.clauses.map(({ number, sentence }) => ({ number, sentence: sentence[language] })),
    })),
  };
}

function partyPart(
  { signatures }: VerifiedEvidence,
  { agreement }: EvidenceFile,
  did: string,
  name: Trilingual,
): EvidenceSheet['parties'][number] {
  const at = signatures.findIndex(({ by }) => by === did);
  const made = signatures[at];
  const proof = agreement.signatures[at];
  if (!made || !proof) throw new Error(`verified evidence has no signature of ${did}`);
  const { kid, thumbprint } = made;
  const hash = fromBase64url(thumbprint) ?? new Uint8Array();
  return {
    name,
    did,
    kid,
    thumbprint,
    signature: proof.signature,
    hex: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    words: inEveryLanguage((language) => fingerprintWords(hash, language).join(' · ')),
  };
}

/** To the second, in UTC: a file that two sides read has no place's clock. */
function minute(at: Agreement['effectiveFrom']): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}

function inEveryLanguage<T>(make: (language: InterfaceLanguage) => T): {
  readonly [L in InterfaceLanguage]: T;
} {
  const [vi, zhHans, en] = INTERFACE_LANGUAGES;
  return { vi: make(vi), 'zh-Hans': make(zhHans), en: make(en) };
}
