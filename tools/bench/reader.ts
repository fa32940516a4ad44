import { monitorEventLoopDelay } from 'node:perf_hooks';
import { documentReader } from '#engines/document-reader/document-reader.ts';
import { readerPool } from '#engines/document-reader/reader-pool.ts';
import { systemClock } from '#engines/world.ts';
import { readDocument } from '#formats/convert.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { benchItem } from './bench-items.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

const DOCUMENTS = 2000;
const ROUNDS = 3;
const MOODY = new URL('../../src/engines/document-reader/test-readers/moody-reader.ts', import.meta.url);

/** Small documents through the reading threads, one after the other, beside the same reader in the main loop; then one that hangs. */
export async function reader(): Promise<readonly Figure[]> {
  const receivedAt = systemClock.now();
  const needs = { provider: 'did:web:bench.example', receivedAt };
  const bytes = new TextEncoder().encode(
    JSON.stringify(printNinjs(benchItem(needs.provider, 1, receivedAt))),
  );
  const threads = documentReader();
  const began = performance.now();
  await threads.read('bench', bytes, needs);
  const loading = performance.now() - began;
  const inThread = (): Promise<number> =>
    perSecond(DOCUMENTS, async () => {
      for (let count = 0; count < DOCUMENTS; count += 1) await threads.read('bench', bytes, needs);
    });
  const here = (): Promise<number> =>
    perSecond(DOCUMENTS, () => {
      for (let count = 0; count < DOCUMENTS; count += 1) readDocument(bytes, needs);
      return Promise.resolve();
    });
  const { limit, ours } = await inTurns(ROUNDS, here, inThread);
  await threads.stop();
  const added = (1000 / ours - 1000 / limit).toFixed(3);
  return [
    {
      work: `a document of ${bytes.length} bytes read in a thread`,
      unit: 'documents/s',
      limitName: 'the same reader in the main loop',
      limit,
      ours,
      note: `${added} ms more a document; a thread loads all readers in ${loading.toFixed(0)} ms; ${await onePoison()}`,
    },
  ];
}

/** Milliseconds from a document that hangs to its refusal, to the next document of the same source, and the main loop's longest stall. */
async function onePoison(): Promise<string> {
  const pool = readerPool<{ readonly bytes: Uint8Array<ArrayBuffer> }, string>({
    module: MOODY,
    threads: 1,
    deadlineMs: 2000,
  });
  const read = (text: string) => pool.read('bench', { bytes: new TextEncoder().encode(text) });
  await read('warm');
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const began = performance.now();
  await read('hang');
  const refused = performance.now();
  await read('next');
  const next = performance.now();
  stalls.disable();
  await pool.stop();
  const [kill, start, stall] = [refused - began, next - refused, stalls.max / 1e6];
  return `one that hangs is refused after ${kill.toFixed(0)} ms, the next read ${start.toFixed(0)} ms later by a new thread; longest stall of the main loop ${stall.toFixed(0)} ms`;
}
