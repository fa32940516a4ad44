import type { Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { REFUSED_NOTE } from './note-refused.ts';

/** What a partner sent about an agreement and what came of it here: nothing. */
export type RefusedArrival = {
  readonly at: Instant;
  readonly partner: { readonly did: string; readonly name: Trilingual };
  /** Of its entry, `agreement.proposed`. */
  readonly type: string;
  readonly code: string;
  /** The check that failed, for whoever runs the other node. */
  readonly because?: string;
};

type Needs = {
  readonly transact: Transact<{
    readonly activities: ActivityStore;
    readonly partners: Pick<PartnerStore, 'list'>;
  }>;
};

const MOST = 50;

/** The newest first. Of who sent it no more is said than its name: nobody is counted or ranked. */
export async function listRefused({ transact }: Needs, agencyId: string): Promise<readonly RefusedArrival[]> {
  return transact(agencyId, async ({ activities, partners }) => {
    const names = new Map((await partners.list()).map(({ did, name }) => [did, name]));
    return (await activities.newest(REFUSED_NOTE, MOST)).flatMap(({ at, facts }) => {
      if (!isJsonObject(facts)) return [];
      const { partner: did, type, code, because } = facts;
      if (typeof did !== 'string' || typeof type !== 'string' || typeof code !== 'string') return [];
      const name = names.get(did) ?? { vi: did, 'zh-Hans': did, en: did };
      const why = typeof because === 'string' ? { because } : {};
      return [{ at, partner: { did, name }, type, code, ...why }];
    });
  });
}
