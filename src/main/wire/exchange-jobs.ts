import { logStandings } from '#app/agreement/log-standings.ts';
import { killFromWire } from '#app/correction/kill-story.ts';
import { sendReceiptOf } from '#app/correction/send-receipt.ts';
import { sortAnew } from '#app/item/sort-anew.ts';
import { followStop } from '#app/correction/withhold-story.ts';
import { offerItem } from '#app/offer/offer-item.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { followSource } from '#app/publication/follow-source.ts';
import { reportTake } from '#app/take/report-take.ts';
import { reportUsage } from '#app/usage/report-usage.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { Bell } from '#worker/bell.ts';
import type { JobHandler, JobOutcome } from '#worker/drain-outbox.ts';
import { deposit } from './bring-deposit.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { fetchJobs, isFetch, outcomeOf } from './fetch-jobs.ts';
import { isForSystem, reachSystem } from './system-jobs.ts';

/** What each topic of the outbox is done by. */
export function exchangeJobs(tools: ExchangeTools, bell: Bell): JobHandler {
  const fetch = fetchJobs(tools);
  return async (job, to) => {
    if (isFetch(job)) return fetch(job, to);
    if (isForSystem(job)) return (await isHeld(tools, job)) ? RESTORED : reachSystem(tools.systems, to, job);
    switch (job.topic) {
      case 'item-killed':
        await killFromWire(tools, to, job.payload.itemId);
        return 'done';
      case 'item-admitted':
        await tools.transact(to.agency.id, async (stores) => {
          await followSource(stores, job.payload.itemId, to.at);
          await stores.placements.askArchivedAnew(to.at, job.payload.itemId);
        });
        await offerItem(tools, to, job.payload.itemId);
        await followStop(tools, to, job.payload.itemId);
        return 'done';
      case 'agreement-changed':
        await logStandings(tools, to.agency, to.at);
        await offerStanding(tools, to);
        await tools.transact(to.agency.id, async ({ outbox, placements }) => {
          await outbox.bringForward(['fetch-object', 'fetch-pictures'], to.at);
          await placements.askArchivedAnew(to.at);
        });
        return 'done';
      case 'topics-changed':
        await sortAnew(tools, to, job.payload.after);
        return 'done';
      case 'taken':
        await reportTake(tools, to, job.payload.takeId);
        return 'done';
      case 'usage-report':
        await reportUsage(tools, to, job.payload);
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

const RESTORED = { again: 'restored' } as const;

/** What was withdrawn since a backup may not be known again yet (I28). */
async function isHeld({ restoration }: ExchangeTools, { topic }: Job): Promise<boolean> {
  return topic === 'deliver' && (await restoration?.read())?.heldSince !== undefined;
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
  if (tools.deposits) return outcomeOf(await deposit(tools, { agency, partner }));
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const said = { v: 1, hints: [{ ch, epoch: channel.epoch, seq: channel.seq, urgent: false }] };
  return outcomeOf(await tools.partnerNode.hint(to, said));
}
