import { admitVersion } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, inTurns, percentile, perSecond, type Figure } from './measure.ts';

const HANDS = 8;
const COUNT = 400;
const ROUNDS = 3;

/** One item a transaction, acknowledged after its commit with fsync, by 8 clients; beside it one bare row a commit. */
export async function acceptOne(store: BenchStore): Promise<readonly Figure[]> {
  await store.raw.query(
    'create table bare_row (id bigint generated always as identity primary key, body text)',
  );
  const body = 'x'.repeat(1500);
  const waits: number[] = [];
  let number = 20_000_000;
  const bare = () =>
    perSecond(COUNT, () =>
      byHands(HANDS, COUNT, () => store.raw.query('insert into bare_row (body) values ($1)', [body])),
    );
  const accept = () =>
    perSecond(COUNT, () =>
      byHands(HANDS, COUNT, async () => {
        const at = systemClock.now();
        const version = benchItem(store.agency.did, (number += 1), at);
        const from = performance.now();
        await store.transact(store.agency.id, (stores) =>
          admitVersion({ stores, ids: systemIds, hash: nodeHash }, { version, origin: 'own', at }),
        );
        waits.push(performance.now() - from);
      }),
    );
  const { limit, ours } = await inTurns(ROUNDS, bare, accept);
  return [
    {
      work: 'accept one item, durable before the answer, 8 clients',
      unit: 'items/s',
      limitName: 'one bare row a commit, same clients',
      limit,
      ours,
      goal: '≥ 0.5',
      note: `p50 ${percentile(waits, 0.5).toFixed(1)} ms, p99 ${percentile(waits, 0.99).toFixed(1)} ms`,
    },
  ];
}
