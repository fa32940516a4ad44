import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyNotice, refuseNotice } from '#app/correction/answer-notice.ts';
import { chaseLate, logLate } from '#app/correction/chase-late.ts';
import { seeNotice } from '#app/correction/see-notice.ts';
import type { Letter } from '#ports/letters.ts';
import type { KillPolicy } from '#domain/agreement/agreement.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import type { RecallView } from '#ports/reads/recalls.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { logLeafReads } from './reads/log-leaves.ts';
import { storyReads } from './reads/story.ts';
import { releasedReads } from './reads/released.ts';

let database: TestDatabase;
/** Two pairs of newsrooms, by what their agreement says of pages on a kill. */
let towns: { readonly [policy in KillPolicy]: Town };
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let stories = 0;
let GUID: string;
beforeAll(async () => {
  database = await testDatabase();
  towns = { automatic: await townWhere('automatic'), desk: await townWhere('desk') };
});
afterAll(async () => {
  await Promise.all(Object.values(towns).map((one) => one.close()));
  await database.drop();
});
beforeEach(() => {
  GUID = `urn:newsml:wire.example:20270101:bridge-${(stories += 1)}`;
});

async function townWhere(onKill: KillPolicy): Promise<Town> {
  const made = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await made.pin();
  const at = exchangeDesk(made);
  await at.hire();
  const name = { vi: 'Thường trực', 'zh-Hans': '值班', en: 'Duty desk' };
  const contact = { purpose: 'corrections', name, email: 'duty@nanning.example' } as const;
  const contacts = [{ party: made.nanning.agency.did, contact }];
  await at.agreements.signedByBoth({ onKill }, { contacts });
  await at.settle();
  return made;
}

/** The story has been offered; Nanning's pages go as this says. */
async function admitted(onKill: KillPolicy): Promise<void> {
  town = towns[onKill];
  desk = exchangeDesk(town);
  await desk.admit({ guid: GUID });
  await desk.workAt(town.hanoi);
}

/** Nanning holds the first version, took it, and shows it to its readers. */
async function published(onKill: KillPolicy = 'desk'): Promise<void> {
  await admitted(onKill);
  await desk.settle();
  await desk.take(GUID);
  expect(await desk.publish(GUID)).toMatchObject({ ok: true, value: { state: 'live', version: 1 } });
  await desk.settle();
}

const noticesHere = async () => {
  const theirs = await town.within(town.nanning, ({ items }) =>
    items.findByName({ provider: town.hanoi.agency.did, guid: GUID }),
  );
  return (await desk.noticesOf()).filter(({ storyId, headline }) =>
    storyId === undefined ? headline === GUID : storyId === theirs?.id,
  );
};

const notices = async () => (await noticesHere()).map(({ kind, state }) => `${kind} ${state}`).toSorted();

const recallsHere = async () => {
  const { id } = await desk.itemAt(town.hanoi, GUID);
  return (await desk.recallsOf()).filter(({ storyId }) => storyId === id);
};

const reached = async (kind: RecallView['kind']) =>
  (await recallsHere())
    .filter((one) => one.kind === kind)
    .map(({ version, reach }) => `v${version} ${reach.map(({ state }) => state).join()}`);

/** What the desk of Nanning can read of it. */
const readAtNanning = async () => {
  const { id } = await desk.itemAt(town.nanning, GUID);
  return storyReads(database.app.db).read(town.nanning.agency.id, id, town.now());
};

const page = async () => {
  const { id } = await desk.itemAt(town.nanning, GUID);
  const [only] = await town.within(town.nanning, ({ publications }) => publications.ofItem(id));
  return only!;
};

/** What readers of Nanning's portal find, by the portal's own role. */
const shown = async () => {
  const reads = releasedReads(database.portal.db);
  const { agency } = town.nanning;
  const story = await reads.story(agency.id, (await page()).number);
  const listed = await reads.latest(agency.id, (await page()).language, 100);
  return { story, listed: listed.some(({ number }) => number === story?.number) };
};

