import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/drill.ts';
import { clearTestStory, seeTestStory, type TestStoryNeeds } from '#app/correction/clear-test-story.ts';
import { startDrill, type DrillNeeds } from '#app/correction/start-drill.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { DrillReads } from '#ports/reads/drills.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

type DrillDeskNeeds = DrillNeeds &
  TestStoryNeeds & { readonly drillReads: DrillReads; readonly agencies: AgencyDirectory };

/** Kill drills: those we run with partners, and the test stories of theirs. */
export function mountDrills(server: FastifyInstance, needs: DrillDeskNeeds): void {
  mount(server, contract.listDrills, async ({ agencyId, at }) =>
    accept({
      drills: await needs.drillReads.drills(agencyId, at),
      testStories: await needs.drillReads.testStories(agencyId, at),
    }),
  );

  mount(server, contract.startDrill, async ({ agencyId, session, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const started = await startDrill(needs, by, body.partners);
    if (!started.ok) return started;
    const drills = await needs.drillReads.drills(agencyId, at);
    const drill = drills.find(({ id }) => id === started.value.id);
    if (!drill) throw new Error(`drill ${started.value.id} is not among those it was just put to`);
    return accept({ drill });
  });

  mount(server, contract.seeTestStory, async ({ agencyId, params, at }) =>
    seeTestStory(needs, { agency: await agencyOf(needs.agencies, agencyId), at }, params.id),
  );

  mount(server, contract.clearTestStory, async ({ agencyId, session, params, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    return clearTestStory(needs, by, params.id);
  });
}
