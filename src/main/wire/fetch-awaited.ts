import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import { FETCHES, fetchJobs, isFetch, type FetchJob } from './fetch-jobs.ts';
import type { ExchangeTools } from './exchange-tools.ts';

type To = { readonly agency: Agency; readonly partner: Partner; readonly at: Instant };

/** What a partner has brought beside its entries, by digest. */
export type Brought = (part: 'objects' | 'blobs', digest: Digest) => Promise<Uint8Array | undefined>;

/** Does the jobs that wait for something of this partner with what it has brought; gives how many that were. */
export async function fetchAwaited(tools: ExchangeTools, to: To, brought: Brought): Promise<number> {
  const { agency, partner, at } = to;
  const fetch = fetchJobs(broughtTools(tools, partner.did, brought));
  let fetched = 0;
  for await (const { id, job } of awaitedFrom(tools, to)) {
    if ((await fetch(job, { agency, at })) !== 'done') continue;
    await tools.transact(agency.id, ({ outbox }) => outbox.finish(id, at));
    fetched += 1;
  }
  return fetched;
}

const JOBS_AT_ONCE = 500;

/** What is waited for and may be this partner's. */
export async function* awaitedFrom(
  tools: ExchangeTools,
  { agency, partner }: To,
): AsyncGenerator<{ readonly id: number; readonly job: FetchJob }> {
  const ch = channelIdOf(partner.did, agency.did, tools.hash.sha256);
  const after = (id: number) =>
    tools.transact(agency.id, ({ outbox }) => outbox.waiting(FETCHES, id, JOBS_AT_ONCE));
  for (let jobs = await after(0); jobs.length > 0; jobs = await after(jobs.at(-1)?.id ?? 0))
    for (const { id, job } of jobs) if (isFetch(job) && isOf(job, partner.did, ch)) yield { id, job };
}

function isOf(job: FetchJob, partnerDid: string, ch: string): boolean {
  if (job.topic === 'fetch-object') return job.payload.ch === ch;
  return job.topic === 'fetch-pictures' || job.payload.partnerDid === partnerDid;
}

/** The same tools with what was brought in the place of the partner's node, which is asked for nothing. */
export function broughtTools(tools: ExchangeTools, partnerDid: string, brought: Brought): ExchangeTools {
  const missing: PartnerRefusal = { code: 'partner-refused', problem: 'object-unknown', answer: 'not here' };
  const find = async (part: 'objects' | 'blobs', asked: string, digestText: string) => {
    const digest = parseDigest(digestText);
    return asked === partnerDid && digest ? brought(part, digest) : undefined;
  };
  const partnerNode: PartnerNode = {
    ...tools.partnerNode,
    async object({ partnerDid: asked }, digest) {
      const bytes = await find('objects', asked, digest);
      return bytes ? accept(bytes) : refuse(missing);
    },
    async blob({ partnerDid: asked }, digest) {
      const bytes = await find('blobs', asked, digest);
      return bytes ? accept({ bytes, mediaType: 'application/octet-stream' }) : refuse(missing);
    },
  };
  return { ...tools, partnerNode };
}
