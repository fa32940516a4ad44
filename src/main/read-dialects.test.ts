import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config.ts';

let data: string;
const lay = (name: string, content: object | string) =>
  writeFile(join(data, 'dialects', name), typeof content === 'string' ? content : JSON.stringify(content));

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'pactwire-dialects-'));
  await mkdir(join(data, 'dialects'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

test('every dialect that lies in the data folder is the node’s, in the order of the names', async () => {
  await lay('b.json', { id: 'bay', name: 'Bay', match: [] });
  await lay('a.json', { id: 'air', name: 'Air', match: [], timeZone: 'Asia/Tokyo' });
  await lay('notes.txt', 'no dialect');
  expect(readConfig({ PACTWIRE_DATA: data }).dialects.map(({ id }) => id)).toEqual(['air', 'bay']);
});

test('with one that is none the node does not start, and every fault is told with its place', async () => {
  await lay('a.json', { id: 'air', name: 'Air', match: [], timeZone: 'Asia/Tokio' });
  await lay('b.json', '{ "id": "bay", ');
  expect(() => readConfig({ PACTWIRE_DATA: data })).toThrow(
    /2 fault\(s\)[\s\S]*a\.json at \/timeZone: Not a dialect[\s\S]*b\.json: /,
  );
});

test('without the folder there are none', async () => {
  await rm(join(data, 'dialects'), { recursive: true });
  expect(readConfig({ PACTWIRE_DATA: data }).dialects).toEqual([]);
});
