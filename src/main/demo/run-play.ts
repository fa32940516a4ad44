import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playMainJob, type PlayRecord, type StepRecord } from '#cli/demo/play/play-main-job.ts';
import { demoNodes } from './demo-nodes.ts';
import { loopbackFeed } from './loopback-feed.ts';
import { crash, playNodeOf, type Victim } from './play-nodes.ts';

export type RunOptions = {
  /** What is ended before a step begins, all at once. */
  readonly victimsBefore?: (step: string, index: number) => readonly Victim[];
  readonly say?: (line: string) => void;
  readonly tell?: (record: StepRecord) => void;
};

/** Plays the main job against two fresh nodes in a folder of their own, which is removed when all held. */
export async function runPlay(options: RunOptions = {}): Promise<PlayRecord> {
  const say = options.say ?? (() => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-demo-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const feed = await loopbackFeed();
  const nodes = await demoNodes({ folder, anyPort: true, allowHosts: [feed.host], say });
  const [giver, taker] = [playNodeOf(nodes[0]), playNodeOf(nodes[1])];
  try {
    await Promise.all([giver.start(), taker.start()]);
    say(`playing between ${giver.origin} and ${taker.origin}`);
    const record = await playMainJob({
      giver,
      taker,
      feed,
      before: async (step, index) => {
        for (const victim of options.victimsBefore?.(step, index) ?? [])
          await crash({ giver, taker }, victim);
      },
      ...(options.tell ? { tell: options.tell } : {}),
    });
    if (!record.ok) say(`what the nodes wrote is kept in ${folder}`);
    await Promise.all([giver.stop(), taker.stop()]);
    if (record.ok) rmSync(folder, { recursive: true, force: true });
    return record;
  } finally {
    await Promise.all([giver.stop(), taker.stop()]);
    await feed.close();
  }
}
