import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendEntry } from '#app/channel/append-entry.ts';
import { getTailBack } from '#app/channel/get-tail-back.ts';
import { refuseUnsupported } from '#app/channel/refuse-unsupported.ts';
import { clearTestStory, seeTestStory } from '#app/correction/clear-test-story.ts';
import { logLate } from '#app/correction/chase-late.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import { startDrill } from '#app/correction/start-drill.ts';
import type { KillPolicy } from '#domain/agreement/agreement.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { accept } from '#kernel/result.ts';
import type { JsonObject } from '#kernel/json.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { backUp } from '#tests/town/back-up.ts';
import { signedPair } from '#tests/town/signed-pair.ts';
import {
  partnerOf,
  twoAgencies,
  type Town,
  type TownAgency,
  type TownOptions,
} from '#tests/town/two-agencies.ts';
import { drillReads } from './reads/drills.ts';

let database: TestDatabase;
/** Pairs of newsrooms: by what their agreement says of pages on a kill; and one whose reader knows no drills. */
let towns: { readonly [kind in KillPolicy | 'older']: Town };
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
beforeAll(async () => {
  database = await testDatabase();
  towns = {
    automatic: await townWhere('automatic'),
    desk: await townWhere('desk'),
    older: await townWhere('desk', olderEffects),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(towns).map((one) => one.close()));
  await database.drop();
});
beforeEach(() => enter('desk'));

function enter(kind: keyof typeof towns): void {
  town = towns[kind];
  desk = exchangeDesk(town);
}

async function townWhere(onKill: KillPolicy, effects: TownOptions['effects'] = entryEffects): Promise<Town> {
  const made = await twoAgencies({ database, effects, objectEffects });
  await made.pin();
  const at = exchangeDesk(made);
  await at.hire();
  await at.agreements.signedByBoth({ onKill });
  await at.settle();
  return made;
}

/** What a version does that has no such types: to it they are unknown. */
const olderEffects: NonNullable<TownOptions['effects']> = (tools) => {
  const { 'drill.offered': _offered, 'drill.killed': _killed, ...known } = entryEffects(tools);
  const unsupported: typeof known.unknown = (stores, arrival) => refuseUnsupported(stores, tools, arrival);
  return { ...known, 'drill.offered': unsupported, 'drill.killed': unsupported };
};

const start = (partner = town.nanning.agency.did) =>
  startDrill(town.hanoi.tools, desk.by(town.hanoi), [partner]);
const ours = () => drillReads(database.app.db).drills(town.hanoi.agency.id, town.now());
const reached = async () => (await ours())[0]?.reach[0];
const theirs = () => drillReads(database.app.db).testStories(town.nanning.agency.id, town.now());
const waiting = async () => {
  const story = (await theirs()).find(({ state }) => state === 'open');
  if (!story) throw new Error('no test story waits');
  return story;
};
const clear = async () => clearTestStory(town.nanning.tools, desk.by(town.nanning), (await waiting()).id);
/** Hanoi writes an entry of a drill by itself. */
const say = (type: EntryType, data: JsonObject) =>
  town.within(town.hanoi, (stores) =>
    appendEntry(stores, town.hanoi.tools, desk.by(town.hanoi), {
      partnerDid: town.nanning.agency.did,
      type,
      data,
      ...(type === 'drill.killed' ? { receipt: { receipt: 'applied' } } : {}),
    }),
  );
/** The last states that Nanning has said of drills, oldest first. */
const receipts = async (count: number) => {
  const { hanoi, nanning } = town;
  const ch = channelIdOf(nanning.agency.did, hanoi.agency.did, hanoi.tools.hash.sha256);
  const entries = await town.within(hanoi, ({ channels }) => channels.entriesAfter(ch, 1, 0, 1000));
  const payloads = entries
    .filter(({ type }) => type === 'receipt')
    .map(({ jws }) => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
  return payloads.slice(-count).map((text): unknown => JSON.parse(text).data.state);
};

const TOO_MANY = 'too many drills: at most 5 that are not cleared, and 24 in a day';
/** Why Nanning has refused drills. */
const refusals = async () => {
  const { hanoi, nanning } = town;
  const ch = channelIdOf(nanning.agency.did, hanoi.agency.did, hanoi.tools.hash.sha256);
  const entries = await town.within(hanoi, ({ channels }) => channels.entriesAfter(ch, 1, 0, 1000));
  return entries
    .filter(({ type }) => type === 'receipt')
    .map(({ jws }): unknown => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).data)
    .flatMap((data) => (data !== null && typeof data === 'object' && 'reason' in data ? [data.reason] : []));
};

