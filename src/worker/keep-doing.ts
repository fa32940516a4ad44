import type { Bell } from './bell.ts';

export type Running = { stop(): Promise<void> };

export type KeepNeeds = {
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

/** `name` rings it at once, and names its faults in the log. */
export type Kept = { readonly name: string; readonly everyMs: number };

/** What goes wrong on the way, one after the other; the work goes on where it can. */
export type Work = (going: {
  readonly isStopping: () => boolean;
  readonly noteFault: (fault: unknown) => void;
}) => Promise<unknown>;

/** Works now and again and again, so long after it was done; what it throws is logged, and it is done anew the next time. */
export function keepDoing({ bell, log }: KeepNeeds, { name, everyMs }: Kept, work: Work): Running {
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const noteFault = (fault: unknown): void =>
    log({ what: `${name}-fault`, why: fault instanceof Error ? fault.message : 'unknown' });
  async function keep(): Promise<void> {
    while (!stopping) {
      await work({ isStopping, noteFault }).catch(noteFault);
      // A ring during the work was heard by nobody.
      if (!stopping) await bell.wait(name, everyMs);
    }
  }
  const keeping = keep();
  return {
    async stop() {
      stopping = true;
      bell.ring(name);
      await keeping;
    },
  };
}
