import { expect, test } from 'vitest';
import { runFaults } from '#tools/faults/run-faults.ts';

test(
  'while the network parts and processes and databases are killed, nothing acknowledged is lost or done twice, and every kill is answered',
  { timeout: 600_000 },
  async () => {
    const told: string[] = [];
    const record = await runFaults({
      seed: 11,
      nodes: 2,
      partitions: 4,
      longestSeconds: 4,
      kills: 4,
      say: (line) => told.push(line),
    });
    expect({ wrong: record.wrong, told }).toEqual({ wrong: [], told });
    expect(record.killed).toBeGreaterThan(0);
    expect(record.published).toBeGreaterThan(0);
    expect(told.filter((line) => line.startsWith('SIGKILL'))).toHaveLength(4);
  },
);
