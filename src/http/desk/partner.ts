import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/partner.ts';
import { acceptPartner } from '#app/newsroom/accept-partner.ts';
import { invitePartner, type Inviter, type InviteNeeds } from '#app/newsroom/invite-partner.ts';
import { lookUpPartner } from '#app/newsroom/look-up-partner.ts';
import { seeLinks, type SeeLinksNeeds, type SeenLink } from '#app/channel/see-links.ts';
import { spokenKeys } from '#app/newsroom/spoken-keys.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { currentKeys } from '#domain/newsroom/key-validity.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Hash } from '#ports/world.ts';
import { mount } from '../mount.ts';

export type PartnerDeskNeeds = InviteNeeds &
  SeeLinksNeeds & {
    readonly agencies: AgencyDirectory;
    readonly hash: Hash;
  };

/** Other agencies: look up, invite, accept, and how each link is. */
export function mountPartners(server: FastifyInstance, needs: PartnerDeskNeeds): void {
  const inviterOf = async (call: {
    readonly agencyId: string;
    readonly session: { readonly personId: string };
    readonly at: Instant;
  }): Promise<Inviter & { readonly agency: Agency }> => {
    const agency = await needs.agencies.find(call.agencyId);
    if (!agency) throw new Error(`a session names an agency that is not here: ${call.agencyId}`);
    return { agency, personId: call.session.personId, at: call.at };
  };

  const wordsOfOurs = ({ id, did }: Agency) => spokenKeys(needs.hash, { did, keys: needs.keysOf(id) });

  mount(server, contract.listPartners, async (call) => {
    const { agency } = await inviterOf(call);
    const links = await seeLinks(needs, agency.id);
    return accept({
      partners: links.map((link) => partnerShape(link, needs.hash)),
      ours: wordsOfOurs(agency),
    });
  });

  mount(server, contract.lookUpPartner, async (call) => {
    const { agency } = await inviterOf(call);
    const found = await lookUpPartner(needs, agency, call.body.url);
    if (!found.ok) return found;
    const { partner, steps } = found.value;
    const { keys, baseUrl, ...card } = partner;
    return accept({
      agency: cardOf(card),
      baseUrl,
      keys: keys.map(keyShape),
      words: spokenKeys(needs.hash, partner),
      ours: wordsOfOurs(agency),
      steps: [...steps],
    });
  });

  mount(server, contract.invitePartner, async (call) =>
    invitePartner(needs, await inviterOf(call), call.body),
  );

  mount(server, contract.acceptPartner, async (call) =>
    acceptPartner(needs, await inviterOf(call), call.body),
  );
}

export function partnerShape(
  { baseUrl, state, keys, since, incoming, outgoing, waits, lostKey, counts, ...card }: SeenLink,
  hash: Hash,
) {
  return {
    agency: cardOf(card),
    baseUrl,
    state,
    keys: currentKeys(keys).map(keyShape),
    words: spokenKeys(hash, { did: card.did, keys }),
    since,
    ...(incoming ? { incoming } : {}),
    ...(outgoing ? { outgoing: outgoingShape(outgoing) } : {}),
    waits,
    ...(lostKey === undefined ? {} : { lostKey }),
    counts,
  };
}

/** Without its name in the protocol, which says nothing to people. */
function outgoingShape({ ch: _ch, epoch: _epoch, ...seen }: NonNullable<SeenLink['outgoing']>) {
  return seen;
}

function cardOf({ did, name, ownership }: Pick<Agency, 'did' | 'name' | 'ownership'>) {
  return { did, name: { ...name }, ownership };
}

function keyShape({ kid, role, thumbprint }: PartnerKey) {
  return { kid, role, thumbprint };
}
