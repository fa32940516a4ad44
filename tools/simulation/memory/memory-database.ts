import { plusSeconds, secondsBetween } from '#kernel/instant.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import type { Transact } from '#ports/transaction.ts';
import { makeAgencyRows, type AgencyRows, type OutboxRow } from './agency-rows.ts';
import { makeRememberedNonces, memoryNonces } from './memory-nonces.ts';
import { openRows, type SimulatedStores } from './open-rows.ts';
import type { Journal } from './table.ts';

/** What a process has of the database; each start of the process opens one of its own. */
export type Session = {
  readonly transact: Transact<SimulatedStores>;
  readonly queue: JobQueue;
  readonly nonces: RequestNonces;
};

/** What happens around each call: it may fail, or the process may end there and never come back. */
export type SessionHooks = {
  /** Before every call to a store, before the end of a transaction (`commit`, or `read` when it changed nothing) and after it. */
  readonly boundary: (where: string) => Promise<void>;
  /** For planted bugs: the stores as the program sees them. */
  readonly stores: (stores: SimulatedStores) => SimulatedStores;
  /** After a commit: what was rung in the transaction. */
  readonly committed: (agencyId: string, rung: ReadonlySet<string>) => void;
};

/** The database of one node: transactions one after the other, all or nothing, kept over a crash of the process. */
export type MemoryDatabase = {
  rowsOf(agencyId: string): AgencyRows;
  open(hooks: SessionHooks): Session;
  /** The process ended: what it had not committed is undone, and so is what was committed and not yet synced. */
  crash(): void;
  /** For a planted bug: commits are acknowledged before they are safe, and safe at the next `sync`. */
  syncLater: boolean;
  /** For a planted bug: what a transaction had done stays when it fails. */
  keepsHalf: boolean;
  sync(): void;
  /** A backup: called, it puts everything back as it is now. No process may run then. */
  keep(): () => void;
};

export function makeMemoryDatabase(agencyIds: readonly string[]): MemoryDatabase {
  const state: State = { journal: { undo: [] }, unsynced: [], turn: Promise.resolve(), running: 0 };
  const rows = new Map(agencyIds.map((id) => [id, makeAgencyRows(state.journal)]));
  const remembered = makeRememberedNonces();
  const rowsOf = (agencyId: string): AgencyRows => {
    const found = rows.get(agencyId);
    if (!found) throw new Error(`agency ${agencyId} is not of this node`);
    return found;
  };
  const database: MemoryDatabase = {
    rowsOf,
    syncLater: false,
    keepsHalf: false,
    sync() {
      state.unsynced = [];
    },
    keep() {
      const tables = [...rows.values()].flatMap((each) => Object.values(each));
      const kept = tables.map((table) => table.keep());
      return () => {
        for (const putBack of kept) putBack();
      };
    },
    crash() {
      rollback(state, database);
      for (const undo of state.unsynced.toReversed()) undo();
      state.unsynced = [];
      state.turn = Promise.resolve();
      state.running += 1;
    },
    open(hooks) {
      // What was there before any process ran stays.
      state.journal.undo = [];
      const inTurn = turnsOf(state, database, hooks);
      return {
        transact: (agencyId, work) =>
          inTurn(agencyId, (rung) => {
            const stores = openRows(rowsOf(agencyId), (name) => rung.add(name));
            return work(hooks.stores(watched(stores, hooks.boundary)));
          }),
        queue: memoryQueue(rowsOf, inTurn),
        nonces: memoryNonces(remembered, hooks.boundary),
      };
    },
  };
  return database;
}

type State = {
  readonly journal: Journal;
  unsynced: (() => void)[];
  /** Ends when the transaction under way does. */
  turn: Promise<void>;
  /** Which process is the present one. */
  running: number;
};

type Planted = Pick<MemoryDatabase, 'syncLater' | 'keepsHalf'>;

function rollback({ journal }: State, { keepsHalf }: Planted): void {
  if (!keepsHalf) for (const undo of journal.undo.toReversed()) undo();
  journal.undo = [];
}

type InTurn = <T>(agencyId: string, work: (rung: Set<string>) => Promise<T>) => Promise<T>;

