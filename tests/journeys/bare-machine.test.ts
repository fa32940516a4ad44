import { expect, test } from 'vitest';
import { stopDatabase } from '#tools/faults/stop-database.ts';

test('while the database stands still or is stopped, callers hear 503 and nothing false, and what they send again is there once', async () => {
  const told: string[] = [];
  const record = await stopDatabase({ frozenSeconds: 7, rounds: 1, say: (line) => told.push(line) });
  expect({ wrong: record.wrong, told }).toEqual({ wrong: [], told });
  expect(record.acknowledged).toBeGreaterThan(0);
  expect(record.refused).toBeGreaterThan(0);
});
