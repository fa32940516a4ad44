import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';

const BIN = join(import.meta.dirname, 'pactwire.ts');
const sharedPath = (path: string): string => join(import.meta.dirname, '../../../shared/data', path);
const SEEDS = join(import.meta.dirname, '../../seeds');

const folder = await mkdtemp(join(tmpdir(), 'pactwire-command-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Calls the command as a shell does, in an empty folder of its own. */
function pactwire(...words: readonly string[]): Promise<{ exit: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [BIN, ...words], { cwd: folder });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => (out += String(part)));
  child.stderr.on('data', (part) => (err += String(part)));
  return new Promise((done) => child.once('close', (exit) => done({ exit, out, err })));
}

test('convert shows a wire file and what it is as ninjs, with what would be dropped, without a node', async () => {
  const { exit, out } = await pactwire(
    'convert',
    join(SEEDS, 'song-han/khach-tau-bien.newsml.xml'),
    '--to',
    'ninjs',
    '--json',
  );
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    format: 'newsml-g2',
    items: [{ dateline: 'Đà Nẵng', language: 'vi', copyrightHolder: 'Hãng tin Sông Hàn' }],
    converted: [
      {
        printed: { located: 'Đà Nẵng', language: 'vi' },
        dropped: [{ at: '6:5', what: 'copyrightHolder Hãng tin Sông Hàn' }],
      },
    ],
  });
});

test.skipIf(!hasSharedData)(
  `convert reads text, picture and message of a real agency's wire${needsSharedData}`,
  async () => {
    for (const [name, items] of [
      ['NewsItem_Text_2.28.xml', 1],
      ['NewsItemPicture_2.28.xml', 1],
      ['NewsMessage_2.28.xml', 2],
    ] as const) {
      const path = sharedPath(`wires/xml-newsml-g2/t/expected/${name}`);
      const { exit, out } = await pactwire('convert', path, '--json');
      expect([name, exit, JSON.parse(out).format, JSON.parse(out).items.length]).toEqual([
        name,
        0,
        'newsml-g2',
        items,
      ]);
    }
  },
);

test('files of which none can be read end with exit 2, each with a record that names the place, one to a line', async () => {
  const path = join(folder, 'bad.xml');
  await writeFile(path, '<newsItem>\n<channel>');
  const { exit, out } = await pactwire('convert', path, path, '--json');
  expect(exit).toBe(2);
  const refused = { format: null, items: [], refusals: [{ reason: 'xml-malformed', at: '2:9' }] };
  const records = out.trim().split('\n');
  expect(records.map((line) => JSON.parse(line))).toMatchObject([refused, refused]);
});

test('a command line that makes no sense is refused with exit 2, in the language asked for', async () => {
  const wrong = await pactwire('convert', 'x', '--to', 'pdf', '--json');
  expect([wrong.exit, JSON.parse(wrong.out)]).toMatchObject([2, { code: 'input-invalid' }]);
  const vietnamese = await pactwire('convert', '--lang', 'vi');
  expect([vietnamese.exit, vietnamese.out]).toEqual([2, '']);
  expect(vietnamese.err).toContain('Yêu cầu không đúng mẫu');
});

test('help is no refusal', async () => {
  const { exit, out } = await pactwire('--help');
  expect(exit).toBe(0);
  expect(out).toContain('convert');
});

test('a node whose folder is damaged is a fault, not a refusal: exit 1, one JSON document, what happened beside it', async () => {
  const damaged = await mkdtemp(join(folder, 'damaged-'));
  await writeFile(join(damaged, 'secrets.json'), '{');
  const { exit, out, err } = await pactwire('agreement', 'list', '--data', damaged, '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ code: 'fault', status: 500 });
  expect(err).toContain('JSON');
});

test('a file that is not there has its record, and those beside it are read all the same', async () => {
  const path = join(folder, 'good.json');
  await writeFile(path, '{"uri":"urn:x:1","headline":"Tin"}');
  const { exit, out } = await pactwire('convert', join(folder, 'gone.xml'), path, '--json');
  expect(exit).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { file: 'gone.xml', items: [], refusals: [{ reason: 'document-unreachable' }] },
    { file: 'good.json', items: [{ headline: 'Tin' }] },
  ]);
});
