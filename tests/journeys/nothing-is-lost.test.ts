import { test } from 'vitest';
import { runPlay } from '#main/demo/run-play.ts';
import type { Victim } from '#main/demo/play-nodes.ts';

/**
 * Between any two steps of the main job both sides break at once: one's process, the other's database, by SIGKILL (I1,
 * I2). The play itself holds that each thing is there once: one take, one use, one answer to a recall, one notice to readers.
 */
const BREAKS: readonly (readonly [name: string, victims: readonly Victim[]])[] = [
  ['the giver’s process and the taker’s database', ['node', 'partner-database']],
  ['the taker’s process and the giver’s database', ['partner', 'database']],
];

/** About two minutes on two idle cores; a busy machine gets more. */
const BOUND = { timeout: 600_000 };

test.concurrent.for(BREAKS)(
  'the main job goes on when %s are killed between any two steps; nothing is lost, nothing happens twice',
  BOUND,
  async ([, victims], { expect }) => {
    const broken: string[] = [];
    const record = await runPlay({
      victimsBefore: (step) => {
        broken.push(step);
        return victims;
      },
    });
    expect(record.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(record.ok).toBe(true);
    expect(broken).toEqual(record.steps.slice(1).map(({ step }) => step));
  },
);
