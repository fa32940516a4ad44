import type { Agency } from '#domain/newsroom/agency.ts';
import { endIn, firstToEnd } from '#domain/agreement/decide-archived.ts';
import { askToKeepArchived } from '#domain/agreement/page-requests.ts';
import { asPicture, gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { readerOf, sayReasons } from '#app/agreement/say-may.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import type { ArchivedCopy, Placement } from '#ports/destination-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

/** So long before a right ends its copies are called back, so that they are out when it does. */
const LEAD_SECONDS = 300;
/** People need a day to take out by hand what they put there. */
const BY_HAND_LEAD_SECONDS = 86_400;
/** So long nobody asks again about a copy whose right does not end sooner. */
const ASKED_EVERY_SECONDS = 3600;

export type Keeping = { readonly agency: Agency; readonly at: Instant };

/** A copy as a whole: its text and the pictures that go with it. */
export type Kept = {
  readonly permitted: boolean;
  readonly endsAt?: Instant;
  readonly because: ArchivedCopy['because'];
};

/** May a copy with these pictures be kept in an archive, until when, and why? */
export function judgeKept(context: UseContext, { agency, at }: Keeping, pictures: readonly string[]): Kept {
  const request = askToKeepArchived(agency);
  const decision = firstToEnd([
    judgeUse(context, request, at),
    ...pictures.map((guid) => judgeUse(asPicture(context, guid), request, at)),
  ]);
  const { at: endsAt } = endIn(decision);
  return {
    permitted: decision.permitted,
    because: sayReasons(decision, readerOf(context, agency)),
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

/** What is asked about: the item, the pictures that went along, and how the copy came there. */
type AskedCopy = Pick<Placement, 'itemId' | 'remote'> & { readonly pictures: readonly string[] };

type KeepStores = { readonly items: ItemReader; readonly useState: UseStateReader };

/**
 * What the agreements say now of keeping a partner's story in an archive of ours, as its newest version is, which also brings its own
 * words along; and when that is to be asked again. Undefined of a story of our own, which stays as long as we like.
 */
export async function archivedNow(
  { items, useState }: KeepStores,
  { agency, at }: Keeping,
  { itemId, pictures, remote }: AskedCopy,
): Promise<ArchivedCopy | undefined> {
  const item = await items.find(itemId);
  const version = item && (await items.version(itemId, item.latestVersion));
  if (item?.origin !== 'partner' || !version) return undefined;
  // Asked of the moment by which it would be out, so that it never stays longer than it may.
  const keptIn = async (seconds: number): Promise<Kept> => {
    const outAt = plusSeconds(at, seconds);
    const subject = { item, version: version.content, actor: agency.did, at: outAt };
    return judgeKept(await gatherUse(useState, subject), { agency, at: outAt }, pictures);
  };
  const lead = remote?.hand ? BY_HAND_LEAD_SECONDS : LEAD_SECONDS;
  const soon = await keptIn(LEAD_SECONDS);
  const kept = lead > LEAD_SECONDS && soon.permitted ? await keptIn(lead) : soon;
  return {
    pictures,
    isOver: !kept.permitted,
    because: kept.because,
    askedNextAt: kept.permitted ? nextAsked(at, lead, kept.endsAt) : at,
  };
}

function nextAsked(at: Instant, lead: number, endsAt: Instant | undefined): Instant {
  const usually = plusSeconds(at, ASKED_EVERY_SECONDS);
  const inTime = endsAt === undefined ? usually : plusSeconds(endsAt, -lead);
  const soonest = plusSeconds(at, 1); // At its very last moment it may stay still, and is not asked about in a circle.
  if (inTime >= usually) return usually;
  return inTime < soonest ? soonest : inTime;
}

/**
 * Of what has come into an archive, with these pictures, what is agreed about keeping it; undefined of anything else. A correction may
 * leave pictures of the copy before it lying there.
 */
export async function archivedAs(
  stores: KeepStores,
  keeping: Keeping,
  copies: { readonly settled: Placement; readonly before?: Placement | undefined },
  going: readonly { readonly guid: string }[],
): Promise<ArchivedCopy | undefined> {
  const { settled, before } = copies;
  if (settled.stands !== 'published' || settled.shown?.channel !== ARCHIVE) return undefined;
  const lying = before?.stands === 'published' ? (before.archived?.pictures ?? []) : [];
  const pictures = [...new Set([...lying, ...going.map(({ guid }) => guid)])];
  return archivedNow(stores, keeping, { ...settled, pictures });
}
