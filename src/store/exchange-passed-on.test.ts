import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { applyNotice, refuseNotice } from '#app/correction/answer-notice.ts';
import { takeBack } from '#app/correction/take-back.ts';
import { explainSight } from '#app/offer/explain-sight.ts';
import { passOn } from '#app/offer/pass-on.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { takeItem } from '#app/take/take-item.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import { printPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { DIRECTION } from '#tests/town/agreement-desk.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { threeAgencies, type TownAgency } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Awaited<ReturnType<typeof threeAgencies>>;
let desk: ReturnType<typeof exchangeDesk>;
let from: string;
let to: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
/** Hanoi gives to Nanning, which gives to Vientiane; Hanoi and Vientiane do not know each other. */
beforeEach(async () => {
  town = await threeAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin([town.hanoi, town.nanning]);
  await town.pin([town.nanning, town.vientiane]);
  desk = exchangeDesk(town);
  await desk.hire();
});
afterEach(() => town.close());

/** What Vientiane may do with Hanoi’s is within what Nanning may publish: the web, and no translation. */
async function agreed(
  lets: Partial<DirectionAnswers> = { passOnTo: [town.vientiane.agency.did] },
  gives: Partial<DirectionAnswers> = {
    providers: [town.hanoi.agency.did],
    linkBack: true,
    translateInto: [],
  },
): Promise<void> {
  from = await desk.agreements.signedByBoth(lets);
  to = await desk.agreements.draft(town.nanning, town.vientiane, { ...DIRECTION, ...gives });
  await desk.agreements.sign(town.nanning, to);
  await town.exchange();
  await desk.agreements.sign(town.vientiane, to);
  await desk.settle();
}

const passedTo = (partner = town.vientiane, guid = GUID) =>
  desk
    .itemAt(town.nanning, guid)
    .then(({ id: itemId }) =>
      passOn(town.nanning.tools, desk.by(town.nanning), { itemId, partnerDid: partner.agency.did }),
    );

const nameThere = () => ({
  provider: town.nanning.agency.did,
  guid: printPassedOnUri({ provider: town.hanoi.agency.did, guid: GUID }),
});

const there = () => town.within(town.vientiane, ({ items }) => items.findByName(nameThere()));

async function latestThere() {
  const item = await there();
  return town.within(town.vientiane, async ({ items }) =>
    item ? (await items.version(item.id, item.latestVersion))?.content : undefined,
  );
}

async function taken(): Promise<void> {
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
  town.pass(20);
  await desk.settle();
}

async function passedOn(): Promise<void> {
  await taken();
  expect(await passedTo()).toMatchObject({ ok: true });
  await desk.settle();
}

async function takenThere() {
  const item = (await there())!;
  const by = desk.by(town.vientiane);
  expect(await takeItem(town.vientiane.tools, by, { itemId: item.id, use: 'as-is' })).toMatchObject({
    ok: true,
  });
  town.pass(20);
  await desk.settle();
  return item;
}

async function publishedThere() {
  const item = await takenThere();
  const { tools, agency } = town.vientiane;
  const needs = {
    ...tools,
    files: { read: async () => undefined },
    makeDerivative: () => Promise.reject(new Error('no pictures')),
  };
  const order = { agencyId: agency.id, storyId: item.id, personId: desk.by(town.vientiane).personId };
  expect(await publishStory(needs, { ...order, at: town.now() })).toMatchObject({ ok: true });
  await desk.settle();
  return item;
}

const pagesThere = async () => {
  const item = (await there())!;
  const pages = await town.within(town.vientiane, ({ publications }) => publications.ofItem(item.id));
  return pages.map(({ state, version }) => `${state} v${version}`);
};

const noticesAt = async ({ agency, tools }: TownAgency) =>
  (await recallReads(database.app.db, tools.publicOrigin).notices(agency.id, town.now())).map(
    ({ kind, state }) => `${kind} ${state}`,
  );

const noticeThere = async () =>
  (await recallReads(database.app.db, '').notices(town.vientiane.agency.id, town.now()))[0]!;

