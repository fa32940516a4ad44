import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { admit, type Arrival, type Standing } from './admit.ts';

const digestOf = (text: string) => nodeHash.sha256(new TextEncoder().encode(text));
const arrival = (over: Partial<Arrival> = {}): Arrival => ({
  guid: 'urn:x',
  version: 1,
  pubStatus: 'usable',
  digest: digestOf(`${over.version ?? 1} ${over.pubStatus ?? 'usable'}`),
  isCorrection: false,
  ...over,
});

/** A store in miniature: what the real one keeps of a series of arrivals. */
function play(arrivals: readonly Arrival[]): {
  readonly standing: Standing;
  readonly versions: ReadonlyMap<number, string>;
} {
  let standing: Standing = { tombstone: false, held: false };
  const versions = new Map<number, Arrival['digest']>();
  for (const one of arrivals) {
    const sameVersion = versions.get(one.version);
    const admission = admit({ ...standing, ...(sameVersion ? { sameVersion } : {}) }, one);
    if (!admission.ok) continue;
    const { outcome: _outcome, ...item } = admission.value;
    if (!sameVersion) versions.set(one.version, one.digest);
    standing = { ...standing, tombstone: item.state === 'killed', item };
  }
  return { standing, versions };
}

const arrivals = fc.array(
  fc.record({
    version: fc.integer({ min: 1, max: 4 }),
    pubStatus: fc.constantFrom<Arrival['pubStatus']>('usable', 'withheld', 'canceled'),
    isCorrection: fc.boolean(),
  }),
  { maxLength: 8 },
);

test('whatever comes in whatever order and however often, a killed item stays killed (I6)', () => {
  fc.assert(
    fc.property(arrivals, (series) => {
      const wasKilled = series.some(({ pubStatus }) => pubStatus === 'canceled');
      expect(play(series.map(arrival)).standing.item?.state === 'killed').toBe(wasKilled);
    }),
  );
});

test('without a kill the newest version stands, in any order (I4)', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (order) => {
      const { standing, versions } = play(order.map((version) => arrival({ version })));
      expect(standing.item?.latestVersion).toBe(Math.max(...order));
      expect(versions.size).toBe(order.length);
    }),
  );
});

test('every arrival again changes nothing (I2)', () => {
  fc.assert(
    fc.property(arrivals, (series) => {
      const once = series.map(arrival);
      expect(play(once.flatMap((one) => [one, one])).standing).toEqual(play(once).standing);
    }),
  );
});

test('a kill under the number of the version it takes back counts, other content under that number does not', () => {
  const item = { state: 'usable', latestVersion: 1, latestIsCorrection: false } as const;
  const held = { tombstone: false, held: false, item, sameVersion: digestOf('held') };
  expect(admit(held, arrival({ pubStatus: 'canceled' }))).toMatchObject({
    ok: true,
    value: { outcome: 'killed' },
  });
  expect(admit(held, arrival())).toMatchObject({ ok: false, error: { code: 'item-version-conflict' } });
});

test('a withheld version stops the item until a later one releases it', () => {
  const series = [arrival(), arrival({ version: 2, pubStatus: 'withheld' })];
  expect(play(series).standing.item?.state).toBe('withheld');
  expect(play([...series, arrival({ version: 3 })]).standing.item?.state).toBe('usable');
});

test('while a stop stands no version makes the item usable, in any order, and a kill still ends it', () => {
  fc.assert(
    fc.property(arrivals, (series) => {
      let standing: Standing = { tombstone: false, held: true };
      for (const one of series.map(arrival)) {
        const admission = admit(standing, one);
        if (!admission.ok) continue;
        expect(admission.value.state).not.toBe('usable');
        standing = { tombstone: admission.value.state === 'killed', held: true, item: admission.value };
      }
    }),
  );
});
