import type { FastifyInstance } from 'fastify';
import { readToday, seeReminder } from '#contract/today.ts';
import { listAgreements } from '#app/agreement/show-agreement.ts';
import { remindersSeen, seeReminder as noteSeen, type SeeNeeds } from '#app/agreement/see-reminder.ts';
import { seeLinks, type SeeLinksNeeds } from '#app/channel/see-links.ts';
import { pagesDueDown, type DueDownNeeds } from '#app/publication/pages-due-down.ts';
import { logTroubles, type LogTroubleNeeds } from '#app/ledger/log-troubles.ts';
import { examineLog, type SignLogNeeds } from '#app/ledger/sign-log.ts';
import { sourceTroubles } from '#app/item/source-trouble.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { accept } from '#kernel/result.ts';
import type { RestorationMark } from '#ports/restoration.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { DestinationReads } from '#ports/reads/destinations.ts';
import type { PartnerReads } from '#ports/reads/partners.ts';
import type { PublicationReads } from '#ports/reads/publications.ts';
import type { DrillReads } from '#ports/reads/drills.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import type { WireReads } from '#ports/reads/wire.ts';
import type { SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { lineShape } from './agreement-shape.ts';
import { partnerShape } from './partner.ts';

export type TodayDeskNeeds = SeeNeeds &
  DueDownNeeds &
  SeeLinksNeeds &
  SignLogNeeds &
  LogTroubleNeeds & {
    readonly agencies: AgencyDirectory;
    readonly restoration: Pick<RestorationMark, 'read'>;
    readonly wire: WireReads;
    readonly recallReads: RecallReads;
    readonly drillReads: DrillReads;
    readonly publicationReads: PublicationReads;
    readonly destinationReads: Pick<DestinationReads, 'troubles'>;
    readonly hash: Hash;
    readonly inSources: Transact<{ readonly sources: SourceStore }>;
  };

const ARRIVALS = 8;
/** As many are looked at to find those that nobody here has dealt with. */
const LOOKED_AT = 40;
const NEEDS_US = new Set(['draft', 'received', 'proposed', 'suspended']);

/** What needs me now, put together from the lists that the other screens show. */
export function mountToday(server: FastifyInstance, needs: TodayDeskNeeds): void {
  mount(server, seeReminder, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    return noteSeen(needs, by, { uid: params.uid, step: body });
  });

  mount(server, readToday, async ({ agencyId, session, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const page = await needs.wire.list(agencyId, { at, from: 'partners', limit: LOOKED_AT });
    const notices = await needs.recallReads.notices(agencyId, at);
    const recalls = await needs.recallReads.recalls(agencyId, at);
    const testStories = await needs.drillReads.testStories(agencyId, at);
    const translations = await needs.publicationReads.translations(agencyId);
    const publications = await needs.publicationReads.publications(agencyId);
    const dueDown = await pagesDueDown(needs, { agency, at }, publications);
    const partners = await seeLinks(needs, agencyId);
    const sources = await needs.inSources(agencyId, (stores) => stores.sources.list());
    const log = await examineLog(needs, agency);
    const { heldSince } = await needs.restoration.read();
    const agreements = (await listAgreements(needs, { agency, at })).map(lineShape);
    const taken = partners.some(({ counts }) => counts.taken > 0);
    return accept({
      arrivals: page.stories.filter(isUndealt).slice(0, ARRIVALS),
      notices: notices.filter(({ state }) => state === 'open'),
      translations: translations.map(({ id, headline, language, state, staleBlocks }) => ({
        id,
        headline,
        language,
        state,
        staleBlocks,
      })),
      agreements: agreements.filter(({ state }) => NEEDS_US.has(state)),
      renewals: agreements.filter(({ reminder, noticeReminder }) => reminder ?? noticeReminder),
      seen: [...(await remindersSeen(needs, { agencyId, personId: session.personId }))],
      partners: partners.map((one) => partnerShape(one, needs.hash)),
      removals: [...dueDown]
        .map(([{ id, headline, language }, removeBy]) => ({ id, headline, language, removeBy }))
        .toSorted((one, other) => (one.removeBy < other.removeBy ? -1 : 1)),
      drillsWaiting: testStories.filter(({ state }) => state === 'open').length,
      recallsOpen: recalls.filter(({ reach }) => reach.some((one) => isOpen(one.state))).length,
      recallsOverdue: recalls.flatMap(({ reach }) => reach.filter(({ overdue }) => overdue)).length,
      sources: [...sourceTroubles(sources, at)],
      destinations: [...(await needs.destinationReads.troubles(agencyId))],
      ...(heldSince === undefined ? {} : { heldSince }),
      ...(log.ok ? {} : { logStopped: log.error.code }),
      ...(await logShape(needs, agency)),
      firstSteps: [
        { step: 'partner', done: partners.some(({ state }) => state === 'pinned') },
        { step: 'agreement', done: agreements.some(({ state }) => state === 'in-force') },
        { step: 'take', done: taken },
        { step: 'publish', done: publications.some(({ partnerOrigin }) => partnerOrigin) },
        { step: 'reported', done: isReported(partners, publications) },
      ],
    });
  });
}

/** What is wrong between our log and those of partners. */
async function logShape(needs: LogTroubleNeeds, agency: Agency) {
  const { declined, contradicting } = await logTroubles(needs, agency);
  return {
    logDeclined: declined.map(({ partner: { did, name }, reason, status, said, since }) => ({
      did,
      name,
      reason,
      said: said === '' ? `HTTP ${status}` : said,
      since,
    })),
    logContradicting: contradicting.map(({ partner: { did, name }, at, isProven }) => ({
      did,
      name,
      at,
      isProven,
    })),
  };
}

/** Nobody here took it, and it can still be taken. */
function isUndealt({ badges }: { readonly badges: readonly string[] }): boolean {
  return !badges.some((badge) => badge === 'taken' || badge === 'published' || badge === 'killed');
}

function isOpen(state: string): boolean {
  return state === 'written' || state === 'fetched' || state === 'received' || state === 'seen';
}

/** The partner holds everything we wrote, the report of a page of its story among it. */
function isReported(
  partners: Awaited<ReturnType<PartnerReads['list']>>,
  publications: Awaited<ReturnType<PublicationReads['publications']>>,
): boolean {
  const isOut = publications.some(({ partnerOrigin }) => partnerOrigin);
  return (
    isOut && partners.some(({ outgoing }) => outgoing !== undefined && outgoing.partnerHolds >= outgoing.seq)
  );
}
