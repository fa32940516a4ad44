import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { applyNotice, refuseNotice } from '#app/correction/answer-notice.ts';
import { freeItem } from '#app/item/withhold-item.ts';
import { takeBack } from '#app/correction/take-back.ts';
import { explainSight } from '#app/offer/explain-sight.ts';
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
});
afterEach(() => town.close());

describe('a partner’s story', () => {
  test('goes on when a person passes it on, under the name of who made it, and by nobody’s doing else', async () => {
    await passing.agreed();
    await passing.taken();
    expect(await passing.there()).toBeUndefined();
    expect(await passing.passedTo()).toMatchObject({ ok: true });
    expect(await passing.passedTo()).toMatchObject({ ok: true });
    await desk.settle();
    const { did, name, ownership } = town.hanoi.agency;
    expect(await passing.latestThere()).toMatchObject({
      ...passing.nameThere(),
      version: 1,
      originator: { did, name, ownership },
    });
    expect(await passing.there()).toMatchObject({ origin: 'partner' });
    const replays = await replayDecisions(town.nanning.tools, town.nanning.agency.id, { limit: 100 });
    expect(replays.filter(({ action }) => action === 'grantUse').map(({ outcome }) => outcome)).toEqual([
      'same',
    ]);
    expect(replays.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
  });

  test('may be published there as the agreement with who passed it on says, and its uses are reported to that one', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    expect(await passing.pagesThere()).toEqual(['live v1']);
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
    await passing.agreed({ passOnTo: ['did:web:elsewhere.example'] }, nothing);
    await passing.taken();
    const refused = (code: string) => ({ error: { code: 'use-not-permitted', because: [{ code }] } });
    expect(await passing.passedTo()).toMatchObject(refused('constraint.recipient'));
    await passing.agreed(undefined, nothing);
    expect(await passing.passedTo()).toMatchObject(refused('no.rule'));
    await desk.admit({ guid: 'urn:story:untaken' });
    await desk.settle();
    expect(await passing.passedTo(town.vientiane, 'urn:story:untaken')).toMatchObject({
      error: { code: 'story-not-taken' },
    });
    expect(await passing.passedTo(town.hanoi)).toMatchObject({ ok: false });
    await desk.withdrawOffer(GUID);
    await desk.settle();
    expect(await passing.passedTo()).toMatchObject({ error: { code: 'story-off-offer' } });
    expect(await passing.there()).toBeUndefined();
  });

  test('does not go while the third party might do more than its origin lets, and a person is told with what', async () => {
    await passing.agreed(undefined, {
      providers: [town.hanoi.agency.did],
      linkBack: true,
      translateInto: ['vi'],
    });
    await passing.taken();
    expect(await passing.passedTo()).toMatchObject({
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
    await passing.agreed();
    await passing.passedOn();
    await passing.takenThere();
    await desk.admit({ guid: GUID, version: 2, headline: 'Second' });
    await desk.settle();
    expect(await passing.latestThere()).toMatchObject({ version: 2, headline: 'Second' });
    await desk.agreements.declare(town.hanoi, passing.uids.from, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    const item = await desk.itemAt(town.nanning, GUID);
    // A version that Nanning has by now, and may not pass on.
    await desk.agreements.declare(town.hanoi, passing.uids.from, { kind: 'resumed' });
    await desk.settle();
    await desk.agreements.declare(town.nanning, passing.uids.to, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    await desk.admit({ guid: GUID, version: 3, headline: 'Third' });
    await desk.settle();
    expect((await town.within(town.nanning, ({ items }) => items.find(item.id)))?.latestVersion).toBe(3);
    expect(await passing.latestThere()).toMatchObject({ version: 2 });
    await desk.agreements.declare(town.nanning, passing.uids.to, { kind: 'resumed' });
    await desk.settle();
    expect(await passing.latestThere()).toMatchObject({ version: 3, headline: 'Third' });
  });

  test('is not given out any more, though it was offered, once its origin’s agreement rests (I15)', async () => {
    await passing.agreed();
    await passing.taken();
    await passing.passedTo();
    await desk.workAt(town.nanning);
    await town.hear(town.vientiane, town.nanning);
    await desk.agreements.declare(town.hanoi, passing.uids.from, { kind: 'suspended', reason: 'A question' });
    await town.hear(town.nanning, town.hanoi);
    await expect(town.work(town.vientiane, 'fetch-object')).rejects.toThrow('object-unknown');
    expect(await passing.there()).toBeUndefined();
  });

  test('taken back is off offer there: a new taker finds none, and who took it goes on getting versions', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.takenThere();
    const { id: itemId } = await desk.itemAt(town.nanning, GUID);
    const partnerDid = town.vientiane.agency.did;
    const order = { itemId, partnerDid, publicReason: 'Not for you any more' };
    const back = () => takeBack(town.nanning.tools, desk.by(town.nanning), order);
    expect(await back()).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ error: { code: 'story-not-passed-on' } });
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(passing.nameThere()))).toBe(
      true,
    );
    await desk.admit({ guid: GUID, version: 2, headline: 'Second' });
    await desk.settle();
    expect(await passing.latestThere()).toMatchObject({ version: 2 });
    expect(await passing.passedTo()).toMatchObject({ ok: true });
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(passing.nameThere()))).toBe(
      false,
    );
  });
});

