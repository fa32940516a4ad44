import type { AgreementRecord } from './agreement-record.ts';
import { isSignedByAll } from './state-of.ts';

/** Each record with the signed versions before it, by the digests that they supersede; none where they are not among these. */
export function followVersions(records: readonly AgreementRecord[]): readonly AgreementRecord[] {
  const signed = new Map(records.filter(isSignedByAll).map((record) => [record.digest, record]));
  return records.map((record) => {
    const former = formerOf(record, signed);
    return former.length > 0 ? { ...record, former } : record;
  });
}

function formerOf(
  { agreement: { uid, supersedes } }: AgreementRecord,
  signed: ReadonlyMap<string, AgreementRecord>,
): readonly AgreementRecord[] {
  const last = supersedes && signed.get(supersedes);
  return last && last.agreement.uid === uid ? [...formerOf(last, signed), last] : [];
}
