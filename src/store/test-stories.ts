import type { Selectable } from 'kysely';
import type { TestStory, TestStoryStore } from '#ports/drill-store.ts';
import { knownDigest } from './offers.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Test stories of partners' drills: a table of their own, without words. */
export function testStoryStore({ trx, agencyId }: AgencyTransaction): TestStoryStore {
  return {
    async find(partnerDid, drillId) {
      const row = await trx
        .selectFrom('test_story')
        .selectAll()
        .where('partner_did', '=', partnerDid)
        .where('drill_id', '=', drillId)
        .executeTakeFirst();
      return row && toTestStory(row);
    },
    async count(partnerDid, since) {
      const { open, recent } = await trx
        .selectFrom('test_story')
        .select(({ fn }) => [
          fn.countAll<number>().filterWhere('cleared_at', 'is', null).as('open'),
          fn
            .countAll<number>()
            .filterWhere((one) => one.or([one('held_at', '>=', since), one('killed_at', '>=', since)]))
            .as('recent'),
        ])
        .where('partner_did', '=', partnerDid)
        .executeTakeFirstOrThrow();
      return { open: Number(open), recent: Number(recent) };
    },
    async lock(id) {
      const row = await trx
        .selectFrom('test_story')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row && toTestStory(row);
    },
    async save(story) {
      const { id, partnerDid, drillId } = story;
      const changes = changesOf(story);
      await trx
        .insertInto('test_story')
        .values({ id, agency_id: agencyId, partner_did: partnerDid, drill_id: drillId, ...changes })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute();
    },
  };
}

function changesOf({ heldAt, killed, seenAt, clearedAt }: TestStory) {
  return {
    held_at: heldAt ?? null,
    ...(killed
      ? {
          ch: killed.entry.ch,
          epoch: killed.entry.epoch,
          seq: killed.entry.seq,
          entry_hash: killed.entryHash,
          killed_at: killed.at,
          due_at: killed.dueAt ?? null,
          automatic: killed.automatic,
        }
      : {}),
    seen_at: seenAt ?? null,
    cleared_at: clearedAt ?? null,
  };
}

function toTestStory(row: Selectable<Database['test_story']>): TestStory {
  const { ch, epoch, seq, entry_hash: hash, killed_at: at } = row;
  const isKilled = ch !== null && epoch !== null && seq !== null && hash !== null && at !== null;
  return {
    id: row.id,
    partnerDid: row.partner_did,
    drillId: row.drill_id,
    ...(row.held_at === null ? {} : { heldAt: row.held_at }),
    ...(isKilled
      ? {
          killed: {
            entry: { ch, epoch, seq },
            entryHash: knownDigest(hash),
            at,
            automatic: row.automatic,
            ...(row.due_at === null ? {} : { dueAt: row.due_at }),
          },
        }
      : {}),
    ...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
    ...(row.cleared_at === null ? {} : { clearedAt: row.cleared_at }),
  };
}
