import type { Reason } from './decision.ts';
import type { ItemFacts } from './use-question.ts';

/** Step 1: a kill is absorbing (I6) and a withheld item rests; a state that is not known is treated as the worst. */
export function judgeItem({ status }: ItemFacts): Reason | undefined {
  if (status === undefined) return { code: 'item.status.unknown' };
  if (status === 'canceled') return { code: 'item.killed' };
  return status === 'withheld' ? { code: 'item.withheld' } : undefined;
}

/** Step 5: an old version stays usable until a newer one says that it was wrong (I4). */
export function judgeVersion({ version, latestVersion, latestIsCorrection }: ItemFacts): Reason | undefined {
  if (version === undefined || latestVersion === undefined) return { code: 'item.superseded.unknown' };
  if (version >= latestVersion || latestIsCorrection === false) return undefined;
  return { code: 'item.superseded', found: [String(version)], wanted: [String(latestVersion)] };
}
