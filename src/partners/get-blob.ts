import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { BlobParts } from '#ports/blob-store.ts';
import type { FetchResponse } from '#ports/fetch.ts';
import type { PartnerAddress, PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { Hash } from '#ports/world.ts';

export type GetBlobNeeds = {
  readonly hash: Hash;
  /** Without them a blob that broke off begins anew. */
  readonly parts?: BlobParts;
  /** Asks for what follows so many bytes. */
  readonly ask: (from: number) => Promise<Result<FetchResponse, BrokenOff>>;
};

/** A refusal with what had come of the answer. */
export type BrokenOff = PartnerRefusal & { readonly part?: FetchResponse };

const UNSATISFIABLE = 416;

/**
 * Gets a blob, from where the last attempt broke off. Only the digest of the whole says that its parts belong together: where
 * they do not, all is dropped, and the next attempt begins anew.
 */
export async function getBlob(
  needs: GetBlobNeeds,
  to: PartnerAddress,
  digest: Digest,
): ReturnType<PartnerNode['blob']> {
  const kept = keptOf(needs.parts, to, digest);
  const have = await kept.have();
  const answer = await needs.ask(have);
  if (!answer.ok && answer.error.status === UNSATISFIABLE && have > 0)
    return joined(needs.hash, kept, { digest, have, last: NOTHING_MORE });
  const came = answer.ok ? answer.value : answer.error.part;
  const place = came && placeOf(came, have);
  if (!place) return refusedWhole(kept, answer);
  if (!answer.ok || !place.isLast) {
    await kept.add(place.at, came.body);
    return refuse(brokenOff(answer, Math.max(0, place.at + came.body.length - have)));
  }
  if (place.at > 0) return joined(needs.hash, kept, { digest, have, last: came });
  if (have > 0) await kept.drop();
  return accept({ bytes: came.body, mediaType: typeOf(came) });
}

/** What is kept of one blob from one partner. */
type Kept = {
  have(): Promise<number>;
  find(): Promise<Uint8Array>;
  add(at: number, bytes: Uint8Array): Promise<void>;
  drop(): Promise<void>;
};

function keptOf(
  parts: BlobParts | undefined,
  { agencyId, partnerDid }: PartnerAddress,
  digest: Digest,
): Kept {
  return {
    have: async () => (await parts?.have(agencyId, partnerDid, digest)) ?? 0,
    find: async () => (await parts?.find(agencyId, partnerDid, digest)) ?? new Uint8Array(),
    add: async (at, bytes) => parts?.add(agencyId, partnerDid, { digest, at, bytes }),
    drop: async () => parts?.drop(agencyId, partnerDid, digest),
  };
}

async function joined(
  hash: Hash,
  kept: Kept,
  { digest, have, last }: { readonly digest: Digest; readonly have: number; readonly last: FetchResponse },
): ReturnType<PartnerNode['blob']> {
  const begun = await kept.find();
  await kept.drop();
  const bytes = concat(begun.subarray(0, have), last.body);
  return hash.sha256(bytes) === digest
    ? accept({ bytes, mediaType: typeOf(last) })
    : refuse(invalid('the parts are not what the name says'));
}

async function refusedWhole(
  kept: Kept,
  answer: Result<FetchResponse, BrokenOff>,
): Promise<Result<never, PartnerRefusal>> {
  if (answer.ok || answer.error.problem === 'object-unknown') await kept.drop();
  return refuse(answer.ok ? invalid('another part than the one asked for') : answer.error);
}

function typeOf({ headers }: FetchResponse): string {
  return headers['content-type'] ?? 'application/octet-stream';
}

const NOTHING_MORE: FetchResponse = { status: 206, headers: {}, body: new Uint8Array(), url: '' };

type Place = { readonly at: number; readonly isLast: boolean };

/** Where in the blob these bytes stand; undefined: nowhere that they could be kept. */
function placeOf(came: FetchResponse, have: number): Place | undefined {
  if (came.status === 200) return { at: 0, isLast: true };
  const [, from, until, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(came.headers['content-range'] ?? '') ?? [];
  if (came.status !== 206 || Number(from) !== have) return undefined;
  return { at: have, isLast: Number(until) + 1 === Number(size) };
}

function brokenOff(answer: Result<FetchResponse, BrokenOff>, came: number): PartnerRefusal {
  if (answer.ok) return { code: 'partner-unreachable', answer: 'gave a part and no more', came };
  const { part: _, ...refusal } = answer.error;
  return { ...refusal, came };
}

function invalid(answer: string): PartnerRefusal {
  return { code: 'partner-answer-invalid', answer };
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
