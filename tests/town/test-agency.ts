import { randomUUID } from 'node:crypto';
import { instantOf } from '#kernel/instant.ts';
import type { TestDatabase } from './test-database.ts';

/** A new agency in the test's database; gives its id. */
export async function testAgency(
  database: TestDatabase,
  named: { readonly slug?: string; readonly did?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const words = JSON.stringify({ vi: 'A', 'zh-Hans': 'A', en: 'A' });
  await database.app.db
    .insertInto('agency')
    .values({
      id,
      slug: named.slug ?? id,
      did: named.did ?? `did:web:${id}`,
      name: words,
      ownership: 'independent',
      languages: ['vi'],
      territory: 'VN',
      time_zone: 'Asia/Ho_Chi_Minh',
      place: words,
      created_at: instantOf(Date.UTC(2027, 0, 1)),
    })
    .execute();
  return id;
}
