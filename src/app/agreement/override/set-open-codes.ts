import type { OverridableCode } from '#domain/agreement/override/override.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { OverrideStore } from '#ports/override-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { OverrideActor } from './ask-override.ts';

/** Says which denials two people may override here from now on; what was approved before stands until its time. */
export async function setOpenCodes(
  needs: {
    readonly transact: Transact<{ readonly overrides: OverrideStore; readonly activities: ActivityStore }>;
  },
  { agency, personId, at }: OverrideActor,
  codes: readonly OverridableCode[],
): Promise<readonly OverridableCode[]> {
  return needs.transact(agency.id, async ({ overrides, activities }) => {
    const open = [...new Set(codes)].toSorted();
    await overrides.setOpenCodes(open, personId, at);
    const facts = { codes: open };
    await activities.record({ at, personId, what: 'overrides-opened', subject: agency.did, facts });
    return open;
  });
}
