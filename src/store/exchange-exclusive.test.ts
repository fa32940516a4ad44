import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainSight } from '#app/offer/explain-sight.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { threeAgencies, type TownAgency } from '#tests/town/two-agencies.ts';

const HOURS = 12;
let town: Awaited<ReturnType<typeof threeAgencies>>;
let desk: ReturnType<typeof exchangeDesk>;

beforeAll(async () => {
  town = await threeAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  const { agreements } = desk;
  await agreements.signedByBoth({ exclusiveHours: HOURS });
  const open = await agreements.draft(town.hanoi, town.vientiane);
  await agreements.sign(town.hanoi, open);
  await town.exchange();
  await agreements.sign(town.vientiane, open);
  await town.exchange();
  await desk.settle();
});
afterAll(() => town.close());

async function offered(guid: string): Promise<void> {
  await desk.admit({ guid });
  await desk.settle();
}

const hasIt = async (one: TownAgency, guid: string): Promise<boolean> =>
  (await town.within(one, ({ items }) => items.findByName({ provider: town.hanoi.agency.did, guid }))) !==
  undefined;

/** Nanning, to whom the first hours are promised, and Vientiane. */
const who = async (guid: string) => ({
  nanning: await hasIt(town.nanning, guid),
  vientiane: await hasIt(town.vientiane, guid),
});

async function sightOfVientiane(guid: string) {
  const { id } = await desk.itemAt(town.hanoi, guid);
  const asked = { agency: town.hanoi.agency, at: town.now() };
  const said = await explainSight(town.hanoi.tools, asked, id);
  return said.find(({ partner }) => partner.did === town.vientiane.agency.did)?.may;
}

test('who has to wait for the hours of another gets the story when they are over, and not before', async () => {
  const guid = 'urn:story:harvest';
  await offered(guid);
  expect(await who(guid)).toEqual({ nanning: true, vientiane: false });
  const over = new Date(Date.parse(town.now()) + HOURS * 3_600_000 + 1).toISOString();
  const may = await sightOfVientiane(guid);
  expect(may).toMatchObject({ ok: false, retryAt: over, because: [{ code: 'prohibition' }] });
  expect(may?.ok === false && may.because[0]?.sentence.en).toMatch(/^Until .* the agreement prohibits this/);

  town.pass(HOURS * 3600);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: false });

  town.pass(1);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: true });
  expect(await sightOfVientiane(guid)).toEqual({ ok: true });
});

test('a later version does not begin the hours anew', async () => {
  const guid = 'urn:story:market';
  await offered(guid);
  town.pass((HOURS - 1) * 3600);
  await desk.admit({ guid, version: 2 });
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: false });
  // Their end is waited for once, however many versions there are.
  const { id } = await desk.itemAt(town.hanoi, guid);
  const waiting = await town.within(town.hanoi, ({ outbox }) => outbox.waiting(['item-admitted'], 0, 1000));
  expect(waiting.filter(({ job }) => 'itemId' in job.payload && job.payload.itemId === id)).toHaveLength(1);
  town.pass(3601);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: true });
});

test('what is killed within the hours never reaches who was waiting', async () => {
  const guid = 'urn:story:false-alarm';
  await offered(guid);
  const killed = await desk.kill(guid);
  expect(killed.ok).toBe(true);
  await desk.settle();
  town.pass(HOURS * 3600 + 1);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: false });
  const { id } = await desk.itemAt(town.hanoi, guid);
  const offer = await town.within(town.hanoi, ({ offers }) => offers.find(id, town.vientiane.agency.did));
  expect(offer).toBeUndefined();
});

test('what is stopped when the hours end goes out with its release', async () => {
  const guid = 'urn:story:two-sources';
  await offered(guid);
  await desk.withhold(guid);
  await desk.settle();
  town.pass(HOURS * 3600 + 1);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: false });
  await desk.release(guid);
  await desk.settle();
  expect(await who(guid)).toEqual({ nanning: true, vientiane: true });
});
