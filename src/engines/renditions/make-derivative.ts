import { fileURLToPath } from 'node:url';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Derivative, MakeDerivative, PictureRefusal } from '#ports/publication-pictures.ts';
import { runKillable, type ProcessEnd, type ProcessLimits } from '../killable-process.ts';
import { takeTurns } from '../take-turns.ts';
import { isWholePng } from './is-whole-png.ts';
import { MOST_PIXELS, readAnswer, type PictureJob } from './picture-job.ts';
import { claimedPixels, pictureType } from './picture-type.ts';

/** Limits of one picture (reliability.md, T15). */
export type PictureLimits = ProcessLimits & {
  readonly inputBytes: number;
  /** Processes at once; more wait. */
  readonly processes: number;
};

const LIMITS: PictureLimits = {
  milliseconds: 5000,
  residentBytes: 512 * 1024 * 1024,
  inputBytes: 64 * 1024 * 1024,
  outputBytes: 16 * 1024 * 1024,
  processes: 2,
};

/** Makes derivatives, each in a process that is killed when it takes too long or too much. */
export function makeDerivativeMaker(limits: PictureLimits = LIMITS): MakeDerivative {
  const turn = takeTurns(limits.processes);
  return async (bytes, { maxWidth, as = 'webp' }) => {
    const fault = faultByLook(bytes, limits);
    return fault ? refuse(fault) : turn(() => decodeApart(bytes, { maxWidth, as }, limits));
  };
}

/** What needs no decoder to be seen. */
function faultByLook(bytes: Uint8Array, limits: PictureLimits): PictureRefusal | undefined {
  const type = pictureType(bytes);
  if (!type) return { code: 'picture-type', detail: 'neither JPEG, PNG, WebP nor GIF' };
  if (bytes.byteLength > limits.inputBytes)
    return { code: 'picture-too-large', detail: `${bytes.byteLength} bytes` };
  const claimed = claimedPixels(bytes);
  if (claimed > MOST_PIXELS) return { code: 'picture-too-large', detail: `${claimed} pixels` };
  if (type === 'png' && !isWholePng(bytes)) return { code: 'picture-broken', detail: 'a chunk of the PNG' };
  return undefined;
}

type Outcome = Result<Derivative, PictureRefusal>;

const SCRIPT = fileURLToPath(new URL('./decode-picture.ts', import.meta.url));

async function decodeApart(bytes: Uint8Array, job: PictureJob, limits: PictureLimits): Promise<Outcome> {
  const order = { script: SCRIPT, argument: JSON.stringify(job), input: bytes, limits };
  const { output, killedFor } = await runKillable(order);
  return killedFor === undefined ? readOutput(output, job) : refuse(refusalFor(killedFor, limits));
}

function refusalFor(
  killedFor: NonNullable<ProcessEnd['killedFor']>,
  { milliseconds }: PictureLimits,
): PictureRefusal {
  switch (killedFor) {
    case 'time':
      return { code: 'picture-timeout', detail: `${milliseconds} ms` };
    case 'memory':
      return { code: 'picture-too-large', detail: 'memory of the decoder' };
    case 'output':
      return { code: 'picture-too-large', detail: 'the derivative' };
  }
}

function readOutput(output: Buffer, { as }: PictureJob): Outcome {
  const end = output.indexOf(0x0a);
  const answer = readAnswer(output.subarray(0, Math.max(0, end)).toString('utf8'));
  // A decoder that died by itself, by a fault of its own or for want of memory, has not decoded the picture.
  if (!answer) return refuse({ code: 'picture-broken', detail: 'the decoder ended without an answer' });
  if (!answer.ok) return refuse({ code: answer.code, detail: answer.detail });
  const { width, height } = answer;
  const mediaType = as === 'webp' ? 'image/webp' : 'image/jpeg';
  return accept({ bytes: new Uint8Array(output.subarray(end + 1)), mediaType, width, height });
}
