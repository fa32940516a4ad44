import { newsroomDesk } from '../newsroom-desk.ts';
import { CORRECTION_STEPS } from './correction-steps.ts';
import { EXCHANGE_STEPS } from './exchange-steps.ts';
import { KILL_STEPS } from './kill-steps.ts';
import { LOG_STEPS } from './log-steps.ts';
import { playNotes, type Latencies, type Play, type PlayFeed, type PlayNode, type Step } from './play.ts';
import { PUBLISH_STEPS } from './publish-steps.ts';
import { SUPPLY_STEPS } from './supply-steps.ts';

/** The main job from end to end, in order. */
export const MAIN_JOB: readonly Step[] = [
  ...SUPPLY_STEPS,
  ...EXCHANGE_STEPS,
  ...PUBLISH_STEPS,
  ...CORRECTION_STEPS,
  ...KILL_STEPS,
  ...LOG_STEPS,
];

export type StepRecord = {
  readonly step: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail?: string;
};

export type PlayRecord = {
  readonly ok: boolean;
  readonly steps: readonly StepRecord[];
  readonly latencies: Latencies;
  readonly versions: Readonly<Record<string, string>>;
};

export type PlayOptions = {
  readonly giver: PlayNode;
  readonly taker: PlayNode;
  readonly feed: PlayFeed;
  /** Called before each step but the first; what it breaks, the step has to bear. */
  readonly before?: (step: string, index: number) => Promise<void>;
  readonly tell?: (record: StepRecord) => void;
};

/** Plays every step from outside and stops at the first that fails: those behind it could only fail for the same reason. */
export async function playMainJob(options: PlayOptions): Promise<PlayRecord> {
  const { giver, taker, feed } = options;
  const play: Play = {
    giver: await newsroomDesk(giver.origin),
    taker: await newsroomDesk(taker.origin),
    giverNode: giver,
    takerNode: taker,
    feed,
    notes: playNotes(),
    latencies: {},
  };
  const versions = { node: process.version, giver: await versionOf(giver), taker: await versionOf(taker) };
  const steps: StepRecord[] = [];
  for (const [index, step] of MAIN_JOB.entries()) {
    if (index > 0) await options.before?.(step.step, index);
    const record = await runStep(step, play);
    steps.push(record);
    options.tell?.(record);
    if (!record.ok) break;
  }
  const ok = steps.length === MAIN_JOB.length && steps.every((step) => step.ok);
  return { ok, steps, latencies: play.latencies, versions };
}

async function runStep({ step, run }: Step, play: Play): Promise<StepRecord> {
  const start = performance.now();
  const ms = () => Math.round(performance.now() - start);
  try {
    const detail = await run(play);
    return { step, ok: true, ms: ms(), ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
  } catch (fault) {
    return { step, ok: false, ms: ms(), detail: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** What a node says of itself to anybody. */
async function versionOf({ origin }: PlayNode): Promise<string> {
  const response = await fetch(`${origin}/.well-known/pactwire`, { signal: AbortSignal.timeout(10_000) });
  const card = await response.text();
  return /"version":\s*"([^"]+)"/.exec(card)?.[1] ?? 'unknown';
}
