import { isJsonObject } from '#kernel/json.ts';

/** What the process is asked: to verify a picture, or to sign it as the successor of an original. */
export type ProvenanceJob = {
  readonly work: 'read' | 'sign';
  readonly mediaType: string;
  readonly originalType: string;
  readonly title: string;
  readonly actions: readonly string[];
  readonly generator: string;
  /** PEM certificates whose holders are trusted to say who signs; empty where there is no list. */
  readonly trust: string;
};

/** What it says, as one line of JSON before the bytes: the manifest store as JSON, or the signed picture. */
export type ProvenanceAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'none' | 'unreadable' | 'failed'; readonly detail: string };

/** Several byte strings as one stream, each with its length before it. */
export function packFrames(frames: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(frame.length);
      return [length, frame];
    }),
  );
}

export function unpackFrames(stream: Buffer): readonly Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const end = at + 4 + stream.readUInt32BE(at);
    frames.push(stream.subarray(at + 4, end));
    at = end;
  }
  return frames;
}

export function readProvenanceJob(text: string): ProvenanceJob {
  const job: unknown = JSON.parse(text);
  if (!isJsonObject(job)) throw new Error('not a provenance job');
  const { work, mediaType, originalType, title, actions, generator, trust } = job;
  const isWhole =
    (work === 'read' || work === 'sign') &&
    typeof mediaType === 'string' &&
    typeof originalType === 'string' &&
    typeof title === 'string' &&
    Array.isArray(actions) &&
    typeof generator === 'string' &&
    typeof trust === 'string';
  if (!isWhole) throw new Error('not a provenance job');
  return { work, mediaType, originalType, title, actions: actions.map(String), generator, trust };
}

/** Undefined when the process did not get to answer. */
export function readProvenanceAnswer(line: string): ProvenanceAnswer | undefined {
  const answer = parsed(line);
  if (!isJsonObject(answer)) return undefined;
  const { ok, code, detail } = answer;
  if (ok === true) return { ok };
  const isKnown = code === 'none' || code === 'unreadable' || code === 'failed';
  return isKnown && typeof detail === 'string' ? { ok: false, code, detail } : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a process that was killed half way has written half a line
  }
}
