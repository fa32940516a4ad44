import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { replayDecision, replayDecisions } from '#app/agreement/replay-decision.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const replays = (after?: string) =>
  replayDecisions(portal.needs, portal.agencyId, {
    limit: 100,
    ...(after === undefined ? {} : { after }),
  });

test('every decision that let something out gives the same answer again, long after the world has changed', async () => {
  const storyId = await portal.admit(testItem({ guid: 'urn:egret:again', provider: GIVER }));
  const translationId = await portal.translated(storyId);
  portal.pass(60);
  valueOf(await portal.publish(storyId, { translationId }));
  portal.pass(90 * 86_400);

  const all = await replays();
  expect(all.map(({ action, outcome }) => `${action}: ${outcome}`).toSorted()).toEqual([
    'publish: same',
    'translate: same',
    'translate: same',
  ]);
  expect(await replays(all.at(-1)?.id)).toEqual([]);
  const [one] = all;
  expect(await replayDecision(portal.needs, portal.agencyId, one?.id ?? '')).toEqual({
    ok: true,
    value: one,
  });
});

test('inputs that somebody altered or removed are found out, and an answer that was altered too', async () => {
  const [first, second, third] = await replays();
  if (!first || !second || !third) throw new Error('three decisions are on file');
  const { db } = portal.database.migrator;
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${portal.agencyId}, true)`.execute(trx);
    const inputs = trx.updateTable('decision_input').where('digest', '=', first.inputsDigest);
    await inputs.set({ content: sql<string>`replace(content, 'web', 'app')` }).execute();
    await trx.deleteFrom('decision_input').where('digest', '=', second.inputsDigest).execute();
    const answers = trx.updateTable('decision_record').where('id', '=', third.id);
    await answers.set({ decision: '{"permitted":true}' }).execute();
  });
  const outcomes = new Map((await replays()).map(({ id, outcome }) => [id, outcome]));
  expect([first, second, third].map(({ id }) => outcomes.get(id))).toEqual([
    'inputs-altered',
    'inputs-missing',
    'other-answer',
  ]);
});

test('nobody who runs the node can change or remove a decision or its inputs', async () => {
  const { db } = portal.database.app;
  for (const table of ['decision_record', 'decision_input'] as const) {
    await expect(db.deleteFrom(table).execute()).rejects.toThrow(/permission denied/);
    await expect(db.updateTable(table).set({ agency_id: portal.agencyId }).execute()).rejects.toThrow(
      /permission denied/,
    );
  }
});

test('a decision that is not on file is refused by its name', async () => {
  const asked = replayDecision(portal.needs, portal.agencyId, portal.personId);
  expect(await asked).toEqual({ ok: false, error: { code: 'decision-unknown' } });
});
