import { keepDoing, type KeepNeeds, type Running } from './keep-doing.ts';

const EVERY_MS = 1000;

export type LeadNeeds = KeepNeeds & {
  /** Whether this process leads; takes the lead when it is free. Throws while that cannot be told. */
  readonly leads: () => Promise<boolean>;
};

/**
 * What one process does for all: begun when this one comes to lead, stopped when another one does. While it cannot be told who leads,
 * all goes on as it is: for a moment two may do the same, and everything done here may be done twice (I2).
 */
export function whileLeading({ leads, bell, log }: LeadNeeds, begin: () => Running): Running {
  let work: Running | undefined;
  const following = keepDoing({ bell, log }, { name: 'lead', everyMs: EVERY_MS }, async () => {
    const isLeader = await leads();
    if (isLeader && !work) work = begin();
    if (isLeader || !work) return;
    const over = work;
    work = undefined;
    await over.stop();
  });
  return {
    async stop() {
      await following.stop();
      await work?.stop();
    },
  };
}
