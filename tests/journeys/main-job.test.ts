import { beforeAll, expect, test } from 'vitest';
import { MAIN_JOB, type PlayRecord } from '#cli/demo/play/play-main-job.ts';
import { runPlay } from '#main/demo/run-play.ts';

let record: PlayRecord;
beforeAll(async () => {
  record = await runPlay();
});

test('two newsrooms exchange, publish, correct and kill a story, each step seen from outside', () => {
  expect(record.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(record.steps.map(({ step }) => step)).toEqual(MAIN_JOB.map(({ step }) => step));
  expect(record.ok).toBe(true);
});

test('the record says how long the other side waited for a story, a correction and a kill', () => {
  const { acceptToVisibleMs, correctionToFlaggedMs, killToGoneMs } = record.latencies;
  for (const ms of [acceptToVisibleMs, correctionToFlaggedMs, killToGoneMs]) {
    expect(ms).toBeGreaterThan(0);
  }
});
