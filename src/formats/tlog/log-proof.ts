import { fromBase64, toBase64 } from './base64.ts';

/** That one entry is in a log, for whoever has nothing but this file and the keys (tlog-proof). */
export type LogProof = {
  /** What the proof speaks of, for whoever must make the leaf; not covered by any signature. */
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed note, word for word. */
  readonly checkpoint: string;
};

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^63 leaves needs no more. */
const MAX_HASHES = 63;

export function printLogProof({ extra, index, hashes, checkpoint }: LogProof): string {
  const lines = [
    HEADER,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof; undefined for what is none. Nothing of it is believed yet. */
export function parseLogProof(text: string): LogProof | undefined {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(0, split)).split('\n');
  if (split < 0 || header !== HEADER) return undefined;
  const extra = lines[0]?.startsWith('extra ')
    ? fromBase64((lines.shift() ?? '').slice('extra '.length))
    : undefined;
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const hashes = parseHashes(lines);
  if (index === undefined || !hashes || !Number.isSafeInteger(Number(index))) return undefined;
  return { ...(extra ? { extra } : {}), index: Number(index), hashes, checkpoint: text.slice(split + 2) };
}

/** Lines of one SHA-256 each; undefined when one is none, or there are too many. */
export function parseHashes(lines: readonly string[]): readonly Uint8Array[] | undefined {
  if (lines.length > MAX_HASHES) return undefined;
  const hashes = lines.flatMap((line) => {
    const hash = fromBase64(line);
    return hash?.length === 32 ? [hash] : [];
  });
  return hashes.length === lines.length ? hashes : undefined;
}
