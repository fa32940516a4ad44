import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Clocks that can be put wrong while the processes run that read them, by libfaketime; the program knows nothing of it. */
export type WrongClocks = {
  /** What the processes of this name must find in their environment. */
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>;
  /** By so many seconds; 0 puts it right. */
  readonly put: (name: string, seconds: number) => void;
  readonly close: () => void;
};

const LIBRARY = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`;

/** Why no clock can be put wrong here; undefined when one can. */
export function whyNoWrongClock(): string | undefined {
  return existsSync(LIBRARY) ? undefined : 'libfaketime is not installed';
}

export function wrongClocks(): WrongClocks {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-clocks-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under reads its clock there too
  const fileOf = (name: string): string => join(folder, name);
  const put = (name: string, seconds: number): void => {
    // Whoever reads it meanwhile reads the old or the new time, never half of one.
    writeFileSync(`${fileOf(name)}.new`, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    renameSync(`${fileOf(name)}.new`, fileOf(name));
  };
  return {
    put,
    environmentOf(name) {
      put(name, 0);
      return {
        LD_PRELOAD: LIBRARY,
        FAKETIME_TIMESTAMP_FILE: fileOf(name),
        FAKETIME_CACHE_DURATION: '1',
        // A wall clock jumps; what counts the time that passes does not.
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        NO_FAKE_STAT: '1',
      };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
