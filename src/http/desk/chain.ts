import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/chain.ts';
import { sayChain, unsayChain, type SayChainNeeds } from '#app/chain/say-chain.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { ChainReads } from '#ports/reads/chain.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { mount } from '../mount.ts';

export type ChainDeskNeeds = SayChainNeeds & {
  readonly stories: Pick<StoryReads, 'read'>;
  readonly chains: ChainReads;
};

/** What belongs together on the wire, and what people say of it. */
export function mountChains(server: FastifyInstance, needs: ChainDeskNeeds): void {
  mount(server, contract.readChain, async ({ agencyId, params, at }) => {
    const chain = await needs.chains.read(agencyId, params.id, at);
    return chain ? accept(chain) : refuse({ code: 'not-found' });
  });

  mount(server, contract.sayChain, async ({ agencyId, session, params, body, at }) => {
    if (params.id === params.other || !(await seesBoth(needs, { agencyId, params, at })))
      return refuse({ code: 'not-found' });
    const by = { agencyId, personId: session.personId, at };
    return accept(await sayChain(needs, by, { itemId: params.id, otherId: params.other, said: body.said }));
  });

  mount(server, contract.unsayChain, async ({ agencyId, session, params, at }) => {
    if (!(await seesBoth(needs, { agencyId, params, at }))) return refuse({ code: 'not-found' });
    const by = { agencyId, personId: session.personId, at };
    return unsayChain(needs, by, { itemId: params.id, otherId: params.other });
  });
}

/** Nobody says anything of a story that they may not see; it is answered as one that is not there (I12). */
async function seesBoth(
  { stories }: ChainDeskNeeds,
  asked: {
    readonly agencyId: string;
    readonly params: { readonly id: string; readonly other: string };
    readonly at: Instant;
  },
): Promise<boolean> {
  const { agencyId, params, at } = asked;
  for (const id of [params.id, params.other]) if (!(await stories.read(agencyId, id, at))) return false;
  return true;
}
