import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/alert.ts';
import { usualSettings } from '#app/alert/note-changes.ts';
import type { AlertSettings } from '#domain/alert/saved-search.ts';
import { isTimeZone } from '#domain/agreement/zone-clock.ts';
import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { AlertReads } from '#ports/reads/alerts.ts';
import type { SearchStore } from '#ports/search-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type AlertDeskNeeds = {
  readonly transact: Transact<{ readonly searches: SearchStore }>;
  readonly alertReads: AlertReads;
  readonly agencies: AgencyDirectory;
};

/** What a person was told, and how they want to be told. */
export function mountAlerts(server: FastifyInstance, needs: AlertDeskNeeds): void {
  const { alertReads } = needs;
  mount(server, contract.listAlerts, async ({ agencyId, session, query, at }) =>
    accept(await alertReads.list(agencyId, { ...query, personId: session.personId, at })),
  );

  mount(server, contract.countAlerts, async ({ agencyId, session, at }) =>
    accept({ unread: await alertReads.unread(agencyId, { personId: session.personId, at }) }),
  );

  mount(server, contract.readAlerts, async ({ agencyId, session, body, at }) => {
    const which = 'id' in body ? { id: body.id } : { until: parseInstant(body.until) ?? at };
    await alertReads.markRead(agencyId, session.personId, which, at);
    return accept({ done: true });
  });

  mount(server, contract.readAlertSettings, async ({ agencyId, session }) => {
    const chosen = await needs.transact(agencyId, ({ searches }) => searches.settings([session.personId]));
    const usual = usualSettings(await agencyOf(needs.agencies, agencyId));
    return accept(settingsShape(chosen.get(session.personId) ?? usual));
  });

  mount(server, contract.setAlerts, async ({ agencyId, session, body }) => {
    if (!isTimeZone(body.timeZone))
      return refuse({ code: 'input-invalid', places: [{ at: '/body/timeZone', why: 'an IANA time zone' }] });
    await needs.transact(agencyId, ({ searches }) => searches.saveSettings(session.personId, body));
    return accept(settingsShape(body));
  });
}

function settingsShape({ timeZone, takenByMail, quiet }: AlertSettings) {
  return { timeZone, takenByMail, ...(quiet ? { quiet: { from: quiet.from, until: quiet.until } } : {}) };
}
