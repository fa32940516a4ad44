import { isJsonObject } from '#kernel/json.ts';

/** 50 megapixels: a 24×36 cm print at 300 dpi has 12. */
export const MOST_PIXELS = 50_000_000;

/** What the decoding process is asked, as its one argument; the picture comes in by standard input. */
export type PictureJob = { readonly maxWidth: number; readonly as: 'webp' | 'jpeg' };

/** What it says, as one line of JSON before the bytes of the derivative. */
export type PictureAnswer =
  | { readonly ok: true; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly code: 'picture-broken' | 'picture-too-large'; readonly detail: string };

export function readJob(text: string): PictureJob {
  const job: unknown = JSON.parse(text);
  if (!isJsonObject(job)) throw new Error('not a picture job');
  const { maxWidth, as } = job;
  if (typeof maxWidth !== 'number' || (as !== 'webp' && as !== 'jpeg')) throw new Error('not a picture job');
  return { maxWidth, as };
}

/** Undefined when the process did not get to answer. */
export function readAnswer(line: string): PictureAnswer | undefined {
  const answer = parsed(line);
  if (!isJsonObject(answer)) return undefined;
  const { ok, width, height, code, detail } = answer;
  if (ok === true && typeof width === 'number' && typeof height === 'number')
    return { ok: true, width, height };
  const isKnown = code === 'picture-broken' || code === 'picture-too-large';
  return isKnown && typeof detail === 'string' ? { ok: false, code, detail } : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a process that was killed half way has written half a line
  }
}
