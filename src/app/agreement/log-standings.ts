import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgreementRecord, AgreementState } from '#domain/agreement/agreement-record.ts';
import { isSignedByAll, stateOf } from '#domain/agreement/state-of.ts';
import {
  noteStanding,
  type NoteNeeds,
  type Standing,
  type StandingStores,
} from '#app/ledger/note-standing.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { readRecords } from './read-records.ts';

export type LogStandingsNeeds = NoteNeeds & {
  readonly transact: Transact<StandingStores & { readonly useState: UseStateReader }>;
};

/**
 * Says in the transparency log of each signed agreement that it came in force, rests, was amended or has ended, once each
 * time; who its parties are stays behind salts. It may run twice: what is said already is not said again.
 */
export async function logStandings(needs: LogStandingsNeeds, agency: Agency, at: Instant): Promise<void> {
  await needs.transact(agency.id, async (stores) => {
    await stores.transparency.lock();
    const records = readRecords(await stores.useState.agreements()).filter(isSignedByAll);
    for (const record of records) {
      const standing = standingOf(record, records, at);
      const parties = record.agreement.parties.map(({ did }) => did);
      if (standing)
        await noteStanding(needs, stores, agency, { digest: record.digest, standing, parties, at });
    }
  });
}

const STANDING: Readonly<Record<AgreementState, Standing | undefined>> = {
  draft: undefined,
  proposed: undefined,
  'not-yet-effective': undefined,
  'in-force': 'in-force',
  suspended: 'suspended',
  terminated: 'ended',
  expired: 'ended',
};

function standingOf(
  record: AgreementRecord,
  signed: readonly AgreementRecord[],
  at: Instant,
): Standing | undefined {
  const isAmended = signed.some(
    ({ agreement: { supersedes, effectiveFrom } }) => supersedes === record.digest && effectiveFrom <= at,
  );
  return isAmended ? 'amended' : STANDING[stateOf(record, at)];
}
