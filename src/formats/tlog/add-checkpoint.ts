import { toBase64 } from './base64.ts';
import { parseHashes } from './log-proof.ts';

/** What a log asks of a witness: cosign this, which continues what you cosigned at `oldSize` (tlog-witness). */
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed note, word for word. */
  readonly checkpoint: string;
};

export function printAddCheckpoint({ oldSize, hashes, checkpoint }: AddCheckpoint): string {
  return `${[`old ${oldSize}`, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Reads the body of a call; undefined for what is none. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const split = body.indexOf('\n\n');
  const [old = '', ...lines] = body.slice(0, Math.max(0, split)).split('\n');
  const oldSize = /^old (0|[1-9]\d{0,15})$/.exec(old)?.[1];
  const hashes = parseHashes(lines);
  if (split < 0 || oldSize === undefined || !hashes || !Number.isSafeInteger(Number(oldSize)))
    return undefined;
  return { oldSize: Number(oldSize), hashes, checkpoint: body.slice(split + 2) };
}
