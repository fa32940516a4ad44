import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEntry } from '#app/channel/append-entry.ts';
import { takeBack } from '#app/correction/take-back.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { GUID, passingTown, type PassingTown } from '#tests/town/passing-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

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
  await passing.passedOn();
});
afterEach(() => town.close());

/** What its origin has been told of who has the story. */
async function told(): Promise<readonly string[]> {
  const { id } = await desk.itemAt(town.hanoi, GUID);
  const uses = await town.within(town.hanoi, ({ usages }) => usages.ofItem(id));
  return uses
    .map(({ partnerDid, holder, channel, state, version }) => {
      expect(partnerDid).toBe(town.nanning.agency.did);
      const by = holder === town.vientiane.agency.did ? 'Vientiane' : (holder ?? 'Nanning');
      return `${by} ${channel} ${state} v${version}`;
    })
    .toSorted();
}

async function lanes(): Promise<readonly string[]> {
  const { tools, agency } = town.hanoi;
  const [recall] = await recallReads(database.app.db, tools.publicOrigin).recalls(agency.id, town.now());
  return (recall?.reach ?? [])
    .flatMap(({ copies }) => copies)
    .map(
      ({ holder, channel, standing }) =>
        `${holder?.did === town.vientiane.agency.did} ${channel} ${standing}`,
    )
    .toSorted();
}

test('its origin is told to whom a story was passed on, and where it runs there', async () => {
  expect(await told()).toEqual(['Vientiane passedOn live v1']);
  await passing.publishedThere();
  expect(await told()).toEqual(['Vientiane passedOn live v1', 'Vientiane web live v1']);
  await desk.admit({ guid: GUID, version: 2, headline: 'Second' });
  await desk.settle();
  expect(await told()).toEqual(['Vientiane passedOn live v2', 'Vientiane web live v1']);
});

test('taken back before anybody took it, nobody has it any more', async () => {
  const { id: itemId } = await desk.itemAt(town.nanning, GUID);
  const order = { itemId, partnerDid: town.vientiane.agency.did, publicReason: 'Not for you' };
  expect(await takeBack(town.nanning.tools, desk.by(town.nanning), order)).toMatchObject({ ok: true });
  await desk.settle();
  expect(await told()).toEqual(['Vientiane passedOn removed v1']);
});

test('a kill has a lane for who has it by a partner, and for each page there', async () => {
  await passing.publishedThere();
  await desk.kill(GUID);
  await desk.workAt(town.hanoi);
  await town.hear(town.nanning, town.hanoi);
  await town.hear(town.hanoi, town.nanning);
  expect(await lanes()).toEqual(['true passedOn waiting', 'true web waiting']);
  await desk.settle();
  expect(await told()).toEqual(['Vientiane passedOn removed v1', 'Vientiane web removed v1']);
  expect(await lanes()).toEqual(['true passedOn removed', 'true web applied']);
});

test('a correction is done there when the third party says so, and not when it was told', async () => {
  await passing.publishedThere();
  await desk.correct(GUID, 'River rises by two metres');
  await desk.settle();
  expect(await told()).toEqual(['Vientiane passedOn live v1', 'Vientiane web live v1']);
  expect(await passing.publishThere('Two metres')).toMatchObject({ ok: true });
  await desk.settle();
  expect(await told()).toEqual(['Vientiane passedOn live v2', 'Vientiane web live v2']);
  expect(await lanes()).toEqual(['true passedOn applied', 'true web applied']);
});

test('whatever a third party calls its uses, they hide none of the partner’s own', async () => {
  const { tools, agency } = town.nanning;
  const { id: itemId } = await desk.itemAt(town.nanning, GUID);
  const published = await publishStory(
    {
      ...tools,
      files: { read: async () => undefined },
      makeDerivative: () => Promise.reject(new Error('none')),
    },
    { agencyId: agency.id, storyId: itemId, personId: desk.by(town.nanning).personId, at: town.now() },
  );
  if (!published.ok) throw new Error('the page was not published');
  await desk.settle();
  const use = {
    usageId: published.value.id,
    partnerDid: town.vientiane.agency.did,
    itemId,
    version: 1,
    channel: 'print',
    language: 'vi',
    state: 'removed',
    publishedAt: town.now(),
    reportedAt: town.now(),
  } as const;
  await town.within(town.nanning, async ({ usages, outbox }) => {
    await usages.save(use);
    const payload = { itemId, partnerDid: use.partnerDid, usageId: use.usageId };
    await outbox.put({ topic: 'usage-report', payload }, town.now());
  });
  await desk.settle();
  expect(await told()).toEqual([
    'Nanning web live v1',
    'Vientiane passedOn live v1',
    'Vientiane print removed v1',
  ]);
});

test('a holder that is the partner itself, its reader, or no name of an agency makes it a use of the partner’s own', async () => {
  const { tools, agency } = town.nanning;
  const holders = [agency.did, town.hanoi.agency.did, 'Vientiane', 7];
  for (const [number, holder] of holders.entries())
    await town.within(town.nanning, (stores) =>
      appendEntry(stores, tools, desk.by(town.nanning), {
        partnerDid: town.hanoi.agency.did,
        type: 'usage.reported',
        subject: GUID,
        data: {
          usage: `one-${number}`,
          holder,
          channel: 'print',
          language: 'vi',
          version: 1,
          state: 'live',
          publishedAt: town.now(),
        },
      }),
    );
  await desk.settle();
  const own = Array.from(holders, () => 'Nanning print live v1');
  expect(await told()).toEqual([...own, 'Vientiane passedOn live v1']);
});
