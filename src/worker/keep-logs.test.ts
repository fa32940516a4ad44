import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { createBell } from './bell.ts';
import { keepLogs, type KeepLogsNeeds } from './keep-logs.ts';

type Link = Awaited<ReturnType<KeepLogsNeeds['links']>>[number];

const agency: Link['agency'] = {
  id: '01a220f3-ad33-787f-9149-7dc49cb20f62',
  slug: 'hanoi',
  did: 'did:web:hanoi.example',
  name: { vi: 'A', 'zh-Hans': 'A', en: 'A' },
  ownership: 'state',
  languages: ['vi'],
  territory: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
  place: { vi: 'A', 'zh-Hans': 'A', en: 'A' },
};

const linkTo = (name: string): Link => ({
  agency,
  partner: {
    did: `did:web:${name}`,
    name: agency.name,
    ownership: 'state',
    baseUrl: `https://${name}`,
    keys: [],
    state: 'pinned',
  },
});

/** A node whose rounds a test rings, with a clock that it moves. */
function node(over: Partial<KeepLogsNeeds>) {
  let at = instantOf(Date.UTC(2027, 0, 4, 8));
  const bell = createBell();
  const lines: string[] = [];
  let rounds = 0;
  const keeping = keepLogs({
    agencies: async () => [agency],
    links: async () => {
      rounds += 1;
      return [linkTo('away.example'), linkTo('here.example')];
    },
    sign: async () => accept(1),
    witness: async () => accept(1),
    clock: { now: () => at },
    bell,
    log: ({ what, why }) => lines.push(`${what} ${why}`),
    ...over,
  });
  return {
    lines,
    async round(seconds: number): Promise<void> {
      at = plusSeconds(at, seconds);
      const before = rounds;
      await expect
        .poll(() => {
          bell.ring('transparency');
          return rounds;
        })
        .toBeGreaterThan(before + 1);
    },
    isBack: (link: Link) => keeping.isBack(link),
    stop: () => keeping.stop(),
  };
}

test('a partner that hangs or is away holds up neither the signing nor another partner (I23)', async () => {
  const asked: string[] = [];
  const one = node({
    witness: ({ partner }) => {
      asked.push(partner.did);
      return partner.did.includes('away') ? new Promise(() => undefined) : Promise.resolve(accept(1));
    },
  });
  await one.round(60);
  await one.round(60);
  await one.stop();
  expect(asked.toSorted()).toEqual(['did:web:away.example', 'did:web:here.example']);
});

test('a partner that is away rests twice as long each time, and is asked again', async () => {
  let asked = 0;
  const one = node({
    witness: async ({ partner }) => {
      if (partner.did.includes('here')) return accept(1);
      asked += 1;
      return refuse({ code: 'witness-unreachable' });
    },
  });
  const counts: number[] = [];
  for (const seconds of [0, 14, 2, 28, 3, 59, 2]) {
    await one.round(seconds);
    counts.push(asked);
  }
  await one.stop();
  expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4]);
});

test('a partner that is back is asked with the next look, however long it was to rest', async () => {
  let asked = 0;
  const one = node({
    witness: async ({ partner }) => {
      if (partner.did.includes('here')) return accept(1);
      asked += 1;
      return refuse({ code: 'witness-unreachable' });
    },
  });
  for (const seconds of [0, 16, 31]) await one.round(seconds);
  expect(asked).toBe(3);
  one.isBack(linkTo('away.example'));
  await one.round(1);
  expect(asked).toBe(4);
  // And rests anew as after the first failure.
  await one.round(16);
  expect(asked).toBe(5);
  await one.stop();
});

test('a partner that declines is asked ever more rarely, at the latest after a day, and one that is away after an hour', async () => {
  const asked = new Map<string, number>();
  const one = node({
    witness: async ({ partner }) => {
      asked.set(partner.did, (asked.get(partner.did) ?? 0) + 1);
      return refuse({ code: partner.did.includes('away') ? 'witness-unreachable' : 'witness-refused' });
    },
  });
  for (let times = 0; times < 20; times += 1) await one.round(86_400);
  const counts = () => [...asked.values()];
  expect(counts()).toEqual([20, 20]);
  await one.round(3600);
  expect(counts()).toEqual([21, 20]);
  await one.round(82_800);
  expect(counts()).toEqual([22, 21]);
  await one.stop();
});

test('a fault of our own makes no partner rest', async () => {
  let asked = 0;
  const one = node({
    witness: async () => {
      asked += 1;
      if (asked <= 4) throw new Error('no database');
      return accept(1);
    },
  });
  await one.round(1);
  await one.round(1);
  await one.round(1);
  await one.stop();
  expect(asked).toBe(6);
  expect(one.lines.every((line) => line === 'transparency-fault no database')).toBe(true);
});

test('a log that stands still is told once, not with every look, and where it is broken', async () => {
  const one = node({ sign: async () => refuse({ code: 'log-broken', leaf: 12 }) });
  await one.round(5);
  await one.round(5);
  await one.stop();
  expect(one.lines).toEqual(['transparency-stopped log-broken at leaf 12']);
});
