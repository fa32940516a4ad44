import type { Digest } from '#kernel/digest.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { followVersions } from '#domain/agreement/follow-versions.ts';
import { parseAgreement } from '#formats/odrl/parse-agreement.ts';
import type { AgreementOnFile } from '#ports/use-state-store.ts';

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

function readOnce(digest: Digest, document: AgreementOnFile['document']): Agreement {
  const agreement = parseAgreement(document);
  if (!agreement.ok)
    throw new Error(`the agreement on file ${digest} does not read: ${agreement.error.code}`);
  read.set(digest, agreement.value);
  return agreement.value;
}
