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
      const whole = await ask(run.origin, run.main, { path: blobPath(run) });
      const part = await ask(run.origin, run.main, { path: blobPath(run), headers: { range: 'bytes=0-9' } });
      const wanted = part.status === 206 ? whole.bytes.subarray(0, 10) : whole.bytes;
      demand(part.status === 206 || part.status === 200, `answered ${part.status}`);
      demand(part.bytes.equals(wanted), `${part.status} with ${part.bytes.length} bytes that are not those`);
      return `${part.status} with ${part.bytes.length} bytes`;
    },
  },
];

export function storyOf({ story }: Run): NonNullable<Run['story']> {
  demand(story !== undefined, 'no story was offered');
  return story;
}

function blobPath(run: Run): string {
  const { blob } = storyOf(run);
  demand(blob !== undefined, 'the story that was offered has no picture');
  return `/pxp/v1/blobs/${blob}`;
}
