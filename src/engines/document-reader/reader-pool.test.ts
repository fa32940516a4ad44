import { afterEach, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { documentReader } from './document-reader.ts';
import { readerPool, type ReaderPool } from './reader-pool.ts';

type Task = { readonly bytes: Uint8Array<ArrayBuffer> };
const MOODY = new URL('test-readers/moody-reader.ts', import.meta.url);
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

function moody(threads: number, module = MOODY): ReaderPool<Task, string> {
  const pool = readerPool<Task, string>({ module, threads, deadlineMs: 200 });
  open.push(pool);
  return pool;
}
const task = (text: string): Task => ({ bytes: new TextEncoder().encode(text) });

test('a reader that hangs is ended, its document refused with the reason, and the next document is read', async () => {
  const pool = moody(1);
  const [stuck, next] = await Promise.all([pool.read('a', task('hang')), pool.read('a', task('fine'))]);
  expect(stuck).toMatchObject({ ok: false, error: { code: 'document-too-slow' } });
  expect(next).toEqual({ ok: true, value: 'FINE' });
});

test('time that the processor did not work for a document is not held against it, until nobody waits any longer', async () => {
  const pool = moody(1);
  expect(await pool.read('a', task('w600'))).toEqual({ ok: true, value: 'W600' });
  expect(await pool.read('a', task('w60000'))).toMatchObject({
    ok: false,
    error: { code: 'document-too-slow' },
  });
});

test('a reader that throws, or eats all memory, costs its own document only', async () => {
  const pool = moody(1);
  const thrown = await pool.read('a', task('throw'));
  expect(thrown).toMatchObject({
    ok: false,
    error: { code: 'document-reader-failed', detail: expect.stringContaining('no such paragraph') },
  });
  expect((await pool.read('a', task('die'))).ok).toBe(false);
  expect(await pool.read('a', task('fine'))).toEqual({ ok: true, value: 'FINE' });
});

test('a source whose documents all hang delays no document of another (I23)', async () => {
  const pool = moody(2);
  const done: string[] = [];
  const read = async (key: string, text: string) => {
    await pool.read(key, task(text));
    done.push(text);
  };
  const hostile = Array.from({ length: 3 }, (_, index) => read('hostile', `hang ${index}`));
  const good = Array.from({ length: 5 }, (_, index) => read('good', `good ${index}`));
  await Promise.all(good);
  expect(done.filter((text) => text.startsWith('hang')).length).toBeLessThan(2);
  await Promise.all(hostile);
});

test('what waits when the node stops is a fault, not a refusal: it was not looked at', async () => {
  const pool = moody(1);
  const waits = [pool.read('a', task('hang')), pool.read('a', task('fine'))];
  const outcomes = Promise.allSettled(waits);
  await pool.stop();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(pool.read('a', task('fine'))).rejects.toThrow('stopped');
});

test('a thread that cannot be loaded is our fault and no refusal of a document', async () => {
  const pool = moody(1, new URL('test-readers/not-there.ts', import.meta.url));
  await expect(pool.read('a', task('fine'))).rejects.toThrow('not-there');
});

test('a document is read in a thread as it is read here, and the caller keeps its bytes', async () => {
  const reader = documentReader();
  open.push(reader);
  const story = {
    uri: 'urn:x:1',
    headline: 'Nước lên',
    language: 'vi',
    versioncreated: '2027-01-01T07:00:00',
  };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...story, body_text: 'Nước lên.' }));
  const read = await reader.read('a', bytes, {
    provider: 'did:web:x',
    receivedAt: instantOf(0),
    timeZone: 'Asia/Ho_Chi_Minh',
  });
  expect(read).toMatchObject({
    ok: true,
    value: {
      format: 'ninjs',
      items: [{ headline: 'Nước lên', versionCreatedAt: '2027-01-01T00:00:00.000Z' }],
      corrections: new Set(),
      stops: new Map(),
    },
  });
  expect(bytes.length).toBeGreaterThan(0);
});

test('a sample is studied in a thread: what no reader knows comes back as its values with their paths', async () => {
  const reader = documentReader();
  open.push(reader);
  const bytes = new TextEncoder().encode('<bantin><tin ma="1"><tieude>Phà chạy lại</tieude></tin></bantin>');
  const needs = { provider: 'did:web:a.example', receivedAt: instantOf(0) };
  expect(await reader.study('samples', bytes, needs)).toMatchObject({
    ok: true,
    value: {
      refusal: { code: 'document-kind-unknown' },
      tree: { roots: ['bantin'], leaves: [{ path: 'tin/@ma' }, { path: 'tin/tieude' }] },
    },
  });
});

test('the house’s own dialects go along to the thread, and pictures inside a document come back from it', async () => {
  const reader = documentReader();
  open.push(reader);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const ledger = `<ledger-export><stories><story id="urn:x:1"><title>h</title><text>Text.</text></story></stories></ledger-export>`;
  const inline = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:picture"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated></itemMeta><contentMeta><headline>h</headline></contentMeta><contentSet><inlineData contenttype="image/png" encoding="base64">${png.toString('base64')}</inlineData></contentSet></newsItem>`;
  const needs = {
    provider: 'did:web:a.example',
    receivedAt: instantOf(0),
    dialects: [
      {
        id: 'ledger',
        name: 'Ledger',
        match: [],
        structure: {
          root: 'ledger-export',
          items: 'stories/story',
          fields: { uri: '@id', headline: 'title', body: 'text' },
        },
      },
    ],
  };
  expect(await reader.read('a', new TextEncoder().encode(ledger), needs)).toMatchObject({
    ok: true,
    value: { items: [{ guid: 'urn:x:1', headline: 'h' }] },
  });
  const read = await reader.read('a', new TextEncoder().encode(inline), needs);
  expect(
    read.ok && [...read.value.embedded].map(([address, bytes]) => [address, Buffer.from(bytes)]),
  ).toEqual([['https://a.example/embedded/urn-x-1/1', png]]);
});
