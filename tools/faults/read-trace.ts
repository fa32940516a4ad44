/** What a process of PostgreSQL did, in seconds of the machine's clock: took words in, wrote its log to disk, said COMMIT. */
export type DatabaseCall = {
  readonly processId: number;
  readonly kind: 'heard' | 'synced' | 'committed';
  readonly beganAt: number;
  readonly endedAt: number;
  readonly text: string;
};

/** A line of `strace -ff -ttt -T -y`: `1764399999.123456 fdatasync(7</…/pg_wal/0000…>) = 0 <0.002134>`. */
const LINE = /^(\d+\.\d+) (\w+)\((.*)\) += (\d+) <(\d+\.\d+)>$/;

/** Reads one process's calls; what failed, or was cut off, is no call. */
export function readTrace(processId: number, trace: string): readonly DatabaseCall[] {
  return trace.split('\n').flatMap((line) => {
    const [, began, name, text = '', , took] = LINE.exec(line) ?? [];
    const kind = name === undefined ? undefined : kindOf(name, text);
    if (kind === undefined) return [];
    const beganAt = Number(began);
    return [{ processId, kind, beganAt, endedAt: beganAt + Number(took), text }];
  });
}

function kindOf(name: string, text: string): DatabaseCall['kind'] | undefined {
  if (name === 'recvfrom') return 'heard';
  if (name === 'sendto') return text.includes('COMMIT\\0') ? 'committed' : undefined;
  return text.includes('/pg_wal/') ? 'synced' : undefined;
}
