import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Derivative, MakeDerivative, PictureRefusal } from '#ports/publication-pictures.ts';
import { isWholePng } from './is-whole-png.ts';
import { MOST_PIXELS, readAnswer, type PictureJob } from './picture-job.ts';
import { claimedPixels, pictureType } from './picture-type.ts';

/** Limits of one picture (reliability.md, T15). */
export type PictureLimits = {
  readonly milliseconds: number;
  readonly residentBytes: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
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

function takeTurns(processes: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    while (running >= processes) await new Promise<void>((go) => waiting.push(go));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

type Decoder = ChildProcessByStdio<Writable, Readable, null>;
type Outcome = Result<Derivative, PictureRefusal>;

const SCRIPT = fileURLToPath(new URL('./decode-picture.ts', import.meta.url));
const LOOK_MS = 25;

async function decodeApart(bytes: Uint8Array, job: PictureJob, limits: PictureLimits): Promise<Outcome> {
  const child = startDecoder(job);
  let stopped: PictureRefusal | undefined;
  const stop = (refusal: PictureRefusal): void => {
    stopped ??= refusal;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(
    () => stop({ code: 'picture-timeout', detail: `${limits.milliseconds} ms` }),
    limits.milliseconds,
  );
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > limits.residentBytes)
      stop({ code: 'picture-too-large', detail: 'memory of the decoder' });
  }, LOOK_MS);
  try {
    const output = await talk(child, bytes, limits.outputBytes, () =>
      stop({ code: 'picture-too-large', detail: 'the derivative' }),
    );
    return stopped ? refuse(stopped) : readOutput(output, job);
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** No environment, no inherited file, no way to write or to start another process. */
function startDecoder(job: PictureJob): Decoder {
  const guard = ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=128'];
  return spawn(execPath, [...guard, '--disable-warning=SecurityWarning', SCRIPT, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    cwd: '/',
  });
}

/** Gives the picture in and everything that comes out, until the process has ended. */
async function talk(
  child: Decoder,
  bytes: Uint8Array,
  mostBytes: number,
  onFlood: () => void,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  child.stdin.on('error', () => undefined); // a process killed while it reads; its end is what counts
  child.stdin.end(bytes);
  child.stdout.on('data', (piece: Buffer) => {
    size += piece.byteLength;
    if (size > mostBytes) onFlood();
    else pieces.push(piece);
  });
  await new Promise<void>((ended, failed) => {
    child.once('error', failed);
    child.once('close', () => ended());
  });
  return Buffer.concat(pieces);
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

const PAGE_BYTES = 4096;

/** What the process holds in memory; 0 where the system does not say (not Linux) or it has ended. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return Number(pages ?? 0) * PAGE_BYTES;
  } catch {
    return 0; // ended between two looks; the timeout is the other limit
  }
}
