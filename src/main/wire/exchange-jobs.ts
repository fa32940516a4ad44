import { logStandings } from '#app/agreement/log-standings.ts';
import { fetchObject } from '#app/channel/fetch-object.ts';
import { fetchPaper } from '#app/agreement/paper/fetch-paper.ts';
import { killFromWire } from '#app/correction/kill-story.ts';
import { sendReceiptOf } from '#app/correction/send-receipt.ts';
import { followStop } from '#app/correction/withhold-story.ts';
import { offerItem } from '#app/offer/offer-item.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { isMoot } from '#app/offer/receive-offer.ts';
import { followSource } from '#app/publication/follow-source.ts';
import { fetchPictures } from '#app/take/fetch-pictures.ts';
import { reportTake } from '#app/take/report-take.ts';
import { reportUsage } from '#app/usage/report-usage.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { Bell } from '#worker/bell.ts';
import type { JobHandler, JobOutcome } from '#worker/drain-outbox.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { objectEffects } from './entry-effects.ts';

/** What each topic of the outbox is done by. */
export function exchangeJobs(tools: ExchangeTools, bell: Bell): JobHandler {
  const fetch = fetchJobs(tools);
  return async (job, to) => {
    if (isFetch(job)) return fetch(job, to);
    switch (job.topic) {
      case 'item-killed':
        await killFromWire(tools, to, job.payload.itemId);
        return 'done';
      case 'item-admitted':
        await tools.transact(to.agency.id, (stores) => followSource(stores, job.payload.itemId, to.at));
        await offerItem(tools, to, job.payload.itemId);
        await followStop(tools, to, job.payload.itemId);
        return 'done';
      case 'agreement-changed':
        await logStandings(tools, to.agency, to.at);
        await offerStanding(tools, to);
        await tools.transact(to.agency.id, ({ outbox }) =>
          outbox.bringForward(['fetch-object', 'fetch-pictures'], to.at),
        );
        return 'done';
      case 'taken':
        await reportTake(tools, to, job.payload.takeId);
        return 'done';
      case 'usage-report':
        await reportUsage(tools, to, job.payload.publicationId);
        return 'done';
      case 'receipt':
        await sendReceiptOf(tools, to, job.payload.noticeId);
        return 'done';
      case 'hint':
        // Another process may have written, the command line for one: partners' long polls wait for this bell.
        bell.ring(`channel ${job.payload.ch}`);
        return hint(tools, to, job.payload.ch);
    }
  };
}

/** What is got from a partner, by digest. */
export type FetchJob = Extract<Job, { readonly topic: (typeof FETCHES)[number] }>;
export const FETCHES = ['fetch-object', 'fetch-pictures', 'fetch-paper'] as const;

export function isFetch(job: Job): job is FetchJob {
  return FETCHES.some((topic) => topic === job.topic);
}

export function fetchJobs(
  tools: ExchangeTools,
): (job: FetchJob, to: { readonly agency: Agency; readonly at: Instant }) => Promise<JobOutcome> {
  const effects = objectEffects(tools);
  return async (job, to) => {
    switch (job.topic) {
      case 'fetch-object':
        return outcomeOf(await fetchObject({ ...tools, effects, isMoot, at: to.at }, to.agency, job.payload));
      case 'fetch-pictures':
        return outcomeOf(await fetchPictures(tools, to, job.payload.itemId));
      case 'fetch-paper':
        return outcomeOf(await fetchPaper(tools, to, job.payload));
    }
  };
}

/** A hint says how far the channel has grown; it is done when the partner took it, or reads that far by itself. */
async function hint(
  tools: ExchangeTools,
  { agency }: { readonly agency: Agency; readonly at: Instant },
  ch: string,
): Promise<JobOutcome> {
  const link = await tools.transact(agency.id, async ({ channels, partners }) => {
    const channel = await channels.find(ch);
    const partner = channel && (await partners.find(channel.partnerDid));
    return channel && partner ? { channel, partner } : undefined;
  });
  if (!link || link.channel.partnerSeq >= link.channel.seq) return 'done';
  const { channel, partner } = link;
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const said = { v: 1, hints: [{ ch, epoch: channel.epoch, seq: channel.seq, urgent: false }] };
  return outcomeOf(await tools.partnerNode.hint(to, said));
}

type Failure = { readonly code: string; readonly problem?: string; readonly answer?: string };

/** What a partner does not show us, because it is gone or the agreement has ended, is a definite no. */
function outcomeOf(result: Result<unknown, Failure>): JobOutcome {
  if (result.ok) return 'done';
  const { code, problem, answer = '' } = result.error;
  const why = `${code} ${answer}`.trim().slice(0, 300);
  return problem === 'object-unknown' ? { refused: why } : { again: why };
}
