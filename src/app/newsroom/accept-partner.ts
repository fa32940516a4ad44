import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PartnerRefusal } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';
import { areCompared, areSameKeys } from './check-keys.ts';
import {
  introduceOurselves,
  type IntroduceNeeds,
  type Inviter,
  type PartnerStores,
} from './invite-partner.ts';

export type AcceptNeeds = IntroduceNeeds & { readonly transact: Transact<PartnerStores> };

export type AcceptRefusal =
  | PartnerRefusal
  | { readonly code: 'partner-unknown' }
  | { readonly code: 'partner-not-asking'; readonly state: 'invited' }
  | { readonly code: 'partner-thumbprints-differ'; readonly thumbprints: readonly string[] };

/**
 * Accepts an agency that asked to cooperate, under exactly the keys a person has compared, and introduces us back: it has
 * compared our keys when it invited us, so its side is pinned at once. Nothing changes here when it cannot be reached;
 * again is no harm (I2).
 */
export async function acceptPartner(
  needs: AcceptNeeds,
  by: Inviter,
  order: { readonly did: string; readonly thumbprints: readonly string[] },
): Promise<Result<{ readonly done: true }, AcceptRefusal>> {
  const partner = await needs.transact(by.agency.id, ({ partners }) => partners.find(order.did));
  if (!partner) return refuse({ code: 'partner-unknown' });
  if (partner.state === 'invited') return refuse({ code: 'partner-not-asking', state: 'invited' });
  const differ = refuse({
    code: 'partner-thumbprints-differ' as const,
    thumbprints: partner.keys.map(({ thumbprint }) => thumbprint),
  });
  if (!areCompared(partner.keys, order.thumbprints)) return differ;
  const heard = await introduceOurselves(needs, by.agency, partner);
  if (!heard.ok) return heard;
  return needs.transact(by.agency.id, async ({ partners, activities }) => {
    const now = await partners.lock(order.did);
    // Somebody may have introduced other keys in this name while the partner was being told.
    if (!now || !areSameKeys(now.keys, partner.keys)) return differ;
    if (now.state === 'pinned') return accept({ done: true });
    await partners.save({ ...now, state: 'pinned' }, by.at);
    await activities.record({
      at: by.at,
      what: 'partner-pinned',
      subject: order.did,
      facts: { thumbprints: [...order.thumbprints] },
      ...(by.personId === undefined ? {} : { personId: by.personId }),
    });
    return accept({ done: true });
  });
}
