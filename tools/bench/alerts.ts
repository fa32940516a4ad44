import { noteChanges } from '#app/alert/note-changes.ts';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { savedReader } from '#http/desk/read-saved.ts';
import { wireReads } from '#store/reads/wire.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { median, type Figure } from './measure.ts';

const SEARCHES = 1000;
const ARRIVALS = 1000;
const ALONE = 7;
const WORDS = ['harbour', 'mưa lũ', '厦门', 'bridge', 'lễ hội', '台风', 'market', 'bệnh viện'] as const;

/** Whom 1,000 followed searches are told of 1,000 arrivals, and of one; beside it the admission of the same stories. */
export async function alerts(store: BenchStore): Promise<readonly Figure[]> {
  await follow(store);
  const needs = {
    transact: store.transact,
    ids: systemIds,
    readSaved: savedReader({
      wire: wireReads(store.app.db),
      lexiconsFor: async () => ({ find: () => undefined }),
    }),
  };
  const note = () => noteChanges(needs, store.agency, systemClock.now());
  await admit(store, 40_000_000, ARRIVALS); // for statistics and warm pages
  await note();
  await store.raw.query('vacuum analyze');
  const admitted = await milliseconds(() => admit(store, 41_000_000, ARRIVALS));
  const noted = await milliseconds(note);
  const alone: number[] = [];
  for (let turn = 0; turn < ALONE; turn += 1) {
    await admit(store, 42_000_000 + turn, 1);
    alone.push(await milliseconds(note));
  }
  const { rows } = await store.raw.query<{ count: number }>('select count(*)::integer as count from mention');
  const count = rows[0]?.count ?? 0;
  if (count === 0) throw new Error('the bench told nobody of anything');
  const shared = { unit: 'ms', limitName: 'admitting the 1,000 stories', limit: admitted };
  return [
    {
      ...shared,
      work: `${ARRIVALS} arrivals matched with ${SEARCHES} saved searches`,
      ours: noted,
      note: `${count} mentions were written in all`,
    },
    { ...shared, work: `one arrival matched with ${SEARCHES} saved searches`, ours: median(alone) },
  ];
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Each asks for other words, half of them in one language only, of one person. */
async function follow({ transact, agency }: BenchStore): Promise<void> {
  const at = systemClock.now();
  const personId = systemIds.uuid();
  await transact(agency.id, async ({ accounts, members, searches }) => {
    await accounts.add(
      { id: personId, name: 'Bench', email: `${personId}@bench.example`, language: 'en', isDemoSeat: false },
      at,
    );
    await members.save({ personId, roles: ['editor'] }, at);
    for (let number = 0; number < SEARCHES; number += 1) {
      const id = systemIds.uuid();
      const q = `"${WORDS[number % WORDS.length]} ${41_000_000 + number}"`;
      const question = number % 2 === 0 ? { q } : { q, language: ['vi', 'zh', 'en'][number % 3] ?? 'vi' };
      const kept = { personId, scope: 'personal', folder: '', name: q, changedAt: at } as const;
      await searches.keep({ ...kept, id, question });
      const followed = { schedule: { kind: 'at-once' }, byMail: false, isPaused: false } as const;
      await searches.follow({ searchId: id, follower: { personId }, ...followed });
    }
  });
}

async function admit({ transact, agency }: BenchStore, first: number, count: number): Promise<void> {
  const at = systemClock.now();
  const batch = Array.from({ length: count }, (_, index) => ({
    version: benchItem(agency.did, first + index, at),
    origin: 'own' as const,
    at,
  }));
  await transact(agency.id, (stores) => admitVersions({ stores, ids: systemIds, hash: nodeHash }, batch));
}
