import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readZip } from '#tests/town/read-zip.ts';
import { crc32 } from './crc32.ts';
import { writeZip } from './write-zip.ts';

const AT = instantOf(Date.UTC(2027, 0, 2, 3, 4, 6));
const FILES = [
  { name: 'Cảng Hạ Môn/Quyền sử dụng.txt', bytes: Buffer.from('không lưu trữ') },
  { name: '厦门港恢复作业/图片 1.jpg', bytes: Uint8Array.from({ length: 70_000 }, (_, at) => at % 251) },
  { name: 'empty', bytes: new Uint8Array(0) },
];

const has = (program: string): boolean => spawnSync(program, ['--help']).error === undefined;

function archiveFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'zip-')), 'story.zip');
  writeFileSync(file, writeZip(FILES, AT));
  return file;
}

test('the checksum is that of the published check value', () => {
  expect(crc32(Buffer.from('123456789')).toString(16)).toBe('cbf43926');
});

test('whatever files go into an archive come out of it under their names', () => {
  const file = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    bytes: fc.uint8Array({ maxLength: 100 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(file, { selector: ({ name }) => name.normalize('NFC') }), (files) => {
      const read = readZip(writeZip(files, AT));
      const wanted = files.map(({ name, bytes }) => [name.normalize('NFC'), [...bytes]]);
      expect([...read].map(([name, bytes]) => [name, [...bytes]])).toEqual(wanted);
    }),
  );
});

test.skipIf(!has('python3'))('Python reads Vietnamese and Chinese names, the date and every byte', () => {
  const script =
    'import sys, zipfile, json\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n' +
    'print(json.dumps([[i.filename, list(i.date_time), i.file_size] for i in z.infolist()]))';
  const { stdout, stderr } = spawnSync('python3', ['-c', script, archiveFile()], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const date = [2027, 1, 2, 3, 4, 6];
  expect(JSON.parse(stdout)).toEqual(FILES.map(({ name, bytes }) => [name, date, bytes.length]));
});

test.skipIf(!has('unzip'))('the unzip of the system finds nothing wrong with an archive', () => {
  const { stdout, status } = spawnSync('unzip', ['-t', archiveFile()], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringContaining('No errors detected')]);
});