describe('a partner’s story', () => {
  test('goes on when a person passes it on, under the name of who made it, and by nobody’s doing else', async () => {
    await agreed();
    await taken();
    expect(await there()).toBeUndefined();
    expect(await passedTo()).toMatchObject({ ok: true });
    expect(await passedTo()).toMatchObject({ ok: true });
    await desk.settle();
    const { did, name, ownership } = town.hanoi.agency;
    expect(await latestThere()).toMatchObject({
      ...nameThere(),
      version: 1,
      originator: { did, name, ownership },
    });
    expect(await there()).toMatchObject({ origin: 'partner' });
    const replays = await replayDecisions(town.nanning.tools, town.nanning.agency.id, { limit: 100 });
    expect(replays.filter(({ action }) => action === 'grantUse').map(({ outcome }) => outcome)).toEqual([
      'same',
    ]);
    expect(replays.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
  });

  test('may be published there as the agreement with who passed it on says, and its uses are reported to that one', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    expect(await pagesThere()).toEqual(['live v1']);
    const { id } = await desk.itemAt(town.nanning, GUID);
    const [offer] = await town.within(town.nanning, ({ offers }) => offers.ofItem(id));
    expect(offer?.takenAt).toBeDefined();
    const usages = await town.within(town.nanning, ({ usages: all }) => all.ofItem(id));
    expect(usages.map(({ partnerDid, state }) => [partnerDid, state])).toEqual([
      [town.vientiane.agency.did, 'live'],
    ]);
  });

  test('does not go without its origin’s word, without an agreement with the third party, untaken, or off offer', async () => {
    const nothing = { linkBack: true, translateInto: [] };
    await agreed({ passOnTo: ['did:web:elsewhere.example'] }, nothing);
    await taken();
    const refused = (code: string) => ({ error: { code: 'use-not-permitted', because: [{ code }] } });
    expect(await passedTo()).toMatchObject(refused('constraint.recipient'));
    await agreed(undefined, nothing);
    expect(await passedTo()).toMatchObject(refused('no.rule'));
    await desk.admit({ guid: 'urn:story:untaken' });
    await desk.settle();
    expect(await passedTo(town.vientiane, 'urn:story:untaken')).toMatchObject({
      error: { code: 'story-not-taken' },
    });
    expect(await passedTo(town.hanoi)).toMatchObject({ ok: false });
    await desk.withdrawOffer(GUID);
    await desk.settle();
    expect(await passedTo()).toMatchObject({ error: { code: 'story-off-offer' } });
    expect(await there()).toBeUndefined();
  });

  test('does not go while the third party might do more than its origin lets, and a person is told with what', async () => {
    await agreed(undefined, { providers: [town.hanoi.agency.did], linkBack: true, translateInto: ['vi'] });
    await taken();
    expect(await passedTo()).toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'passing.wider', found: ['translate'] }] },
    });
    const { id } = await desk.itemAt(town.nanning, GUID);
    const said = await explainSight(town.nanning.tools, desk.by(town.nanning), id);
    expect(said).toMatchObject([
      {
        partner: { did: town.vientiane.agency.did },
        may: { ok: false, because: [{ code: 'passing.wider' }] },
      },
    ]);
  });

  test('is followed by its later versions as long as both agreements let it go, and by no text after that', async () => {
    await agreed();
    await passedOn();
    await takenThere();
    await desk.admit({ guid: GUID, version: 2, headline: 'Second' });
    await desk.settle();
    expect(await latestThere()).toMatchObject({ version: 2, headline: 'Second' });
    await desk.agreements.declare(town.hanoi, from, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    const item = await desk.itemAt(town.nanning, GUID);
    // A version that Nanning has by now, and may not pass on.
    await desk.agreements.declare(town.hanoi, from, { kind: 'resumed' });
    await desk.settle();
    await desk.agreements.declare(town.nanning, to, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    await desk.admit({ guid: GUID, version: 3, headline: 'Third' });
    await desk.settle();
    expect((await town.within(town.nanning, ({ items }) => items.find(item.id)))?.latestVersion).toBe(3);
    expect(await latestThere()).toMatchObject({ version: 2 });
    await desk.agreements.declare(town.nanning, to, { kind: 'resumed' });
    await desk.settle();
    expect(await latestThere()).toMatchObject({ version: 3, headline: 'Third' });
  });

  test('is not given out any more, though it was offered, once its origin’s agreement rests (I15)', async () => {
    await agreed();
    await taken();
    await passedTo();
    await desk.workAt(town.nanning);
    await town.hear(town.vientiane, town.nanning);
    await desk.agreements.declare(town.hanoi, from, { kind: 'suspended', reason: 'A question' });
    await town.hear(town.nanning, town.hanoi);
    await expect(town.work(town.vientiane, 'fetch-object')).rejects.toThrow('object-unknown');
    expect(await there()).toBeUndefined();
  });

  test('taken back is off offer there: a new taker finds none, and who took it goes on getting versions', async () => {
    await agreed();
    await passedOn();
    await takenThere();
    const { id: itemId } = await desk.itemAt(town.nanning, GUID);
    const partnerDid = town.vientiane.agency.did;
    const order = { itemId, partnerDid, publicReason: 'Not for you any more' };
    const back = () => takeBack(town.nanning.tools, desk.by(town.nanning), order);
    expect(await back()).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ error: { code: 'story-not-passed-on' } });
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(nameThere()))).toBe(true);
    await desk.admit({ guid: GUID, version: 2, headline: 'Second' });
    await desk.settle();
    expect(await latestThere()).toMatchObject({ version: 2 });
    expect(await passedTo()).toMatchObject({ ok: true });
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(nameThere()))).toBe(false);
  });
});

