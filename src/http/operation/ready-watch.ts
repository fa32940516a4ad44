import type { ReadinessCheck, Unreadiness } from '#ports/readiness.ts';

/** Whether the node can work, looked at each second, so that nobody has to wait to hear that it cannot (T21). */
export type ReadyWatch = {
  /** As of the last look: at most two seconds old. */
  readonly trouble: () => Unreadiness | 'starting' | undefined;
  start(): Promise<void>;
  stop(): void;
};

const EVERY_MS = 500;
const PATIENCE_MS = 1000;

export function watchReadiness(check: ReadinessCheck): ReadyWatch {
  let trouble: Unreadiness | 'starting' | undefined = 'starting';
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const answer = await check();
    trouble = answer;
  };
  // A database that hangs keeps one question open, never a queue of them; meanwhile the node counts as not ready.
  const look = async (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    const isLate = await Promise.race([asking.then(() => false), late(PATIENCE_MS)]);
    if (isLate) trouble = 'database-unreachable';
  };
  const goOn = (): void => {
    timer = setTimeout(() => void look().then(() => timer && goOn()), EVERY_MS);
    timer.unref();
  };
  return {
    trouble: () => trouble,
    async start() {
      await look();
      goOn();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function late(milliseconds: number): Promise<true> {
  return new Promise((resolve) => setTimeout(() => resolve(true), milliseconds).unref());
}
