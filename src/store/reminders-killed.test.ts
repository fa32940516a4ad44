import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemIds } from '#engines/world.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { testAgreement } from '#tests/town/test-agreement.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';

const AT = instantOf(Date.UTC(2027, 5, 1, 8));
const DAY_SECONDS = 86_400;
const WORKER = join(import.meta.dirname, '../../tests/town/reminder-worker.ts');
const AGREEMENTS = 4;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a step before an end is written of once, though the writer is killed between letter and note', async () => {
  const desk = await testNewsroom(database, AT);
  const coordinator = `lan-${systemIds.uuid()}@node.example`;
  await desk.within(async ({ accounts, members }) => {
    const id = systemIds.uuid();
    await accounts.add({ id, name: 'Lan', email: coordinator, language: 'vi', isDemoSeat: false }, AT);
    await members.save({ personId: id, roles: ['coordinator'] }, AT);
  });
  const us = `did:web:${desk.agencyId}`;
  const contact = { purpose: 'editorial', name: { en: 'Desk' }, email: 'desk@us.example' } as const;
  for (let number = 0; number < AGREEMENTS; number += 1) {
    const giver = `did:web:p${number}.example`;
    const terms = {
      effectiveUntil: plusSeconds(AT, 60 * DAY_SECONDS),
      title: { vi: `Thỏa thuận ${number}` },
    };
    const named = number === 0 ? { contacts: [{ party: us, contact }] } : {};
    await testAgreement(database, desk.agencyId, { giver, taker: us }, { terms: { ...terms, ...named } });
  }
  const folder = await mkdtemp(join(tmpdir(), 'reminders-killed-'));
  const address = JSON.stringify(database.address('pactwire_app'));
  const write = async (at: string, most: number): Promise<number | string | null> => {
    const process_ = spawn(process.execPath, [WORKER, address, desk.agencyId, folder, at, String(most)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code, signal] = await once(process_, 'exit');
    return signal ?? code;
  };
  const written = () => desk.within(({ reminders }) => reminders.written());
  try {
    expect(await write(AT, 2)).toBe('SIGKILL');
    expect([(await readdir(folder)).length, (await written()).length]).toEqual([2, 1]);
    expect(await write(AT, 2)).toBe('SIGKILL');
    expect(await write(AT, 0)).toBe(0);
    const names = await readdir(folder);
    const steps = await written();
    // Each agreement ends in sixty days, and notice of thirty days can be given for thirty more.
    expect(new Set(steps.map(({ about }) => about))).toEqual(new Set(['end', 'notice']));
    expect([names.length, steps.length]).toEqual([2 * AGREEMENTS, 2 * AGREEMENTS]);
    const letters = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    expect(letters.filter((text) => text.includes('To: <desk@us.example>'))).toHaveLength(2);
    expect(letters.filter((text) => text.includes(`To: <${coordinator}>`))).toHaveLength(2 * AGREEMENTS - 2);
    expect(letters.join('\n')).toContain('Thỏa thuận 3');
    expect(letters.join('\n')).toContain('2027-07-31 (UTC)');

    await Promise.all(names.map((name) => rm(join(folder, name))));
    expect(await write(AT, 0)).toBe(0);
    expect(await readdir(folder)).toEqual([]);
    expect(await write(plusSeconds(AT, 40 * DAY_SECONDS), 0)).toBe(0);
    expect(await readdir(folder)).toHaveLength(AGREEMENTS);
  } finally {
    await rm(folder, { recursive: true });
  }
});
