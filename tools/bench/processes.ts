import { systemChance, systemClock } from '#engines/world.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { openStation } from '#store/station.ts';
import { requestNonces } from '#store/request-nonces.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, inTurns, percentile, perSecond, type Figure } from './measure.ts';

const HANDS = 8;
const COUNT = 2000;
const ROUNDS = 5;
const KEYID = 'did:web:partner.example#http-1';

/** What it costs that several processes work on one database. */
export async function processes(store: BenchStore): Promise<readonly Figure[]> {
  return [await nonceUsed(store), await bellRung(store)];
}

/** Each request of a partner uses up a nonce for all processes; beside it the smallest question to the database, and a durable commit. */
async function nonceUsed(store: BenchStore): Promise<Figure> {
  const nonces = requestNonces(store.app.db);
  await nonces.remember(KEYID);
  await store.raw.query('create table bare_nonce (nonce text primary key)');
  const hands = (work: () => Promise<unknown>) => perSecond(COUNT, () => byHands(HANDS, COUNT, work));
  const nonce = (): string => Buffer.from(systemChance.bytes(16)).toString('base64url');
  const ask = () => hands(() => store.raw.query('select 1'));
  const use = () =>
    hands(async () => {
      const createdAt = systemClock.now();
      const life = { createdAt, expiresAt: plusSeconds(createdAt, 300) };
      if (!(await nonces.use(KEYID, nonce(), life)))
        throw new Error('a nonce that nobody has used was refused');
    });
  const commit = () => hands(() => store.raw.query('insert into bare_nonce values ($1)', [nonce()]));
  const { limit, ours } = await inTurns(ROUNDS, ask, use);
  const durable = await inTurns(ROUNDS, commit, use);
  return {
    work: 'use up the nonce of a request for all processes, 8 clients',
    unit: 'requests/s',
    limitName: 'select 1, same clients',
    limit,
    ours,
    note: `${(1e6 / ours).toFixed(0)} µs each where select 1 takes ${(1e6 / limit).toFixed(0)}; of durable commits of one row ${durable.limit.toFixed(0)} a second beside ${durable.ours.toFixed(0)}`,
  };
}

/** Commits of which another process hears; beside them the same with nobody told. */
async function bellRung(store: BenchStore): Promise<Figure> {
  const heardAt: number[] = [];
  const address = { ...store.address, user: 'pactwire_app' } as const;
  const [teller, listener] = await Promise.all([
    openStation(address),
    openStation(address, {
      heard: (name) => void heardAt.push(performance.now() - Number(name)),
      missed: () => undefined,
    }),
  ]);
  await store.raw.query('create table bare_commit (id bigint generated always as identity primary key)');
  const commit = () => store.raw.query('insert into bare_commit default values');
  const hands = (work: () => Promise<unknown>) => perSecond(COUNT, () => byHands(HANDS, COUNT, work));
  const { limit, ours } = await inTurns(
    ROUNDS,
    () => hands(commit),
    () =>
      hands(async () => {
        await commit();
        teller.tell(String(performance.now()));
      }),
  );
  await Promise.all([teller.close(), listener.close()]);
  return {
    work: 'durable commits of which another process hears, 8 clients',
    unit: 'commits/s',
    limitName: 'the same, nobody told',
    limit,
    ours,
    note: `heard after p50 ${percentile(heardAt, 0.5).toFixed(1)} ms, p99 ${percentile(heardAt, 0.99).toFixed(1)} ms`,
  };
}
