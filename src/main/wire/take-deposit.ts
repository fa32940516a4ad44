import type { Caller } from '#app/channel/serve-channel.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Position } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Deposit, Deposited } from '#ports/partner-node.ts';
import { entryEffects } from './entry-effects.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { awaitedFrom, fetchAwaited } from './fetch-awaited.ts';
import { byDigest, tailFirst } from './tail-first.ts';

type DepositRefusal = {
  readonly code: 'deposit-refused';
  readonly reason: string;
  readonly cursor: Deposited['cursor'];
  /** With `tail-first`: where our own channel to the writer stands, which has lost what follows. */
  readonly tail?: Position;
};

const MOST_WANTED = 100;

/**
 * Takes in a page that its writer brings, because nobody reaches its node, as if we had asked for it there; then what we
 * wait for, as far as it was brought too. Says how far we hold the channel now, and what we still wait for.
 */
export async function takeDeposit(
  tools: ExchangeTools,
  { agency, partnerDid }: Caller,
  { head, entries, objects, back }: Deposit,
): Promise<Result<Deposited, DepositRefusal | { readonly code: 'channel-unknown' }>> {
  const at = tools.clock.now();
  const ch = channelIdOf(partnerDid, agency.did, tools.hash.sha256);
  const partner = await tools.transact(agency.id, ({ partners }) => partners.find(partnerDid));
  if (partner?.state !== 'pinned') return refuse({ code: 'channel-unknown' });
  const to = { agency, partner, at };
  const texts = byDigest(tools, objects);
  const own = await tailFirst(tools, to, { back, texts });
  if (!own.ok) {
    const cursor = await cursorOf(tools, agency, ch);
    return refuse({ code: 'deposit-refused', reason: 'tail-first', cursor, tail: own.error.tail });
  }
  const page = { head, entries, more: false };
  const taken = await takeInPage({ ...tools, effects: entryEffects(tools) }, to, page);
  const cursor = await cursorOf(tools, agency, ch);
  if (!taken.ok) return refuse({ code: 'deposit-refused', reason: taken.error.code, cursor });
  const brought = async (part: 'objects' | 'blobs', digest: Digest) =>
    part === 'objects' ? texts.get(digest) : undefined;
  if (texts.size > 0) await fetchAwaited(tools, to, brought);
  return accept({ cursor, wanted: await wantedOf(tools, to) });
}

async function cursorOf(tools: ExchangeTools, { id }: Agency, ch: string): Promise<Deposited['cursor']> {
  const channel = await tools.transact(id, ({ channels }) => channels.find(ch));
  const { epoch = 1, seq = 0, hash = null } = channel ?? {};
  return { epoch, seq, hash };
}

/** Objects that we wait for from this partner, by digest. */
async function wantedOf(
  tools: ExchangeTools,
  to: Parameters<typeof awaitedFrom>[1],
): Promise<readonly string[]> {
  const wanted = new Set<string>();
  for await (const { job } of awaitedFrom(tools, to)) {
    if (job.topic !== 'fetch-object') continue;
    const { ch, epoch, seq } = job.payload;
    const entry = await tools.transact(to.agency.id, ({ channels }) => channels.entryAt(ch, epoch, seq));
    if (entry?.objectDigest) wanted.add(entry.objectDigest);
    if (wanted.size === MOST_WANTED) break;
  }
  return [...wanted];
}
