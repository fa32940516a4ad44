import process from 'node:process';

/** A log for servers of tests that prints faults alone, with their places: a 500 in a test says where it came from. */
export const faultsAloud = {
  write(line: string): void {
    if (line.includes('"fault"')) process.stderr.write(`${line.trim()}\n`);
  },
};