/** What the public log says of a thing, by its name. */
const leaves = async (subject: string) => {
  const hash = createHash('sha256').update(subject).digest('base64url');
  const rows = await database.migrator.db
    .selectFrom('log_leaf')
    .select(['kind', 'reason_class'])
    .where('subject_hash', '=', hash)
    .orderBy('number')
    .execute();
  return rows.map(({ kind, reason_class }) => `${kind} ${reason_class}`);
};

describe('a story that the desk withholds', () => {
  test('is stopped at the holder, whose pages wait by themselves where the agreement says so, and comes back as it was', async () => {
    await published('automatic');
    const before = await shown();
    expect(await desk.withhold(GUID)).toMatchObject({ ok: true, value: { kind: 'withhold', version: 1 } });
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld' });
    expect((await page()).state).toBe('withheld');
    const { story, listed } = await shown();
    expect(story).toMatchObject({
      state: 'withheld',
      stop: { reasonClass: 'safety', publicReason: 'Two sources disagree' },
    });
    expect(listed).toBe(false);
    expect(JSON.stringify(story)).not.toContain('headline');
    expect(await notices()).toEqual(['withhold applied']);
    expect(await reached('withhold')).toEqual(['v1 applied']);
    expect(await desk.publish(GUID)).toMatchObject({ error: { code: 'use-not-permitted' } });

    expect(await desk.release(GUID)).toMatchObject({ ok: true });
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 1 });
    const after = await shown();
    expect({ ...after.story, revision: 0 }).toEqual({ ...before.story, revision: 0 });
    expect(after.listed).toBe(true);
    expect(await reached('release')).toEqual(['v1 applied']);
    expect(await leaves(`page ${after.story?.number}`)).toEqual([
      'page-withheld safety',
      'page-reinstated safety',
    ]);
    expect(await leaves(GUID)).toEqual(['item-withheld safety', 'item-reinstated safety']);
  });

  test('waits for the desk where the agreement says so: applied by hand the page waits, refused it stands', async () => {
    await published('desk');
    await desk.withhold(GUID);
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld' });
    expect((await page()).state).toBe('live');
    const [notice] = await noticesHere();
    expect(notice).toMatchObject({ kind: 'withhold', state: 'open', automatic: false });
    expect(notice?.dueAt).toBeDefined();
    expect(await reached('withhold')).toEqual(['v1 received']);
    expect(await applyNotice(town.nanning.tools, desk.by(town.nanning), notice!.id)).toMatchObject({
      ok: true,
    });
    await desk.settle();
    expect((await page()).state).toBe('withheld');
    expect(await reached('withhold')).toEqual(['v1 applied']);
  });

  test('is refused with a reason and stays on the page, and nothing new is made of it all the same', async () => {
    await published('desk');
    await desk.withhold(GUID);
    await desk.settle();
    const [notice] = await noticesHere();
    const reason = { noticeId: notice!.id, reason: 'Our reporter was there' };
    expect(await refuseNotice(town.nanning.tools, desk.by(town.nanning), reason)).toMatchObject({ ok: true });
    await desk.settle();
    expect((await page()).state).toBe('live');
    expect((await recallsHere())[0]?.reach[0]).toMatchObject({
      state: 'refused',
      refusalReason: 'Our reporter was there',
    });
    expect(await desk.publish(GUID)).toMatchObject({ error: { code: 'use-not-permitted' } });
  });

  test('released before the desk has answered needs no answer any more', async () => {
    await published('desk');
    await desk.withhold(GUID);
    await desk.settle();
    await desk.release(GUID);
    await desk.settle();
    expect(await notices()).toEqual(['release applied', 'withhold not-applicable']);
    expect(await reached('withhold')).toEqual(['v1 not-applicable']);
  });

  test('does not go on by a plain version of the wire, only by the desk that stopped it', async () => {
    await published('automatic');
    await desk.withhold(GUID);
    await desk.admit({ guid: GUID, version: 2, headline: 'The bridge, again' });
    await desk.settle();
    expect(await desk.itemAt(town.hanoi, GUID)).toMatchObject({ state: 'withheld', latestVersion: 2 });
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 1 });
    await desk.release(GUID);
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 2 });
    expect((await page()).state).toBe('stale');
  });

  test('and corrected meanwhile comes back without the page that shows what was wrong', async () => {
    await published('automatic');
    await desk.withhold(GUID);
    await desk.correct(GUID, 'The bridge stands');
    await desk.settle();
    await desk.release(GUID);
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 2 });
    expect((await page()).state).toBe('withheld');
    expect(await desk.publish(GUID, 'It stands')).toMatchObject({ value: { state: 'live', version: 2 } });
    expect((await shown()).story).toMatchObject({ state: 'live' });
  });

  test('and then killed stays killed, whatever release comes after it, and leaves nothing to bring back', async () => {
    await published('automatic');
    await desk.withhold(GUID);
    await desk.settle();
    await desk.kill(GUID);
    expect(await desk.release(GUID)).toMatchObject({ error: { code: 'item-killed' } });
    await desk.sayReleased(GUID);
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'killed' });
    expect((await shown()).story).toMatchObject({ state: 'withdrawn' });
    expect(await notices()).toContain('release not-applicable');
    const { number } = await page();
    const kept = database.migrator.db.selectFrom('withheld_page').where('number', '=', number);
    const left = await kept.selectAll().execute();
    expect(left).toEqual([]);
  });

  test('before its text has come is known as stopped, and the text comes with the release', async () => {
    await admitted('desk');
    await desk.withhold(GUID);
    await town.takeIn(town.nanning, await town.page(town.nanning));
    expect(await notices()).toEqual(['withhold not-applicable']);
    const name = { provider: town.hanoi.agency.did, guid: GUID, version: 1 };
    const known = await town.within(town.nanning, ({ items }) => items.lock([name]));
    expect(known).toMatchObject([{ held: true, tombstone: false }]);
    await desk.release(GUID);
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable' });
  });

  test('is stopped once, and released only when it is stopped', async () => {
    await published();
    expect(await desk.release(GUID)).toMatchObject({ error: { code: 'story-not-withheld' } });
    await desk.withhold(GUID);
    expect(await desk.withhold(GUID)).toMatchObject({ error: { code: 'story-withheld' } });
  });
});