describe('a recall of its origin', () => {
  test('that kills it takes the page of the third party down, and is answered to the origin when that has said so', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    // Nanning has heard of it, tells Vientiane at once, and says no last word yet.
    await town.hear(town.nanning, town.hanoi);
    await town.hear(town.hanoi, town.nanning);
    expect(await desk.reachOf('kill')).toEqual(['v1 received']);
    expect(await noticesAt(town.nanning)).toEqual(['kill open']);
    await town.hear(town.vientiane, town.nanning);
    expect(await there()).toMatchObject({ state: 'killed' });
    expect(await pagesThere()).toEqual(['withdrawn v1']);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
    expect(await noticesAt(town.nanning)).toEqual(['kill applied']);
  });

  test('reaches the third party though both agreements have ended, and before the text that it waits for', async () => {
    await agreed();
    await taken();
    await passedTo();
    await desk.workAt(town.nanning);
    await town.hear(town.vientiane, town.nanning);
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    await desk.agreements.declare(town.nanning, to, { kind: 'suspended', reason: 'A question' });
    await desk.agreements.declare(town.nanning, from, { kind: 'suspended', reason: 'A question' });
    await town.hear(town.nanning, town.hanoi);
    await town.hear(town.vientiane, town.nanning);
    await desk.settle();
    expect(await there()).toBeUndefined();
    expect(await town.within(town.vientiane, ({ items }) => items.tombstone(nameThere()))).toMatchObject({
      publicReason: 'It did not happen',
    });
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  });

  test('that the third party refuses is told to the origin as refused, with who and why', async () => {
    await agreed(undefined, {
      providers: [town.hanoi.agency.did],
      linkBack: true,
      translateInto: [],
      onKill: 'desk',
    });
    await passedOn();
    await publishedThere();
    await desk.kill(GUID);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 received']);
    const answer = { noticeId: (await noticeThere()).id, reason: 'We stand by it' };
    expect(await refuseNotice(town.vientiane.tools, desk.by(town.vientiane), answer)).toMatchObject({
      ok: true,
    });
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 refused']);
    const [recall] = await desk.recallsOf();
    expect(recall?.reach[0]?.refusalReason).toBe(`${town.vientiane.agency.did}: We stand by it`);
    expect(await pagesThere()).toEqual(['live v1']);
  });

  test('that stops it stops it there, and its release lets it go on there', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    await desk.withhold(GUID);
    await desk.settle();
    expect([await there(), await pagesThere()]).toMatchObject([{ state: 'withheld' }, ['withheld v1']]);
    expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
    await desk.release(GUID);
    await desk.settle();
    expect([await there(), await pagesThere()]).toMatchObject([{ state: 'usable' }, ['live v1']]);
  });

  test('that takes it off offer takes it off offer there', async () => {
    await agreed();
    await passedOn();
    await desk.withdrawOffer(GUID);
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(nameThere()))).toBe(true);
    await desk.offerAgain(GUID);
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(nameThere()))).toBe(false);
  });

  test('that corrects it waits at the origin for the page of the third party', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await noticesAt(town.vientiane)).toEqual(['correction open']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
    expect(await latestThere()).toMatchObject({ version: 2, headline: 'River rises by two metres' });
    const item = (await there())!;
    const { tools, agency } = town.vientiane;
    const needs = {
      ...tools,
      files: { read: async () => undefined },
      makeDerivative: () => Promise.reject(new Error('no pictures')),
    };
    const order = { agencyId: agency.id, storyId: item.id, personId: desk.by(town.vientiane).personId };
    const published = await publishStory(needs, { ...order, at: town.now(), correctionNote: 'Two metres' });
    expect(published).toMatchObject({ value: { version: 2 } });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('that corrects it is told to the third party without the text, while an agreement does not let that go', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    await desk.agreements.declare(town.nanning, to, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await noticesAt(town.vientiane)).toEqual(['correction open']);
    expect(await latestThere()).toMatchObject({ version: 1 });
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
  });

  test('is the origin’s alone: who passes a story on can neither kill nor correct it, and answers by hand only with the rest', async () => {
    await agreed();
    await passedOn();
    await publishedThere();
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    await town.hear(town.nanning, town.hanoi);
    const [notice] = await recallReads(database.app.db, '').notices(town.nanning.agency.id, town.now());
    const applied = await applyNotice(town.nanning.tools, desk.by(town.nanning), notice!.id);
    expect(applied).toMatchObject({ ok: true, value: { copiesUp: 1 } });
    expect(await desk.reachOf('kill')).not.toEqual(['v1 applied']);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  });
});
