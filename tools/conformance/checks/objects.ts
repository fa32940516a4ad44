import { demand, demandAlike, demandProblem, type Check, type Run } from '../check.ts';
import { told } from '../told.ts';
import { digestOf } from '../keys.ts';
import { ask, callAs } from '../tested-node.ts';
import { FOREIGN } from './channels.ts';

export const OBJECTS: readonly Check[] = [
  {
    id: 'object.digest',
    section: 'Channel',
    says: 'an object is the bytes that its digest and size name',
    async run(run) {
      const { digest, size, mediaType } = storyOf(run).object;
      const { status, bytes, headers } = await ask(run.origin, run.main, {
        path: `/pxp/v1/objects/${told(digest)}`,
      });
      demand(status === 200, `answered ${status}`);
      demand(digestOf(bytes) === digest, `the bytes are ${digestOf(bytes)}`);
      demand(bytes.length === size, `${bytes.length} bytes, not ${told(size)}`);
      demand(headers.get('content-type') === mediaType, `as ${told(headers.get('content-type'))}`);
      return `${bytes.length} bytes`;
    },
  },
  {
    id: 'object.unknown',
    section: 'Endpoints',
    says: 'an object or a blob of somebody else is answered like one that does not exist',
    async run(run) {
      const { object, blob = FOREIGN } = storyOf(run);
      for (const [kind, digest] of [
        ['objects', told(object['digest'])],
        ['blobs', blob],
      ] as const) {
        const foreign = await callAs(run.origin, run.forking, { path: `/pxp/v1/${kind}/${digest}` });
        const none = await callAs(run.origin, run.forking, { path: `/pxp/v1/${kind}/${FOREIGN}` });
        demandProblem(foreign, 404, 'object-unknown');
        demandAlike(foreign, none);
        const nonsense = await callAs(run.origin, run.main, { path: `/pxp/v1/${kind}/nonsense` });
        demandProblem(nonsense, 404, 'object-unknown');
      }
      return '404 object-unknown';
    },
  },
  {
    id: 'blob.digest',
    section: 'Channel',
    says: 'a blob is the bytes that its digest names',
    async run(run) {
      const { bytes } = await ask(run.origin, run.main, { path: blobPath(run) });
      demand(digestOf(bytes) === storyOf(run).blob, `the bytes are ${digestOf(bytes)}`);
      return `${bytes.length} bytes`;
    },
  },
  {
    id: 'blob.range',
    section: 'Endpoints',
    says: 'a Range is answered with that part, or with the whole',
    async run(run) {
      const path = blobPath(run);
      const whole = await ask(run.origin, run.main, { path });
      const inParts = whole.headers.get('accept-ranges') === 'bytes';
      const size = whole.bytes.length;
      const from = Math.floor(size / 2);
      for (const [range, start, end] of [
        ['bytes=0-9', 0, Math.min(10, size)],
        [`bytes=${from}-`, from, size],
      ] as const) {
        const part = await ask(run.origin, run.main, { path, headers: { range } });
        demandPart(part, { whole: whole.bytes, start, end, inParts });
      }
      return inParts ? `parts of ${size} bytes` : 'the whole';
    },
  },
  {
    id: 'blob.range-beyond',
    section: 'Endpoints',
    says: 'where parts are given, one behind the end is 416 with the size, and several ranges are the whole',
    async run(run) {
      const path = blobPath(run);
      const { headers, bytes } = await ask(run.origin, run.main, { path });
      if (headers.get('accept-ranges') !== 'bytes') return 'gives no parts';
      const beyond = await callAs(run.origin, run.main, {
        path,
        headers: { range: `bytes=${bytes.length}-` },
      });
      demandProblem(beyond, 416, 'range-unsatisfiable');
      const said = beyond.headers.get('content-range');
      demand(said === `bytes */${bytes.length}`, `the size is said as ${told(said)}`);
      const several = await ask(run.origin, run.main, { path, headers: { range: 'bytes=0-0,2-2' } });
      demandPart(several, { whole: bytes, start: 0, end: 0, inParts: false });
      return '416, and 200 for several';
    },
  },
];

/** Exactly those bytes as 206, said to be those; without parts all of them. */
function demandPart(
  { status, bytes, headers }: Awaited<ReturnType<typeof ask>>,
  asked: { readonly whole: Buffer; readonly start: number; readonly end: number; readonly inParts: boolean },
): void {
  const { whole, start, end, inParts } = asked;
  demand(status === 200 ? !inParts : status === 206, `answered ${status}`);
  const wanted = status === 206 ? whole.subarray(start, end) : whole;
  demand(bytes.equals(wanted), `${status} with ${bytes.length} bytes that are not those`);
  if (status !== 206) return;
  const said = headers.get('content-range');
  demand(said === `bytes ${start}-${end - 1}/${whole.length}`, `the part is said to be ${told(said)}`);
}

export function storyOf({ story }: Run): NonNullable<Run['story']> {
  demand(story !== undefined, 'no story was offered');
  return story;
}

function blobPath(run: Run): string {
  const { blob } = storyOf(run);
  demand(blob !== undefined, 'the story that was offered has no picture');
  return `/pxp/v1/blobs/${blob}`;
}
