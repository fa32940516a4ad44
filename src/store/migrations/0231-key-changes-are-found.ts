import { sql, type Kysely } from 'kysely';

/** Which of our keys a channel has told is asked of each channel when one changes or comes back; such entries are few. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index entry_key_change on entry (agency_id, ch, epoch, seq)
    where type in ('key.pledged', 'key.rotated', 'key.revoked')`.execute(database);
}