async function tellCursor(): Promise<void> {
  const { hanoi, nanning } = town;
  const ch = channelIdOf(hanoi.agency.did, nanning.agency.did, hanoi.tools.hash.sha256);
  const held = await town.within(nanning, ({ channels }) => channels.find(ch));
  if (!held?.hash) throw new Error('nothing was read');
  const to = { agencyId: nanning.agency.id, partnerDid: hanoi.agency.did, baseUrl: hanoi.origin };
  const { epoch, seq, hash } = held;
  expect(await nanning.tools.partnerNode.putCursor(to, { ch, epoch, seq, hash })).toMatchObject({ ok: true });
}

describe('a drill', () => {
  test('is measured step by step, from the entry that was written to the story that a person cleared', async () => {
    expect(await start()).toMatchObject({ ok: true });
    expect(await reached()).toMatchObject({ state: 'written', overdue: false, dueAt: town.after(3600) });
    const begun = town.now();

    town.pass(60);
    await town.hear(town.nanning, town.hanoi);
    await tellCursor();
    expect(await reached()).toMatchObject({ state: 'fetched', fetchedAt: town.now() });
    const received = town.now();

    town.pass(60);
    await desk.settle();
    expect(await reached()).toMatchObject({ state: 'received', receivedAt: received });
    expect(await waiting()).toMatchObject({ seen: false, automatic: false, killedAt: received });

    town.pass(60);
    const { id } = await waiting();
    for (let look = 0; look < 2; look += 1) await seeTestStory(town.nanning.tools, desk.by(town.nanning), id);
    await desk.settle();
    expect(await reached()).toMatchObject({ state: 'seen', seenAt: town.now() });

    town.pass(30);
    expect(await clear()).toMatchObject({ ok: true });
    await desk.settle();
    expect(await reached()).toMatchObject({
      state: 'applied',
      writtenAt: begun,
      appliedAt: town.now(),
      minutesToClear: 3.5,
    });
    expect(await receipts(3)).toEqual(['received', 'seen', 'applied']);
    expect(await clearTestStory(town.nanning.tools, desk.by(town.nanning), id)).toMatchObject({
      error: { code: 'test-story-cleared' },
    });
  });

  test('is cleared without a person where the agreement lets pages come down by themselves', async () => {
    enter('automatic');
    await start();
    town.pass(6);
    await desk.settle();
    expect(await reached()).toMatchObject({ state: 'applied', minutesToClear: 0.1 });
    expect(await theirs()).toMatchObject([{ state: 'applied', automatic: true }]);
  });

  test('leaves no trace outside its own tables and the channel: nothing to take, publish, search, export or count', async () => {
    const guid = 'urn:newsml:wire.example:20270101:real';
    await desk.admit({ guid });
    await desk.settle();
    const before = await everythingElse();
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['item', 'log_leaf', 'recall', 'portal.story']),
    );
    await start();
    await desk.settle();
    await clear();
    await desk.settle();
    town.pass(7200);
    await logLate(
      { ...town.hanoi.tools, letters: { lay: async () => undefined } },
      town.hanoi.agency,
      town.now(),
    );
    expect(await everythingElse()).toEqual(before);
    await desk.kill(guid);
    expect(await everythingElse()).not.toEqual(before);
  });

  test('that is late is shown late, and the public count of late recalls does not know it', async () => {
    await start();
    await desk.settle();
    town.pass(3601);
    expect(await reached()).toMatchObject({ state: 'received', overdue: true });
    expect((await theirs())[0]).toMatchObject({ state: 'open', overdue: true });
    expect(await town.within(town.hanoi, ({ recalls }) => recalls.tally(town.now()))).toEqual({
      overdue: 0,
      refused: 0,
    });
    await clear();
    await desk.settle();
  });

  test('is not begun again with a partner that has not answered the one before, nor with a stranger', async () => {
    await start();
    const drills = await ours();
    expect(await start()).toMatchObject({ error: { code: 'drill-open', did: town.nanning.agency.did } });
    expect(await start('did:web:stranger.example')).toMatchObject({ error: { code: 'partner-not-pinned' } });
    expect(await ours()).toEqual(drills);
    await desk.settle();
    await clear();
    await desk.settle();
    expect(await start()).toMatchObject({ ok: true });
    await desk.settle();
    await clear();
    await desk.settle();
  });

  test('whose story never came is not applicable, and a story that comes behind its kill is not held', async () => {
    town.pass(1);
    const drill = town.hanoi.tools.ids.uuid();
    await say('drill.killed', { drill });
    await say('drill.offered', { drill });
    await desk.settle();
    expect(await receipts(2)).toEqual(['received', 'notApplicable']);
    expect((await theirs())[0]).toMatchObject({ state: 'not-applicable' });
    await say('drill.killed', { drill });
    await say('drill.killed', { drill: 'no drill' });
    await desk.settle();
    expect(await receipts(2)).toEqual(['refused', 'refused']);
  });

  test('held before its kill waits for it, and cannot be cleared', async () => {
    const drill = town.hanoi.tools.ids.uuid();
    await say('drill.offered', { drill });
    await desk.settle();
    const held = (await theirs()).find(({ state }) => state === 'held');
    expect(await clearTestStory(town.nanning.tools, desk.by(town.nanning), held?.id ?? '')).toMatchObject({
      error: { code: 'test-story-not-killed' },
    });
    await say('drill.killed', { drill });
    await desk.settle();
    await clear();
    await desk.settle();
  });

  test('is refused with words when a partner sends too many, and the kill behind them is a kill', async () => {
    ({ town, desk } = await signedPair(database, { onKill: 'desk' }));
    const guid = 'urn:newsml:wire.example:20270101:behind-drills';
    await desk.admit({ guid });
    const send = async (count: number) => {
      for (let each = 0; each < count; each += 1) {
        const drill = town.hanoi.tools.ids.uuid();
        await say('drill.offered', { drill });
        if (each >= 3) await say('drill.killed', { drill });
      }
      await desk.settle();
    };
    await send(7);
    expect(await theirs()).toHaveLength(5);
    expect(await refusals()).toEqual(Array(2).fill(TOO_MANY));
    await desk.kill(guid);
    await desk.settle();
    expect((await desk.itemAt(town.nanning, guid)).state).toBe('killed');
    await town.close();
  });

  test('can be run twenty-four times a day at one partner, and again the day after', async () => {
    ({ town, desk } = await signedPair(database, { onKill: 'automatic' }));
    const run = async (count: number) => {
      for (let each = 0; each < count; each += 1) {
        const drill = town.hanoi.tools.ids.uuid();
        await say('drill.offered', { drill });
        await say('drill.killed', { drill });
      }
      await desk.settle();
    };
    await run(25);
    expect(await refusals()).toEqual([TOO_MANY]);
    town.pass(86_401);
    await run(1);
    expect(await refusals()).toHaveLength(1);
    await town.close();
  });

  test('is refused by a node that knows no drills, and holds up no real kill behind it', async () => {
    enter('older');
    const guid = 'urn:newsml:wire.example:20270101:behind';
    await desk.admit({ guid });
    await desk.settle();
    await start();
    await desk.kill(guid);
    await desk.settle();
    expect(await reached()).toMatchObject({ state: 'refused' });
    expect((await reached())?.refusalReason).toBe('unsupported type drill.killed');
    expect((await reached())?.minutesToClear).toBeUndefined();
    expect((await desk.itemAt(town.nanning, guid)).state).toBe('killed');
  });
});