describe('a recall of its origin', () => {
  test('that kills it takes the page of the third party down, and is answered to the origin when that has said so', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    // Nanning has heard of it, tells Vientiane at once, and says no last word yet.
    await town.hear(town.nanning, town.hanoi);
    await town.hear(town.hanoi, town.nanning);
    expect(await desk.reachOf('kill')).toEqual(['v1 received']);
    expect(await passing.noticesAt(town.nanning)).toEqual(['kill open']);
    await town.hear(town.vientiane, town.nanning);
    expect(await passing.there()).toMatchObject({ state: 'killed' });
    expect(await passing.pagesThere()).toEqual(['withdrawn v1']);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
    expect(await passing.noticesAt(town.nanning)).toEqual(['kill applied']);
  });

  test('reaches the third party though both agreements have ended, and before the text that it waits for', async () => {
    await passing.agreed();
    await passing.taken();
    await passing.passedTo();
    await desk.workAt(town.nanning);
    await town.hear(town.vientiane, town.nanning);
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    await desk.agreements.declare(town.nanning, passing.uids.to, { kind: 'suspended', reason: 'A question' });
    await desk.agreements.declare(town.nanning, passing.uids.from, {
      kind: 'suspended',
      reason: 'A question',
    });
    await town.hear(town.nanning, town.hanoi);
    await town.hear(town.vientiane, town.nanning);
    await desk.settle();
    expect(await passing.there()).toBeUndefined();
    expect(
      await town.within(town.vientiane, ({ items }) => items.tombstone(passing.nameThere())),
    ).toMatchObject({
      publicReason: 'It did not happen',
    });
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  });

  test('that the third party refuses is told to the origin as refused, with who and why', async () => {
    await passing.agreed(undefined, {
      providers: [town.hanoi.agency.did],
      linkBack: true,
      translateInto: [],
      onKill: 'desk',
    });
    await passing.passedOn();
    await passing.publishedThere();
    await desk.kill(GUID);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 received']);
    const answer = { noticeId: (await passing.notices(town.vientiane))[0]!.id, reason: 'We stand by it' };
    expect(await refuseNotice(town.vientiane.tools, desk.by(town.vientiane), answer)).toMatchObject({
      ok: true,
    });
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 refused']);
    const [recall] = await desk.recallsOf();
    expect(recall?.reach[0]?.refusalReason).toBe(`${town.vientiane.agency.did}: We stand by it`);
    expect(await passing.pagesThere()).toEqual(['live v1']);
  });

  test('that stops it stops it there, and its release lets it go on there', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    await desk.withhold(GUID);
    await desk.settle();
    expect([await passing.there(), await passing.pagesThere()]).toMatchObject([
      { state: 'withheld' },
      ['withheld v1'],
    ]);
    expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
    await desk.release(GUID);
    await desk.settle();
    expect([await passing.there(), await passing.pagesThere()]).toMatchObject([
      { state: 'usable' },
      ['live v1'],
    ]);
  });

  test('that lets it go on brings the version there that came while it was stopped', async () => {
    await passing.agreed();
    await passing.passedOn();
    await desk.withhold(GUID);
    await desk.settle();
    const name = { provider: town.hanoi.agency.did, guid: GUID };
    await town.within(town.hanoi, (stores) => freeItem(stores, name, { at: town.now() }));
    await desk.admit({ guid: GUID, version: 2 });
    await desk.offer((await desk.itemAt(town.hanoi, GUID)).id);
    await town.exchange();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 2 });
    // The job finds a stopped story, of which no text goes out.
    await town.work(town.nanning, 'item-admitted');
    await desk.settle();
    expect(await passing.there()).toMatchObject({ state: 'usable', latestVersion: 2 });
  });

  test('that takes it off offer takes it off offer there', async () => {
    await passing.agreed();
    await passing.passedOn();
    await desk.withdrawOffer(GUID);
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(passing.nameThere()))).toBe(
      true,
    );
    await desk.offerAgain(GUID);
    await desk.settle();
    expect(await town.within(town.vientiane, ({ items }) => items.isOffOffer(passing.nameThere()))).toBe(
      false,
    );
  });

  test('that corrects it waits at the origin for the page of the third party', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await passing.noticesAt(town.vientiane)).toEqual(['correction open']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
    expect(await passing.latestThere()).toMatchObject({ version: 2, headline: 'River rises by two metres' });
    expect(await passing.publishThere('Two metres')).toMatchObject({ value: { version: 2 } });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('that corrects it is told to the third party without the text, while an agreement does not let that go', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    await desk.agreements.declare(town.nanning, passing.uids.to, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await passing.noticesAt(town.vientiane)).toEqual(['correction open']);
    expect(await passing.latestThere()).toMatchObject({ version: 1 });
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
  });

  test('is the origin’s alone: who passes a story on can neither kill nor correct it, and answers by hand only with the rest', async () => {
    await passing.agreed();
    await passing.passedOn();
    await passing.publishedThere();
    await desk.kill(GUID);
    await desk.workAt(town.hanoi);
    await town.hear(town.nanning, town.hanoi);
    const [notice] = await passing.notices(town.nanning);
    const applied = await applyNotice(town.nanning.tools, desk.by(town.nanning), notice!.id);
    expect(applied).toMatchObject({ ok: true, value: { copiesUp: 1 } });
    expect(await desk.reachOf('kill')).not.toEqual(['v1 applied']);
    await desk.settle();
    expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  });
});
