import { join } from 'node:path';
import type { DemoPlace } from '#cli/demo/prepare-demo.ts';
import type { PlayNode } from '#cli/demo/play/play.ts';
import type { DemoNode } from './demo-nodes.ts';

/** Where a demo node is, for those who look from outside. */
export function placeOf({ origin, newsroom, config }: DemoNode): DemoPlace {
  return { origin, slug: newsroom.slug, inbox: join(config.dataFolder, 'inbox') };
}

/** A demo node as the play handles it. */
export function playNodeOf(node: DemoNode): PlayNode {
  return {
    ...placeOf(node),
    start: () => node.start(),
    stop: () => node.stop(),
    kill: () => node.kill(),
    killDatabase: () => node.killDatabase(),
  };
}

/** What may be broken while the job goes on. */
export const VICTIMS = ['node', 'partner', 'database', 'partner-database'] as const;
export type Victim = (typeof VICTIMS)[number];

export function isVictim(text: string): text is Victim {
  return VICTIMS.some((victim) => victim === text);
}

/** Ends one process as a crash would. A node is started again here, a database by its node. */
export async function crash(
  { giver, taker }: { readonly giver: PlayNode; readonly taker: PlayNode },
  victim: Victim,
): Promise<void> {
  const node = victim === 'node' || victim === 'database' ? giver : taker;
  if (victim === 'database' || victim === 'partner-database') return node.killDatabase();
  await node.kill();
  await node.start();
}