test('a drill that was lost with the database is known again from the partner, and one begun meanwhile goes out after it', async () => {
  ({ town, desk } = await signedPair(database));
  const restore = await backUp(database, town.hanoi.agency.id);
  await start();
  town.pass(60);
  await desk.settle();
  const [before] = await ours();
  expect(before).toMatchObject({ reach: [{ state: 'applied', minutesToClear: 1 }] });
  await restore();
  expect(await ours()).toEqual([]);
  expect(await start()).toMatchObject({ ok: true });
  await desk.settle();
  expect(await reached()).toMatchObject({ state: 'written' });

  const { agency, tools } = town.hanoi;
  const link = { agency, partner: partnerOf(town.nanning, 'pinned'), at: town.now() };
  expect(await getTailBack({ ...tools, effects: tailEffects(tools) }, link)).toEqual(accept('back'));
  await desk.settle();
  const [later, known] = await ours();
  expect(later).toMatchObject({ startedBy: 'Editor', reach: [{ state: 'applied' }] });
  expect(known).toMatchObject({ id: before?.id, startedAt: before?.startedAt, startedBy: '' });
  expect(await theirs()).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
  await town.close();
});

/** A digest of every table's rows, but those of drills, of the channel's own log, and what was done by whom. */
async function everythingElse(): Promise<Readonly<Record<string, string>>> {
  const own = [
    'drill',
    'drill_reach',
    'test_story',
    'entry',
    'channel',
    'outbox',
    'activity',
    'request_horizon',
    'request_nonce',
  ];
  const { db } = database.migrator;
  const tables = await sql<{ name: string }>`
    select case schemaname when 'public' then '' else schemaname || '.' end || tablename as name
    from pg_tables where schemaname in ('public', 'portal') and tablename not like 'kysely%'
    order by 1`.execute(db);
  const found: Record<string, string> = {};
  for (const agency of [town.hanoi, town.nanning] satisfies TownAgency[])
    for (const { name } of tables.rows.filter((one) => !own.includes(one.name)))
      found[name] = `${found[name] ?? ''} ${await digestOf(agency.agency.id, name)}`;
  return found;
}

async function digestOf(agencyId: string, table: string): Promise<string> {
  return database.migrator.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest
      from ${sql.table(table)} t`.execute(trx);
    return rows[0]?.digest ?? '';
  });
}
