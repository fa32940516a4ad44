import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { printIntroduction } from '#formats/discovery/introduction.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { currentKeys } from '#domain/newsroom/key-validity.ts';
import { areCompared, areSameKeys } from './check-keys.ts';
import { lookUpPartner, type LookUpNeeds, type LookUpRefusal } from './look-up-partner.ts';

export type PartnerStores = { readonly partners: PartnerStore; readonly activities: ActivityStore };

export type IntroduceNeeds = {
  readonly partnerNode: Pick<PartnerNode, 'introduce'>;
  /** Public halves of all keys that an agency of this node has had. */
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly publicOrigin: string;
};

export type InviteNeeds = LookUpNeeds &
  IntroduceNeeds & {
    readonly transact: Transact<PartnerStores>;
    readonly partnerNode: Pick<PartnerNode, 'discover' | 'introduce'>;
  };

export type Inviter = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

export type InviteRefusal =
  | LookUpRefusal
  | PartnerRefusal
  | { readonly code: 'partner-thumbprints-differ'; readonly thumbprints: readonly string[] }
  | { readonly code: 'partner-already-pinned'; readonly did: string };

/**
 * Pins the keys of a node as a person has compared them, and introduces us. Asks the node again, so that what was
 * compared is what is pinned. An agency that has asked us meanwhile is thereby accepted; again is no harm (I2).
 */
export async function invitePartner(
  needs: InviteNeeds,
  by: Inviter,
  order: { readonly url: string; readonly thumbprints: readonly string[] },
): Promise<Result<{ readonly did: string }, InviteRefusal>> {
  const found = await lookUpPartner(needs, by.agency, order.url);
  if (!found.ok) return found;
  const { partner } = found.value;
  if (!areCompared(partner.keys, order.thumbprints))
    return refuse({
      code: 'partner-thumbprints-differ',
      thumbprints: partner.keys.map(({ thumbprint }) => thumbprint),
    });
  const known = await needs.transact(by.agency.id, ({ partners }) => partners.find(partner.did));
  if (known?.state === 'pinned') return refuse({ code: 'partner-already-pinned', did: partner.did });
  const heard = await introduceOurselves(needs, by.agency, partner);
  return heard.ok ? needs.transact(by.agency.id, (stores) => keepInvited(stores, by, partner)) : heard;
}

/** Tells another agency who we are, signed with the request key that stands in the text itself. */
export function introduceOurselves(
  { partnerNode, keysOf, publicOrigin }: IntroduceNeeds,
  agency: Agency,
  partner: Pick<Partner, 'did' | 'baseUrl'>,
): Promise<Result<true, PartnerRefusal>> {
  const { did, name, ownership } = agency;
  const baseUrl = originOfDid(did, publicOrigin);
  const keys = currentKeys(keysOf(agency.id));
  return partnerNode.introduce(
    { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl },
    printIntroduction({ did, name, ownership, baseUrl, keys, to: partner.did }),
  );
}

async function keepInvited(
  { partners, activities }: PartnerStores,
  { personId, at }: Inviter,
  partner: Omit<Partner, 'state'>,
): Promise<Result<{ readonly did: string }, InviteRefusal>> {
  const known = await partners.lock(partner.did);
  if (known?.state === 'pinned')
    return areSameKeys(known.keys, partner.keys)
      ? accept({ did: partner.did })
      : refuse({ code: 'partner-already-pinned', did: partner.did });
  const asksWithTheseKeys = known?.state === 'asking' && areSameKeys(known.keys, partner.keys);
  const state = asksWithTheseKeys ? 'pinned' : 'invited';
  await partners.save({ ...partner, state }, at);
  await activities.record({
    at,
    what: `partner-${state}`,
    subject: partner.did,
    facts: { thumbprints: partner.keys.map(({ thumbprint }) => thumbprint) },
    ...(personId === undefined ? {} : { personId }),
  });
  return accept({ did: partner.did });
}