describe('a story that a wire of ours withholds', () => {
  test('is a recall like any other: notice, deadline, receipt; the next version releases it', async () => {
    await published('automatic');
    await desk.admit({
      guid: GUID,
      version: 2,
      pubStatus: 'withheld',
      headline: 'Hold this',
      editorialNote: 'Two sources disagree',
    });
    await desk.settle();
    expect((await recallsHere())[0]).toMatchObject({
      kind: 'withhold',
      publicReason: 'Two sources disagree',
      reach: [{ state: 'applied' }],
    });
    expect((await page()).state).toBe('withheld');
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 1 });
    expect(await desk.release(GUID)).toMatchObject({ error: { code: 'story-withheld-by-source' } });
    await desk.admit({ guid: GUID, version: 3, headline: 'The bridge stands' });
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 3 });
    expect((await page()).state).toBe('stale');
    expect(await reached('release')).toEqual(['v3 applied']);
  });
});

describe('a story that is taken off offer', () => {
  test('is gone for whoever did not take it: nothing can be taken or fetched, until it is offered again', async () => {
    await admitted('desk');
    await desk.settle();
    expect(await desk.withdrawOffer(GUID)).toMatchObject({ ok: true, value: { kind: 'withdraw' } });
    expect(await desk.withdrawOffer(GUID)).toMatchObject({ error: { code: 'story-off-offer-already' } });
    await desk.settle();
    expect(await reached('withdraw')).toEqual(['v1 applied']);
    await expect(desk.take(GUID)).rejects.toThrow('story-off-offer');
    expect(await readAtNanning()).toMatchObject({ badges: ['off-offer', 'new'], blocks: [], pictures: [] });
    await desk.admit({ guid: GUID, version: 2, headline: 'Not for you' });
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ latestVersion: 1 });
    expect(await desk.offerAgain(GUID)).toMatchObject({ ok: true });
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ latestVersion: 2 });
    expect(await desk.take(GUID)).toMatchObject({ version: 2 });
  });

  test('stays with whoever took it, pages and all, and its corrections go on', async () => {
    await published('automatic');
    town.pass(60);
    await desk.settle();
    await desk.withdrawOffer(GUID);
    await desk.settle();
    expect((await page()).state).toBe('live');
    await desk.correct(GUID, 'The bridge stands');
    await desk.settle();
    expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 2 });
    await expect(desk.publish(GUID, 'It stands')).resolves.toMatchObject({ value: { version: 2 } });
  });

  test('is stopped and let go at whoever took it, and comes on offer again only when it is free', async () => {
    await published('automatic');
    town.pass(60);
    await desk.settle();
    await desk.withdrawOffer(GUID);
    await desk.withhold(GUID);
    await desk.settle();
    expect((await desk.itemAt(town.nanning, GUID)).state).toBe('withheld');
    expect((await page()).state).toBe('withheld');
    expect(await desk.offerAgain(GUID)).toMatchObject({ error: { code: 'story-withheld' } });
    await desk.release(GUID);
    await desk.settle();
    expect((await desk.itemAt(town.nanning, GUID)).state).toBe('usable');
    expect((await page()).state).toBe('live');
    expect(await desk.offerAgain(GUID)).toMatchObject({ ok: true });
  });
});

