import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';
import { wireReads } from './reads/wire.ts';
import { takeInWords } from './waiting-words.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('what waits for the index of words is taken in, and found before and after', async () => {
  const { db } = database.app;
  const desk = await testNewsroom(database, AT);
  const found = async () => {
    const question = { at: AT, from: 'all', limit: 50, terms: askedWords('flood') } as const;
    return (await wireReads(db).list(desk.agencyId, question)).stories.map(({ headline }) => headline);
  };
  await desk.own({ guid: 'one', headline: 'Flood' });
  expect(await found()).toEqual(['Flood']);
  expect(await takeInWords(db)).toBeGreaterThan(0);
  expect(await takeInWords(db)).toBe(0);
  expect(await found()).toEqual(['Flood']);
});

test('it goes on for longer than other statements may take', async () => {
  await database.app.db.connection().execute(async (hasty) => {
    await sql`set statement_timeout = 50`.execute(hasty);
    const taking = await database.migrator.db.transaction().execute(async (other) => {
      await sql`reindex index item_search_lexemes`.execute(other);
      const begun = takeInWords(hasty);
      await pause(200);
      return { begun };
    });
    expect(await taking.begun).toBe(0);
    await sql`reset statement_timeout`.execute(hasty);
  });
});
