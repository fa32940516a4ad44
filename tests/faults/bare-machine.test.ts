import { expect, test } from 'vitest';
import { blackHole } from '#tools/faults/black-hole.ts';
import { jumpClocks } from '#tools/faults/jump-clocks.ts';
import { stopDatabase } from '#tools/faults/stop-database.ts';
import { traceSyncs, whyNoTrace } from '#tools/faults/trace-syncs.ts';
import { whyNoWrongClock } from '#tools/faults/wrong-clock.ts';

test('while the database stands still or is stopped, callers hear 503 and nothing false, and what they send again is there once', async () => {
  const told: string[] = [];
  const record = await stopDatabase({ frozenSeconds: 7, rounds: 1, say: (line) => told.push(line) });
  expect({ wrong: record.wrong, told }).toEqual({ wrong: [], told });
  expect(record.acknowledged).toBeGreaterThan(0);
  expect(record.refused).toBeGreaterThan(0);
});

test('no write is acknowledged before the log of the database is on disk, and one that was would be found out', async ({
  skip,
}) => {
  const why = whyNoTrace();
  skip(why !== undefined, why);
  const record = await traceSyncs({ writes: 50, say: () => undefined });
  expect(record).toMatchObject({ writes: 50, synced: 50, writesWithBug: 50, wrong: [] });
});

test('while one partner never answers, or packets to it vanish, the others get everything; it is not given up, and answers every kill after its return', async () => {
  const told: string[] = [];
  const record = await blackHole({
    nodes: 3,
    rounds: 2,
    storiesEach: 3,
    holeSeconds: 6,
    say: (line) => told.push(line),
  });
  expect({ wrong: record.wrong, told }).toEqual({ wrong: [], told });
  expect(record.killed).toBe(4);
});

test('when the clock of a newsroom jumps by minutes or a day and back, nothing is lost, done twice or put off to a day that was', async ({
  skip,
}) => {
  const why = whyNoWrongClock();
  skip(why !== undefined, why);
  const told: string[] = [];
  const record = await jumpClocks({ secondsEach: 1, say: (line) => told.push(line) });
  expect({ wrong: record.wrong, told }).toEqual({ wrong: [], told });
  expect(record.jumps).toBe(8);
  expect(record.killed).toBeGreaterThan(0);
});
