import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/export.ts';
import { exportStory, type ExportNeeds } from '#app/take/export-story.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type ExportDeskNeeds = ExportNeeds & {
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly stories: Pick<StoryReads, 'read'>;
};

/** Stories as files for other systems. One out of sight is not there, whatever is asked (I12). */
export function mountExport(server: FastifyInstance, needs: ExportDeskNeeds): void {
  mount(server, contract.exportStory, async ({ agencyId, session, params, query, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const { as, translation: translationId } = query;
    const which = translationId === undefined ? {} : { translationId };
    const exported = await exportStory(needs, by, { itemId: params.id, as, ...which });
    if (!exported.ok) return exported;
    const { fileName, mediaType, content, dropped } = exported.value;
    const file =
      typeof content === 'string' ? { text: content } : { base64: Buffer.from(content).toString('base64') };
    return accept({ fileName, mediaType, ...file, dropped: [...dropped] });
  });
}
