import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { concludedOf } from '#domain/agreement/talks/negotiation-table.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import { printEvidence, type EvidenceFile } from '#formats/evidence/evidence-file.ts';
import type { AgreementReader, FiledAgreement } from '#ports/agreement-store.ts';
import type { TalkReader } from '#ports/talk-store.ts';
import type { PrintEvidence, PrintRefusal } from '#ports/evidence-printer.ts';
import type { Signer } from '#ports/keys.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { SigningStore } from '#ports/signing-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { recordOf } from './agreement-needs.ts';
import { makeStatement } from './evidence-statement.ts';
import { evidenceSheet } from './evidence-sheet.ts';
import { loadTable } from './talks/load-table.ts';
import { verifyEvidence, type VerifyTools } from './verify-evidence.ts';

export type IssueNeeds = VerifyTools & {
  readonly transact: Transact<{
    readonly agreements: AgreementReader;
    readonly talks: TalkReader;
    readonly partners: PartnerStore;
    readonly signing: SigningStore;
  }>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly printEvidence: PrintEvidence;
  readonly entrySigner: (agencyId: string) => Signer;
  /** Of the program: what was worded so by it is looked up by it. */
  readonly release: string;
};

export type IssueRefusal =
  | { readonly code: 'agreement-unknown' }
  | { readonly code: 'evidence-not-signed' }
  | PrintRefusal;

/** Everything that shows who signed the text; asked for again, it is the same file until something more has happened. */
export async function evidenceOf(
  needs: Pick<IssueNeeds, 'transact' | 'keysOf'>,
  agency: Agency,
  uid: string,
): Promise<Result<EvidenceFile, IssueRefusal>> {
  return needs.transact(agency.id, async ({ agreements, talks, partners, signing }) => {
    const table = await loadTable({ agreements, talks }, uid);
    if (table.length === 0) return refuse({ code: 'agreement-unknown' });
    const filed = concludedOf(table)?.filed;
    if (!filed) return refuse({ code: 'evidence-not-signed' });
    const others = await partners.list();
    const known = [...needs.keysOf(agency.id), ...others.flatMap((one) => one.keys)];
    const kids = filed.proofs.map(({ kid }) => kid);
    const keys = kids.flatMap((kid) => known.filter((key) => key.kid === kid));
    if (keys.length < recordOf(filed).agreement.parties.length)
      return refuse({ code: 'evidence-not-signed' });
    const persons = await signing.persons([filed.digest]);
    const trail = (await signing.trail(filed.uid, filed.digest)).map((step) => ({ ...step, by: agency.did }));
    const moments = [...filed.proofs.map(({ signedAt }) => signedAt), ...persons, ...trail].map((one) =>
      typeof one === 'string' ? one : one.at,
    );
    return accept({
      agreement: jwsOf(filed),
      keys: keys.map(({ kid, jwk }) => ({ kid, x: jwk.x })),
      persons: persons.map(({ side, digest, role, name, at, proof }) => ({
        side,
        digest,
        role,
        name,
        at,
        proof,
      })),
      trail,
      issuedBy: agency.did,
      issuedAt: latest(moments),
    });
  });
}

/** The same as one PDF/A-3 that says it in three languages and carries it as its attachment. */
export async function issueEvidence(
  needs: IssueNeeds,
  agency: Agency,
  uid: string,
): Promise<Result<Uint8Array, IssueRefusal>> {
  const file = await evidenceOf(needs, agency, uid);
  if (!file.ok) return file;
  const signer = needs.entrySigner(agency.id);
  const plain = withKeyOf(signer, needs.keysOf(agency.id), file.value);
  const verified = verifyEvidence(printEvidence(plain), [], needs);
  // What our own store holds was verified when it was filed; if it does not hold now, no paper may say that it does.
  if (!verified.ok) throw new Error(`the evidence of ${uid} does not hold: ${verified.error.code}`);
  const sheet = evidenceSheet(verified.value, plain);
  const statement = makeStatement({ verified: verified.value, file: plain }, sheet, signer, needs);
  return needs.printEvidence(sheet, printEvidence({ ...plain, statement }));
}

/** Our key of today is not the one that signed the agreement once it has been rotated. */
function withKeyOf({ kid }: Signer, ours: readonly PartnerKey[], file: EvidenceFile): EvidenceFile {
  const more = file.keys.some((key) => key.kid === kid) ? [] : ours.filter((key) => key.kid === kid);
  return { ...file, keys: [...file.keys, ...more.map(({ jwk }) => ({ kid, x: jwk.x }))] };
}

function jwsOf({ canonical, proofs }: FiledAgreement): EvidenceFile['agreement'] {
  return {
    payload: toBase64url(new TextEncoder().encode(canonical)),
    signatures: proofs.map(({ protected: head, signature }) => ({ protected: head, signature })),
  };
}

function latest(moments: readonly Instant[]): Instant {
  const last = moments.toSorted().at(-1);
  if (last === undefined) throw new Error('signed agreements have moments');
  return last;
}