test('a stop that is not answered in time is late: people are written to, every day again, until there is a last word', async () => {
  await published('desk');
  const laid: Letter[] = [];
  const needs = { ...town.hanoi.tools, letters: { lay: async (letter: Letter) => void laid.push(letter) } };
  const look = () => chaseLate(needs, town.hanoi.agency, town.now());
  const tally = () => town.within(town.hanoi, ({ recalls }) => recalls.tally(town.now()));
  // What other stories left open is late already.
  town.pass(48 * 3600);
  const before = await tally();
  await desk.withhold(GUID);
  await desk.settle();
  await look();
  const mine = () => laid.filter(({ text }) => text.includes(GUID));
  expect(mine()).toEqual([]);

  town.pass(2 * 3600);
  await look();
  await look();
  expect(mine()).toMatchObject([{ to: ['duty@nanning.example'] }]);
  expect((await recallsHere())[0]?.reach[0]).toMatchObject({
    state: 'received',
    overdue: true,
    escalatedTo: ['duty@nanning.example'],
  });
  expect((await tally()).overdue).toBe(before.overdue + 1);
  await logLate(needs, town.hanoi.agency, town.now());
  expect(await leaves(`recalls overdue at ${town.now()}`)).toEqual(['recalls-overdue null']);
  const [logged] = await logLeafReads(database.app.db).lateCounts(town.hanoi.agency.id, 1);
  expect(logged).toEqual({ at: town.now(), overdue: before.overdue + 1 });

  town.pass(24 * 3600);
  await look();
  expect(new Set(mine().map(({ name }) => name)).size).toBe(2);
  const [notice] = await noticesHere();
  const no = { noticeId: notice!.id, reason: 'Our reporter was there' };
  await refuseNotice(town.nanning.tools, desk.by(town.nanning), no);
  await desk.settle();
  expect(await tally()).toEqual({ overdue: before.overdue, refused: before.refused + 1 });
  town.pass(24 * 3600);
  await look();
  expect(mine().length).toBe(2);
});

test('that a person has opened the notice is told once, without a name, and takes nothing back', async () => {
  await published('desk');
  await desk.withhold(GUID);
  await desk.settle();
  const [notice] = await noticesHere();
  const look = () => seeNotice(town.nanning.tools, desk.by(town.nanning), notice!.id);
  expect(await look()).toMatchObject({ ok: true });
  await desk.settle();
  expect(await reached('withhold')).toEqual(['v1 seen']);
  const sent = async () => {
    const channels = await town.within(town.nanning, (stores) => stores.channels.list());
    return channels.find(({ direction }) => direction === 'out')?.seq;
  };
  const before = await sent();
  expect(await look()).toMatchObject({ ok: true });
  expect(await sent()).toBe(before);
  await applyNotice(town.nanning.tools, desk.by(town.nanning), notice!.id);
  await desk.settle();
  expect((await recallsHere())[0]?.reach[0]).toMatchObject({ state: 'applied', seenAt: town.now() });
});
