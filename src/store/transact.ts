import type { Kysely } from 'kysely';
import type { Transact } from '#ports/transaction.ts';
import { inAgency } from './in-agency.ts';
import { noteWrites } from './note-writes.ts';
import type { Database } from './tables/database.ts';

/** A transaction that has named its agency: row-level security lets it see that agency's rows only. */
export type AgencyTransaction = {
  readonly trx: Kysely<Database>;
  readonly agencyId: string;
  /** Notes what waits for this commit: `outbox <topic>`, or `channel <ch>`. */
  readonly ring?: (name: string) => void;
};

/** What is rung after a commit that changed what a screen of the agency may show. */
export function changedBell(agencyId: string): string {
  return `changed ${agencyId}`;
}

const CONFLICTS = new Set(['40001', '40P01']);
const TRIES = 4;

/**
 * Makes `transact` for stores that `open` binds to one transaction. A serialisation conflict or deadlock is tried again.
 * After a commit `heard` is told what it may have woken: within the process that costs nothing, where NOTIFY would make
 * commits wait for each other. Whoever sleeps polls too, for what other processes commit.
 */
export function transactWith<Stores>(
  db: Kysely<Database>,
  open: (transaction: AgencyTransaction) => Stores,
  heard: (names: ReadonlySet<string>) => void = () => undefined,
): Transact<Stores> {
  return async (agencyId, work) => {
    for (let attempt = 1; ; attempt += 1) {
      const rung = new Set<string>();
      try {
        const noting = db.withPlugin(noteWrites(() => rung.add(changedBell(agencyId))));
        const outcome = await inAgency(noting, agencyId, (trx) =>
          work(open({ trx, agencyId, ring: (name) => rung.add(name) })),
        );
        heard(rung);
        return outcome;
      } catch (fault) {
        if (attempt === TRIES || !isConflict(fault)) throw fault;
      }
    }
  };
}

function isConflict(fault: unknown): boolean {
  return (
    fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && CONFLICTS.has(fault.code)
  );
}
