import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/explanation.ts';
import { explainUse } from '#app/agreement/explain-use.ts';
import { readQuotas } from '#app/agreement/read-quotas.ts';
import { explainSight } from '#app/offer/explain-sight.ts';
import type { QuotaLeft } from '#domain/agreement/quota-left.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type ExplanationDeskNeeds = Parameters<typeof explainUse>[0] &
  Parameters<typeof explainSight>[0] &
  Parameters<typeof readQuotas>[0] & {
    readonly agencies: Pick<AgencyDirectory, 'find'>;
    readonly stories: Pick<StoryReads, 'read'>;
  };

/** Why a story can be used or not, by us and by our partners. A story out of sight is not there, whatever is asked (I12). */
export function mountExplanations(server: FastifyInstance, needs: ExplanationDeskNeeds): void {
  mount(server, contract.explainUse, async ({ agencyId, params, query, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const about = { subject: 'text', ...query, itemId: params.id } as const;
    const explained = await explainUse(
      needs,
      { agency: await agencyOf(needs.agencies, agencyId), at },
      about,
    );
    if (!explained) return refuse({ code: 'not-found' });
    return accept({ ...explained, quotas: explained.quotas.map(quotaShape) });
  });

  mount(server, contract.explainSight, async ({ agencyId, params, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const agency = await agencyOf(needs.agencies, agencyId);
    return accept({ partners: [...(await explainSight(needs, { agency, at }, params.id))] });
  });

  mount(server, contract.readQuotas, async ({ agencyId, params, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    return accept({ quotas: (await readQuotas(needs, { agency, at }, params.uid)).map(quotaShape) });
  });
}

function quotaShape({ clause, ...quota }: QuotaLeft) {
  return { ...quota, clause: clause.number };
}