/** The transactions of one process. One that has ended does nothing any more, and nobody waits for it. */
function turnsOf(state: State, planted: Planted, hooks: SessionHooks): InTurn {
  const mine = state.running;
  return async (agencyId, work) => {
    if (mine !== state.running) return new Promise(() => undefined);
    const before = state.turn;
    let leave = (): void => undefined;
    state.turn = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    const rung = new Set<string>();
    try {
      const result = await work(rung);
      await hooks.boundary(state.journal.undo.length > 0 ? 'commit' : 'read');
      if (planted.syncLater) state.unsynced.push(...state.journal.undo);
      state.journal.undo = [];
      hooks.committed(agencyId, rung);
      await hooks.boundary('committed');
      return result;
    } catch (fault) {
      rollback(state, planted);
      throw fault;
    } finally {
      leave();
    }
  };
}

/** The same stores with every call announced. */
function watched(stores: SimulatedStores, boundary: SessionHooks['boundary']): SimulatedStores {
  return new Proxy(stores, {
    get(target, name) {
      const store: unknown = Reflect.get(target, name);
      return typeof store === 'object' && store !== null
        ? watchedStore(store, String(name), boundary)
        : store;
    },
  });
}

function watchedStore(store: object, name: string, boundary: SessionHooks['boundary']): object {
  return new Proxy(store, {
    get(target, method) {
      const call: unknown = Reflect.get(target, method);
      if (typeof call !== 'function') return call;
      return async (...given: unknown[]): Promise<unknown> => {
        await boundary(`${name}.${String(method)}`);
        return Reflect.apply(call, target, given);
      };
    },
  });
}

const LEASE_SECONDS = 60;

/** The worker's end of the outbox. What is done is forgotten. */
function memoryQueue(rowsOf: (agencyId: string) => AgencyRows, inTurn: InTurn): JobQueue {
  const dueFirst = (one: OutboxRow, other: OutboxRow): number =>
    one.nextAt === other.nextAt ? one.id - other.id : one.nextAt < other.nextAt ? -1 : 1;
  return {
    // Nothing waits for it here: the bell wakes each lane when its next job is due.
    due: async () => [],
    claim: (agencyId, topics, at, except = []) =>
      inTurn(agencyId, async () => {
        const rows = rowsOf(agencyId);
        const { outbox } = rows;
        const due = outbox
          .all()
          .filter(({ job, nextAt }) => nextAt <= at && topics.includes(job.topic))
          .toSorted(dueFirst)
          .find(({ job }) => !except.includes(partnerAsked(rows, job) ?? ''));
        if (!due) return undefined;
        const partner = partnerAsked(rows, due.job);
        const leasedUntil = plusSeconds(at, LEASE_SECONDS);
        const attempts = due.attempts + 1;
        outbox.set(String(due.id), { ...due, attempts, nextAt: leasedUntil });
        return {
          id: due.id,
          agencyId,
          attempts,
          leasedUntil,
          job: due.job,
          ...(partner === undefined ? {} : { partner }),
        };
      }),
    takeBack: (agencyId, at) =>
      inTurn(agencyId, async () => {
        const { outbox } = rowsOf(agencyId);
        const soon = plusSeconds(at, LEASE_SECONDS);
        for (const row of outbox.all())
          if (row.attempts > 0 && row.nextAt > at && row.nextAt <= soon)
            outbox.set(String(row.id), { ...row, nextAt: at });
      }),
    followClock: (agencyId, at) =>
      inTurn(agencyId, async () => {
        const { outbox } = rowsOf(agencyId);
        for (const row of outbox.all()) {
          if (row.nextAt <= at || (row.attempts === 0 && row.createdAt <= at)) continue;
          const distance = row.attempts > 0 ? 0 : secondsBetween(row.createdAt, row.nextAt);
          outbox.set(String(row.id), { ...row, createdAt: at, nextAt: plusSeconds(at, distance) });
        }
      }),
    settle: (job, outcome) =>
      inTurn(job.agencyId, async () => {
        const { outbox } = rowsOf(job.agencyId);
        const row = outbox.get(String(job.id));
        // Asked for anew while it ran: it stays due.
        if (!row || row.nextAt < job.leasedUntil) return;
        if ('doneAt' in outcome) outbox.remove(String(job.id));
        else outbox.set(String(job.id), { ...row, nextAt: outcome.again });
      }),
    purge: async () => 0,
  };
}

/** As `store/outbox.ts` says whom a job asks. */
function partnerAsked({ channels, items }: AgencyRows, { topic, payload }: Job): string | undefined {
  if (topic === 'hint' || topic === 'fetch-object') return channels.get(payload.ch)?.partnerDid;
  if (topic === 'fetch-pictures') return items.get(payload.itemId)?.provider;
  return topic === 'fetch-paper' ? payload.partnerDid : undefined;
}
