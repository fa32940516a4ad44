import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendHooks, systemsDue } from '#app/alert/send-hooks.ts';
import { alertHook } from '#engines/destinations/alert-hook.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { makeSeal } from '#engines/seal.ts';
import { systemIds } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { alertDesk } from '#tests/town/alert-desk.ts';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';
import { createBell } from './bell.ts';
import { lookInLanes } from './look-in-lanes.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ALL = [{ operand: 'language', operator: 'eq', values: ['en'] }] as const;
const seal = makeSeal(new Uint8Array(32));

let database: TestDatabase;
let good: ListeningSystem;

beforeAll(async () => {
  database = await testDatabase();
  good = await listeningSystem();
});
afterAll(async () => {
  await good.close();
  await database.drop();
});

/** A system that takes every request and answers none until it is let. */
async function hangingSystem() {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => void waiting.push(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const host = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  return {
    host,
    waiting,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** An agency whose search tells a system at each of these addresses of one story. */
async function following(places: readonly string[]) {
  const desk = await testNewsroom(database, AT);
  const alerts = await alertDesk(database, desk, AT);
  await desk.receive(ALL);
  for (const place of places) {
    const id = systemIds.uuid();
    const searchId = await alerts.keep(await alerts.person('lan'), {
      question: { q: 'flood' },
      scope: 'agency',
    });
    await desk.within(async ({ destinations, searches }) => {
      const sealedSecret = seal.seal(SECRET, id);
      await destinations.add({
        id,
        name: 'CMS',
        kind: 'webhook',
        place,
        settings: {},
        sealedSecret,
        state: 'active',
        addedAt: AT,
      });
      const follower = { destinationId: id };
      await searches.follow({
        searchId,
        follower,
        schedule: { kind: 'at-once' },
        byMail: false,
        isPaused: false,
      });
    });
  }
  await desk.received({ guid: 'a', headline: 'Flood a' });
  await alerts.look(AT);
  return alerts;
}

test('a system that never answers holds up the webhooks of no other system, of its own agency or another (I23)', async () => {
  const hanging = await hangingSystem();
  const first = await following([`http://${hanging.host}/hook`, `${good.origin}/first`]);
  const second = await following([`${good.origin}/second`]);
  const clock = { now: () => AT };
  const needs = {
    ...first.needs,
    alertHook: alertHook({ fetch: guardedFetcher().fetch, allowHosts: [hanging.host, good.host] }),
    unsealSecret: (sealed: string, destination: string) => seal.open(sealed, destination),
    clock,
  };
  const bell = createBell();
  const faults: unknown[] = [];
  const looking = {
    agencies: async () => [first.agency, second.agency],
    clock,
    bell,
    log: (line: object) => faults.push(line),
  };
  const hooks = lookInLanes(looking, {
    name: 'alert-hooks',
    everyMs: 60_000,
    lanesOf: (agency, at) => systemsDue(needs, agency, at),
    work: (agency, destinationId, goOn) => sendHooks(needs, { agency, destinationId }, goOn),
  });
  try {
    await expect.poll(() => hanging.waiting.length).toBe(1);
    await expect
      .poll(() => good.heard.map(({ line }) => line).toSorted())
      .toEqual(['POST /first', 'POST /second']);
    // It still waits, and another look asks it no second time.
    bell.ring('alert-hooks');
    await expect.poll(() => systemsDue(needs, second.agency, AT)).toEqual([]);
    expect(hanging.waiting).toHaveLength(1);
  } finally {
    await hanging.close();
    await hooks.stop();
  }
  const posts = await first.reads.hookPosts(first.agency.id);
  expect(posts.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome)).toSorted()).toEqual([
    'done',
    'failed',
  ]);
  expect(faults).toEqual([]);
});
