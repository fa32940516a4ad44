import type { Digest } from '#kernel/digest.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { compileAgreements, type CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { followVersions } from '#domain/agreement/follow-versions.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgreementOnFile, UseStateReader } from '#ports/use-state-store.ts';

/** Documents are named by their bytes, so one that was read stays read. */
const read = new Map<Digest, Agreement>();

/** Agreements on file as the rules know them, each with the versions before it. One that no longer reads is a fault: it was read when it was filed. */
export function readRecords(onFile: readonly AgreementOnFile[]): readonly AgreementRecord[] {
  return followVersions(
    onFile.map(({ digest, document, signatures, events }) => ({
      agreement: read.get(digest) ?? readOnce(digest, document),
      digest,
      signatures,
      events,
    })),
  );
}

/** What stands at this moment, ready to be asked. It reads every agreement on file: who asks often reads them once. */
export async function agreementsAt(
  useState: Pick<UseStateReader, 'agreements'>,
  at: Instant,
): Promise<CompiledAgreements> {
  return compileAgreements(agreementsInForce(readRecords(await useState.agreements()), at));
}

function readOnce(digest: Digest, document: AgreementOnFile['document']): Agreement {
  const agreement = parseAgreement(document);
  if (!agreement.ok)
    throw new Error(`the agreement on file ${digest} does not read: ${agreement.error.code}`);
  read.set(digest, agreement.value);
  return agreement.value;
}
