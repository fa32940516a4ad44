import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#tests/town/test-database.ts';
import { aloneOn } from './alone.ts';
import { channelMarks } from './channel-marks.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'marks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a mark goes forward and never back, in whatever order it is raised', async () => {
  const marks = channelMarks(folder);
  expect(await marks.read('agency', 'ch_1')).toBeUndefined();
  await Promise.all([3, 9, 5].map((seq) => marks.raise('agency', 'ch_1', { epoch: 1, seq })));
  expect(await channelMarks(folder).read('agency', 'ch_1')).toEqual({ epoch: 1, seq: 9 });
  await marks.raise('agency', 'ch_1', { epoch: 2, seq: 1 });
  await marks.raise('agency', 'ch_1', { epoch: 1, seq: 50 });
  expect(await marks.read('agency', 'ch_1')).toEqual({ epoch: 2, seq: 1 });
  expect(await marks.read('agency', 'ch_2')).toBeUndefined();
  expect(readdirSync(join(folder, 'agency'))).toEqual(['ch_1']);
});

test('a mark that cannot be read stops whoever asks, and is no mark of nothing', async () => {
  const marks = channelMarks(folder);
  await marks.raise('agency', 'ch_1', { epoch: 1, seq: 9 });
  writeFileSync(join(folder, 'agency', 'ch_1'), '');
  await expect(marks.read('agency', 'ch_1')).rejects.toThrow('cannot be read');
});

test('of many processes that raise one mark at once none brings it back', async () => {
  const database = await testDatabase();
  const processes = Array.from({ length: 4 }, () => channelMarks(folder, aloneOn(database.app.db)));
  const seqs = [7, 3, 20, 11, 18, 2, 19, 5];
  await Promise.all(
    seqs.map(async (seq, at) => processes[at % processes.length]?.raise('agency', 'ch_1', { epoch: 1, seq })),
  );
  expect(await channelMarks(folder).read('agency', 'ch_1')).toEqual({ epoch: 1, seq: 20 });
  await database.drop();
});
