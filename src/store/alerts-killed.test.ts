import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterBox } from '#engines/letter-box.ts';
import { systemClock } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { alertDesk, lookOnce } from '#tests/town/alert-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const WORKER = join(import.meta.dirname, '../../tests/town/alert-worker.ts');
const KILLS = 6;
const STORIES = 40;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a worker that is killed again and again loses no story and tells none twice', async () => {
  const desk = await testNewsroom(database, AT);
  const alerts = await alertDesk(database, desk, AT);
  const lan = await alerts.person('lan');
  const minh = await alerts.person('minh');
  await alerts.follow(lan, { question: { q: 'flood' }, byMail: true });
  await alerts.follow(lan, { question: {} });
  await alerts.follow(minh, { question: { from: 'own' } });
  const folder = await mkdtemp(join(tmpdir(), 'alerts-killed-'));
  try {
    const address = JSON.stringify(database.address('pactwire_app'));
    let number = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const worker = spawn(process.execPath, [WORKER, address, desk.agencyId, folder, AT], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(worker.stdout, 'data');
      // It is killed wherever it is after so many stories, each time after another number of them.
      const until = Math.ceil(((round + 1) * STORIES) / KILLS);
      for (; number < until; number += 1)
        await desk.own({ guid: `s${number}`, headline: `Flood ${number}`, body: ['Rain.'] });
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
    const box = letterBox(folder, 'pactwire@node.example', systemClock);
    const told = async () => {
      await lookOnce({ ...alerts.needs, letters: box }, alerts.agency, AT);
      const { rows } = await transactWith(database.app.db, (transaction) => transaction)(
        desk.agencyId,
        ({ trx }) =>
          sql<{ person: string; stories: number; mentions: number; posts: number; open: number }>`
          select m.person_id as person, count(distinct m.item_id)::integer as stories, count(*)::integer as mentions,
            count(m.post_id)::integer as posts, count(*) filter (where m.told_at is null)::integer as open
          from mention m group by 1`.execute(trx),
      );
      return new Map(rows.map(({ person, ...counts }) => [person, counts]));
    };
    // The database may hold for a moment what the last of them was about: then a look passes it over.
    await expect.poll(told, { timeout: 20_000 }).toEqual(
      new Map([
        [lan, { stories: STORIES, mentions: STORIES, posts: STORIES, open: 0 }],
        [minh, { stories: STORIES, mentions: STORIES, posts: 0, open: 0 }],
      ]),
    );
    const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/^- (Flood \d+)\r$/gm)].map(([, headline = '']) => headline),
    );
    const inOrder = (one: string, other: string) => one.localeCompare(other);
    const expected = Array.from({ length: STORIES }, (_, at) => `Flood ${at}`);
    expect(named.toSorted(inOrder)).toEqual(expected.toSorted(inOrder));
  } finally {
    await rm(folder, { recursive: true });
  }
});
