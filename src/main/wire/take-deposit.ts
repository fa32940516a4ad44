import { awaitedPictures } from '#app/take/fetch-pictures.ts';
import type { Caller } from '#app/channel/serve-channel.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Position } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { BlobPart } from '#ports/blob-store.ts';
import type { Deposit, Deposited } from '#ports/partner-node.ts';
import { entryEffects } from './entry-effects.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { awaitedFrom, fetchAwaited } from './fetch-awaited.ts';
import type { FetchJob } from './fetch-jobs.ts';
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

/** Objects that we wait for from this partner, by digest, and behind them pictures and papers. */
async function wantedOf(
  tools: ExchangeTools,
  to: Parameters<typeof awaitedFrom>[1],
): Promise<readonly string[]> {
  const objects = new Set<string>();
  const blobs = new Set<string>();
  for await (const { job } of awaitedFrom(tools, to)) {
    if (blobs.size < MOST_WANTED) for (const digest of await blobsOf(tools, to, job)) blobs.add(digest);
    if (job.topic !== 'fetch-object') continue;
    const { ch, epoch, seq } = job.payload;
    const entry = await tools.transact(to.agency.id, ({ channels }) => channels.entryAt(ch, epoch, seq));
    if (entry?.objectDigest) objects.add(entry.objectDigest);
    if (objects.size === MOST_WANTED) break;
  }
  return [...objects, ...blobs].slice(0, MOST_WANTED);
}

async function blobsOf(
  tools: ExchangeTools,
  { agency, partner: { did } }: Parameters<typeof awaitedFrom>[1],
  job: FetchJob,
): Promise<readonly string[]> {
  if (job.topic === 'fetch-paper') return [job.payload.digest];
  if (job.topic === 'fetch-object') return [];
  const { itemId } = job.payload;
  return tools.transact(agency.id, (stores) => awaitedPictures(stores, did, itemId));
}

/**
 * Takes a part of a blob that we wait for from the one who brings it; with the last one it is kept as if it had been fetched. Of
 * what nobody here waits for nothing is taken, whatever it is.
 */
export async function takeBlobPart(
  tools: ExchangeTools,
  { agency, partnerDid }: Caller,
  part: BlobPart,
): Promise<Result<{ readonly have: number }, { readonly code: 'object-unknown' }>> {
  const partner = await tools.transact(agency.id, ({ partners }) => partners.find(partnerDid));
  const to = partner?.state === 'pinned' && { agency, partner, at: tools.clock.now() };
  if (!to || !(await isAwaited(tools, to, part.digest))) return refuse({ code: 'object-unknown' });
  const have = await tools.files.bring(agency.id, partnerDid, part);
  if (have === part.size)
    await fetchAwaited(tools, to, async (kind, digest) =>
      kind === 'blobs' && digest === part.digest ? tools.files.read(agency.id, digest) : undefined,
    );
  return accept({ have });
}

async function isAwaited(
  tools: ExchangeTools,
  to: Parameters<typeof awaitedFrom>[1],
  digest: string,
): Promise<boolean> {
  for await (const { job } of awaitedFrom(tools, to))
    if ((await blobsOf(tools, to, job)).includes(digest)) return true;
  return false;
}
