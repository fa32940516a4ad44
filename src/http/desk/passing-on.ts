import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/passing-on.ts';
import { takeBack, type TakeBackNeeds } from '#app/correction/take-back.ts';
import { passOn, type PassOnNeeds } from '#app/offer/pass-on.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type PassingOnDeskNeeds = PassOnNeeds & TakeBackNeeds & { readonly agencies: AgencyDirectory };

/** A partner's story goes on to a third party, or is taken back from there. */
export function mountPassingOn(server: FastifyInstance, needs: PassingOnDeskNeeds): void {
  mount(server, contract.passOn, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const passed = await passOn(needs, by, { itemId: params.id, partnerDid: body.partner });
    return passed.ok ? accept({ done: true as const }) : passed;
  });

  mount(server, contract.takeBack, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const { partner: partnerDid, publicReason } = body;
    const back = await takeBack(needs, by, { itemId: params.id, partnerDid, publicReason });
    return back.ok ? accept({ done: true as const }) : back;
  });
}
