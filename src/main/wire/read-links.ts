import type { EntryEffects } from '#app/channel/entry-effect.ts';
import { getTailBack, type TailEffects } from '#app/channel/get-tail-back.ts';
import { tailEffects } from '#app/correction/take-up-tail.ts';
import type { PageReceived } from '#app/channel/receive-page.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { AbortSignalLike } from '#ports/fetch.ts';
import type { Topic } from '#ports/outbox-store.ts';
import type { PartnerAddress, PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { Link } from '#worker/read-channels.ts';
import { deposit } from './bring-deposit.ts';
import { entryEffects } from './entry-effects.ts';
import type { ExchangeStores, ExchangeTools } from './exchange-tools.ts';
import { isForNow } from './is-for-now.ts';

const PAGE_LIMIT = 500;

/** Every pinned partner of every agency of this node, as it stands now. */
export async function listLinks(tools: ExchangeTools): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const agency of await tools.agencies.list()) {
    const partners = await tools.transact(agency.id, (stores) => stores.partners.list());
    links.push(...partners.filter(({ state }) => state === 'pinned').map((partner) => ({ agency, partner })));
  }
  return links;
}

/** A partner is back: what was put off because it was away is asked for now, and not after the pauses that have grown. */
export async function askAgain(tools: ExchangeTools, { agency }: Link): Promise<void> {
  await tools.transact(agency.id, ({ outbox }) => outbox.bringForward(ASKS_PARTNERS, tools.clock.now()));
}

const ASKS_PARTNERS: readonly Topic[] = ['fetch-object', 'fetch-pictures', 'fetch-paper', 'hint'];

/** What entries do here: a partner's, and our own that come back. */
export type Hearing = {
  readonly effects: EntryEffects<ExchangeStores>;
  readonly ofTail: TailEffects<ExchangeStores>;
};

export function hearingOf(tools: ExchangeTools): Hearing {
  return { effects: entryEffects(tools), ofTail: tailEffects(tools) };
}

/** How long the partner may let us wait, and what ends the wait before. */
export type Waiting = { readonly seconds: number; readonly signal?: AbortSignalLike };

/** Asks a partner for what is new, waiting there up to so many seconds, takes it in, and says how far we have come. */
export async function readOnce(
  tools: ExchangeTools,
  link: Link,
  waiting: Waiting,
  hear: Hearing = hearingOf(tools),
): Promise<Result<PageReceived, { readonly code: string }>> {
  const { agency } = link;
  const ch = channelIdOf(link.partner.did, agency.did, tools.hash.sha256);
  const now = await tools.transact(agency.id, async ({ channels, partners }) => ({
    partner: await partners.find(link.partner.did),
    channel: await channels.lock({ ch, direction: 'in', partnerDid: link.partner.did }),
  }));
  const { partner, channel } = now;
  if (partner?.state !== 'pinned') return refuse({ code: 'partner-gone' });
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  // First what we have lost ourselves: what they say now may be about it.
  const effects = hear.ofTail;
  const own = await getTailBack({ ...tools, effects }, { agency, partner, at: tools.clock.now() });
  if (!own.ok && isForNow(own.error)) return refuse({ code: own.error.code });
  await bring(tools, { agency, partner });
  const page = await askOnward(tools, to, channel, own.ok ? waiting : { seconds: 0 });
  if (!page.ok) {
    const code = codeOf(page.error);
    await tools.transact(agency.id, ({ channels }) => channels.recordError(ch, code));
    return refuse({ code });
  }
  const taken = await takeInPage(
    { ...tools, effects: hear.effects },
    { agency, partner, at: tools.clock.now() },
    page.value,
  );
  if (taken.ok && taken.value.added > 0) await tools.partnerNode.putCursor(to, cursorOf(taken.value.channel));
  // While our tail stays away there is nothing to wait for at the partner: it is asked again after a pause.
  return taken.ok && !own.ok ? accept({ ...taken.value, caughtUp: false }) : taken;
}

/** By a fresh head the partner knows that it misses nothing, though it cannot ask. Who is away is brought it the next time. */
async function bring(tools: ExchangeTools, link: Link): Promise<void> {
  if (tools.deposits) await deposit(tools, link);
}

function codeOf({ problem, code }: PartnerRefusal): string {
  return problem ?? code;
}

function cursorOf({ ch, epoch, seq, hash }: Channel): Parameters<PartnerNode['putCursor']>[1] {
  return { ch, epoch, seq, hash: hash ?? '' };
}

/** What follows in the channel, in the epoch that it is in: where the partner had to open a new one, its entry says so. */
async function askOnward(
  { partnerNode }: ExchangeTools,
  to: PartnerAddress,
  channel: Channel,
  { seconds, signal }: Waiting,
): ReturnType<PartnerNode['entries']> {
  const { ch, seq, headSeq, headSeenAt } = channel;
  const caughtUp = headSeenAt !== undefined && seq >= headSeq;
  const ask = (epoch: number, after: number) =>
    partnerNode.entries(
      to,
      { ch, epoch, after, limit: PAGE_LIMIT, waitSeconds: caughtUp ? seconds : 0 },
      signal,
    );
  const page = await ask(channel.epoch, seq);
  const { epoch = 0 } = page.ok ? {} : page.error;
  return epoch > channel.epoch ? ask(epoch, 0) : page;
}
