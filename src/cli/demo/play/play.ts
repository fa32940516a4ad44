import type { DemoPlace } from '../prepare-demo.ts';
import type { NewsroomDesk } from '../newsroom-desk.ts';

/** A node whose process the play may end and start again. */
export type PlayNode = DemoPlace & {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  killDatabase(): Promise<void>;
};

/** A feed on this computer whose document the play writes. */
export type PlayFeed = { readonly url: string; offer(document: string): void };

/** The main job as it is played: who takes part, and what was noted on the way. */
export type Play = {
  /** Gives the story, corrects and kills it. */
  readonly giver: NewsroomDesk;
  /** Takes, translates and publishes it. */
  readonly taker: NewsroomDesk;
  readonly giverNode: PlayNode;
  readonly takerNode: PlayNode;
  readonly feed: PlayFeed;
  readonly notes: Notes;
  readonly latencies: Latencies;
};

/** Words that one step leaves for a later one. */
export type Notes = { put(name: string, value: string): void; get(name: string): string };

/** Milliseconds between what one side did and what the other side could see, measured from outside. */
export type Latencies = {
  acceptToVisibleMs?: number;
  killToGoneMs?: number;
  correctionToFlaggedMs?: number;
};

/** One thing done or seen. It gives a detail worth keeping, and throws when what should hold does not. */
export type Step = { readonly step: string; readonly run: (play: Play) => Promise<string | undefined> };

/** Notes kept in memory; a word that nobody left is a fault of the play. */
export function playNotes(): Notes {
  const kept = new Map<string, string>();
  return {
    put: (name, value) => void kept.set(name, value),
    get(name) {
      const value = kept.get(name);
      if (value === undefined) throw new Error(`an earlier step did not leave "${name}"`);
      return value;
    },
  };
}

/** Holds, or the step has failed with this sentence. */
export function check(holds: boolean, claim: string): void {
  if (!holds) throw new Error(`does not hold: ${claim}`);
}
