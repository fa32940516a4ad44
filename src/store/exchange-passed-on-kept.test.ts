import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { confirmRestrictions, showRestrictions } from '#app/agreement/confirm-restrictions.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import { getTailBack } from '#app/channel/get-tail-back.ts';
import { readEntry } from '#app/channel/read-entry.ts';
import { mayServeBlob } from '#app/channel/serve-object.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import { mayItemLeave } from '#app/offer/may-still-leave.ts';
import { admitOffer } from '#app/offer/receive-offer.ts';
import { exportStory } from '#app/take/export-story.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { parseDigest } from '#kernel/digest.ts';
import { accept } from '#kernel/result.ts';
import { backUp } from '#tests/town/back-up.ts';
import { ECONOMY } from '#tests/town/exchange-desk.ts';
import { GUID, passingTown, type PassingTown } from '#tests/town/passing-town.ts';
import { testItem } from '#tests/town/test-item.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, type TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: PassingTown['town'];
let desk: PassingTown['desk'];
let passing: PassingTown;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  passing = await passingTown(database);
  ({ town, desk } = passing);
  await passing.agreed();
});
afterEach(() => town.close());

const digestOf = (text: string) => {
  const digest = parseDigest(town.hanoi.tools.hash.sha256(new TextEncoder().encode(text)));
  if (!digest) throw new Error('no digest');
  return digest;
};
const picture = (name: string, more: { usageTerms?: string } = {}) => ({
  guid: `urn:picture:${name}`,
  newsType: 'picture' as const,
  renditions: [
    {
      role: 'web',
      href: `https://wire.example/${name}.jpg`,
      mediaType: 'image/jpeg',
      digest: digestOf(name),
    },
  ],
  ...more,
});

test('a picture that may not be passed on stays behind, also one of which that becomes known later', async () => {
  await passing.passedOn({ associations: [picture('open'), picture('kept', { usageTerms: 'NO SALES' })] });
  // Nobody at Nanning has confirmed what the words beside the one picture mean: that one waits.
  expect((await passing.latestThere())?.associations.map(({ guid }) => guid)).toEqual(['urn:picture:open']);
  const mayFetch = (name: string) =>
    mayServeBlob(
      { ...town.nanning.tools, mayItemLeave: mayItemLeave(town.nanning.tools.clock) },
      { agency: town.nanning.agency, partnerDid: town.vientiane.agency.did },
      digestOf(name),
    );
  expect([await mayFetch('open'), await mayFetch('kept')]).toEqual([true, false]);
  await desk.agreements.declare(town.hanoi, passing.uids.from, { kind: 'suspended', reason: 'A question' });
  await town.hear(town.nanning, town.hanoi);
  expect(await mayFetch('open')).toBe(false);
});

test('confirmed words that do not forbid it bind the third party too', async () => {
  const confirm = async (one: TownAgency) => {
    const { id: itemId } = await desk.itemAt(one, GUID);
    const text = (await showRestrictions(one.tools, one.agency.id, itemId))?.text ?? '';
    const terms = [{ code: 'no-archive', words: 'NO ARCHIVES' } as const];
    expect(await confirmRestrictions(one.tools, desk.by(one), { itemId, text, terms })).toMatchObject({
      ok: true,
    });
  };
  await desk.admit({ guid: GUID, usageTerms: 'NO ARCHIVES' });
  await desk.settle();
  await confirm(town.nanning);
  await desk.take(GUID);
  town.pass(20);
  await desk.settle();
  expect(await passing.passedTo()).toMatchObject({ ok: true });
  await desk.settle();
  const told = async () => {
    const item = await passing.there();
    return (
      item && (await town.within(town.vientiane, ({ useState }) => useState.toldRestrictions(item, 1)))?.terms
    );
  };
  expect(await told()).toEqual([{ code: 'no-archive', words: 'NO ARCHIVES' }]);
  await confirm(town.hanoi);
  await desk.settle();
  expect(await told()).toEqual([
    { code: 'no-archive', words: 'NO ARCHIVES' },
    { code: 'no-archive', words: 'NO ARCHIVES' },
  ]);
});

test('a third party exports it under the name of who made it', async () => {
  await passing.passedOn();
  const { id: itemId } = await passing.takenThere();
  const needs = { ...town.vientiane.tools, files: { read: async () => undefined } };
  const exported = await exportStory(needs, desk.by(town.vientiane), { itemId, as: 'ninjs' });
  const text = exported.ok ? String(exported.value.content) : '';
  expect(JSON.parse(text)).toMatchObject({
    infoSources: [{ role: 'provider', uri: town.hanoi.agency.did }],
  });
});

test('who says that a story is the reader’s own, or its own passed on, is not believed', async () => {
  const { vientiane, nanning, hanoi } = town;
  const arrives = async ({ agency: { did, name, ownership } }: TownAgency): Promise<boolean> => {
    const guid = `urn:said:${did}`;
    const item = testItem({ guid, subjects: ECONOMY });
    const data = { guid, version: 1, originator: { did, name, ownership } };
    await town.within(nanning, (stores) =>
      appendEntry(stores, nanning.tools, desk.by(nanning), {
        partnerDid: vientiane.agency.did,
        type: 'item.offered',
        subject: guid,
        data,
      }),
    );
    const { entries } = await town.page(vientiane, nanning);
    const read = readEntry(entries.at(-1) ?? '', partnerOf(nanning, 'pinned'), vientiane.tools);
    if (!read.ok) throw new Error(read.error.code);
    const about = { agency: vientiane.agency, partner: partnerOf(nanning, 'pinned'), at: town.now() };
    const arrival = { ...about, received: read.value, objectText: canonicalJson(printNinjs(item)) };
    return town.within(vientiane, async (stores) => {
      await admitOffer(vientiane.tools, stores, arrival);
      return (await stores.items.findByName({ provider: nanning.agency.did, guid })) !== undefined;
    });
  };
  expect([await arrives(hanoi), await arrives(vientiane), await arrives(nanning)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('after a restore who has it by us is known again, and a kill of its origin goes there', async () => {
  const restore = await backUp(database, town.nanning.agency.id);
  await passing.passedOn();
  await passing.publishedThere();
  await restore();
  await expect(desk.itemAt(town.nanning, GUID)).rejects.toThrow('no item');
  for (const other of [town.vientiane, town.hanoi]) await tailFrom(other);
  await desk.kill(GUID);
  await desk.settle();
  expect(await passing.pagesThere()).toEqual(['withdrawn v1']);
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
});

test('after a restore a version that came before it was known who has the story goes there too', async () => {
  const restore = await backUp(database, town.nanning.agency.id);
  await passing.passedOn();
  await restore();
  await tailFrom(town.hanoi);
  await desk.admit({ guid: GUID, version: 2, headline: 'The river falls' });
  await desk.settle();
  expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ latestVersion: 2 });
  await tailFrom(town.vientiane);
  await desk.settle();
  expect(await passing.latestThere()).toMatchObject({ version: 2, headline: 'The river falls' });
});

async function tailFrom(reader: TownAgency): Promise<void> {
  const { agency, tools } = town.nanning;
  const link = { agency, partner: partnerOf(reader, 'pinned'), at: town.now() };
  expect(await getTailBack({ ...tools, effects: tailEffects(tools) }, link)).toEqual(accept('back'));
}
