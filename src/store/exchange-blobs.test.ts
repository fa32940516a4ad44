import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayServeBlob } from '#app/channel/serve-object.ts';
import { mayItemLeave } from '#app/offer/may-still-leave.ts';
import { parseDigest } from '#kernel/digest.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
});
afterAll(() => town.close());

test('the picture of a story leaves only while the story may: not while the agreement rests, not after a kill (I6, I15)', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.agreements.signedByBoth();
  await desk.settle();
  const digest = parseDigest(hanoi.tools.hash.sha256(new TextEncoder().encode('a picture')))!;
  const mayFetch = () =>
    mayServeBlob(
      { ...hanoi.tools, mayItemLeave: mayItemLeave(hanoi.tools.clock) },
      { agency: hanoi.agency, partnerDid: nanning.agency.did },
      digest,
    );
  await desk.admit({
    guid: GUID,
    renditions: [{ role: 'web', href: 'https://wire.example/a.jpg', mediaType: 'image/jpeg', digest }],
  });
  expect(await mayFetch()).toBe(false);
  await desk.settle();
  expect(await mayFetch()).toBe(true);

  await desk.agreements.declare(hanoi, uid, { kind: 'suspended', reason: 'A question' });
  expect(await mayFetch()).toBe(false);
  await desk.agreements.declare(hanoi, uid, { kind: 'resumed' });
  expect(await mayFetch()).toBe(true);

  await desk.kill(GUID);
  expect(await mayFetch()).toBe(false);
});
