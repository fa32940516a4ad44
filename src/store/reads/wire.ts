import { sql, type Kysely } from 'kysely';
import { foldLines } from '#domain/chain/fold-lines.ts';
import { fuseRanks } from '#domain/search/near.ts';
import type { SearchTerms } from '#domain/search/question.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import type { FoundBy, WireCandidates, WirePage, WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { nearestStories } from '../story-vectors.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { arrivedIn, readArrivals } from './arrivals.ts';
import { searchStories, type Ranked, type SearchFound } from './search.ts';
import { readInSight, type Visible } from './sight-of.ts';
import { hasNotRun, leadsItsGroup, readGroups } from './story-groups.ts';
import { readLines } from './story-lines.ts';
import { traitsAsked } from './story-traits.ts';
import {
  and,
  filterConditions,
  asideCondition,
  canBeRead,
  fromCondition,
  isVisible,
  wordConditions,
  type Condition,
} from './visible.ts';
import { countStories, readFacets } from './wire-facets.ts';
import { readNames } from './wire-names.ts';
import { readTexts } from './wire-texts.ts';

/** The wire: what an agency may see now, newest or best match first. */
export function wireReads(db: Kysely<Database>, visible: Visible = isVisible): WireReads {
  const transact = transactWith(db, (transaction) => transaction);
  const inSightOf = readInSight(db, visible);
  return {
    list: (agencyId, question) =>
      inSightOf(agencyId, question.at, (transaction, isSeen) => readPage(transaction, question, isSeen)),
    count: (agencyId, question) =>
      inSightOf(agencyId, question.at, (transaction, isSeen) => countPage(transaction, question, isSeen)),
    candidates: (agencyId, question) =>
      inSightOf(agencyId, question.at, (transaction, isSeen) =>
        readCandidates(transaction, question, isSeen),
      ),
    texts: (agencyId, { ids, at }) =>
      inSightOf(agencyId, at, (transaction, isSeen) => readTexts(transaction, { ids, isSeen })),
    names: (agencyId) => transact(agencyId, readNames),
    arrivals: (agencyId, question) =>
      inSightOf(agencyId, question.at, (transaction, isSeen) => readArrivals(transaction, question, isSeen)),
  };
}

async function readPage(
  transaction: AgencyTransaction,
  question: WireQuestion,
  isSeen: Condition,
): Promise<WirePage> {
  const base = baseOf(question, isSeen);
  const cards = await readAgencyCards(transaction);
  const found = await search(transaction, question, base);
  const page = found
    ? await pageOf(transaction, question, { found, isSeen })
    : await newestPage(transaction, question, { base, isSeen });
  const stories = await readLines(transaction, { ids: page.ids, at: question.at, cards });
  const groups = page.groups ?? (await readGroups(transaction, page.ids, isSeen));
  const ids = found?.ranked.map(({ id }) => id);
  const counted =
    question.after === undefined && question.counts !== 'no'
      ? await readFacets(transaction, { question, base, cards, found: ids })
      : NOT_COUNTED;
  const isPart = found?.isPart ?? counted.isPart;
  const lines = stories.map((line) => {
    const foundBy = found?.beside.get(line.id);
    return { ...line, ...roadsOf(groups.get(line.id)), ...(foundBy ? { foundBy } : {}) };
  });
  return { ...counted, stories: lines, isPart, ...(page.next === undefined ? {} : { next: page.next }) };
}

async function countPage(
  transaction: AgencyTransaction,
  question: WireQuestion,
  isSeen: Condition,
): Promise<number> {
  const base = baseOf(question, isSeen);
  const found = await search(transaction, question, base);
  return found ? found.ranked.length : countStories(transaction, { question, base });
}

/** Who reads on has the counts of the first page, and who wants none is not kept waiting for them. */
const NOT_COUNTED = {
  facets: { language: [], topic: [], newsType: [], partner: [], state: [], taken: [], published: [] },
  total: 0,
  isPart: false,
};

function roadsOf(group: readonly string[] = []): Pick<WirePage['stories'][number], 'roads'> {
  return group.length > 1 ? { roads: group.length - 1 } : {};
}

/** What every line, count and candidate is among. */
function baseOf(question: WireQuestion, isSeen: Condition): readonly Condition[] {
  const pinned = isBest(question) ? readBest(question.after)?.pin : undefined;
  return [
    isSeen,
    ...fromCondition(question.from),
    ...arrivedIn(question.hour),
    ...(question.hide === 'ran' ? [hasNotRun(isSeen)] : []),
    ...asideCondition(question.aside),
    ...wordConditions(question),
    ...(pinned ? [sql<boolean>`i.arrived_at <= ${pinned}::timestamptz`] : []),
  ];
}

async function search(
  transaction: AgencyTransaction,
  question: WireQuestion,
  base: readonly Condition[],
): Promise<Searched | undefined> {
  const { terms } = question;
  if (!terms || terms.readings.length === 0) return undefined;
  const conditions = [...base, ...filterConditions(question)];
  const traits = traitsAsked(question);
  const found = await searchStories(transaction, terms, { conditions, traits });
  const others = await searchBeside(transaction, { question, terms, conditions });
  const all = others.size === 0 ? found : fusedWith(found, [...others.values()]);
  return all && { ...all, orders: [...others.keys()].join(''), beside: besideWords(found, others) };
}

/**
 * `orders`: what the order was made of beside the words. Scores of different orders cannot be compared. `beside`: what alone led to
 * stories that the words did not find.
 */
type Searched = SearchFound & { readonly orders: string; readonly beside: ReadonlyMap<string, FoundBy> };
/** Translations by machine, and what lies near. */
type Order = 'm' | 'n';
const FOUND_BY: Readonly<Record<Order, FoundBy>> = { m: 'machine-translation', n: 'nearness' };

function besideWords(
  found: SearchFound | undefined,
  others: ReadonlyMap<Order, readonly Found[]>,
): ReadonlyMap<string, FoundBy> {
  const byWords = new Set(found?.ranked.map(({ id }) => id));
  const beside = new Map<string, FoundBy>();
  for (const [order, list] of others)
    for (const { id } of list) if (!byWords.has(id) && !beside.has(id)) beside.set(id, FOUND_BY[order]);
  return beside;
}

/** What is searched beside the words; a page that was made without one of them goes on without it. */
async function searchBeside(
  transaction: AgencyTransaction,
  {
    question,
    terms,
    conditions,
  }: {
    readonly question: WireQuestion;
    readonly terms: SearchTerms;
    readonly conditions: readonly Condition[];
  },
): Promise<ReadonlyMap<Order, readonly Found[]>> {
  const { near, readsMachine = false, after } = question;
  const orders = readBest(after)?.orders ?? 'mn';
  const beside = new Map<Order, readonly Found[]>();
  if (readsMachine && orders.includes('m')) {
    const readable = [...conditions, canBeRead];
    const found = await searchStories(transaction, terms, {
      conditions: readable,
      traits: [],
      in: 'machine texts',
    });
    if (found) beside.set('m', found.ranked);
  }
  if (near && orders.includes('n')) beside.set('n', await nearestStories(transaction, near, conditions));
  return beside;
}

type Found = Pick<Ranked, 'id' | 'updatedAt'>;

/** What words found, what they found in translations by machine, and what lies near, in one order. */
function fusedWith(found: SearchFound | undefined, others: readonly (readonly Found[])[]): SearchFound {
  const { ranked, isPart } = found ?? { ranked: [], isPart: false };
  const lists: readonly (readonly Found[])[] = [ranked, ...others];
  const known = new Map(lists.flat().map((one) => [one.id, one.updatedAt]));
  // A story may be translated into several languages.
  const fused = fuseRanks(lists.map((list) => [...new Set(list.map(({ id }) => id))]));
  return {
    isPart,
    ranked: fused.flatMap(({ id, score }): Ranked[] => {
      const updatedAt = known.get(id);
      return updatedAt === undefined ? [] : [{ id, score, updatedAt }];
    }),
  };
}

/** Without words to rank by, so many of the newest are looked at. */
const MOST_LOOKED_AT = 2000;

async function readCandidates(
  transaction: AgencyTransaction,
  question: WireQuestion,
  isSeen: Condition,
): Promise<WireCandidates> {
  const { after: _page, ...whole } = question;
  const base = baseOf(whole, isSeen);
  const found = await search(transaction, question, base);
  if (found) return { ids: found.ranked.map(({ id }) => id), isPart: found.isPart };
  const rows = await newest(transaction, [...base, ...filterConditions(question)], MOST_LOOKED_AT + 1);
  const ids = rows.slice(0, MOST_LOOKED_AT).map(({ id }) => id);
  return { ids, isPart: rows.length > MOST_LOOKED_AT };
}

/** `groups`: those of all that was found, where they were asked for. */
type Page = { readonly ids: readonly string[]; readonly groups?: Groups; readonly next?: string };
type Groups = Awaited<ReturnType<typeof readGroups>>;

function isBest({ terms, sort }: WireQuestion): boolean {
  return sort !== 'newest' && (terms?.readings.length ?? 0) > 0;
}

function isNewer(one: Place, other: Place): boolean {
  return one.updatedAt > other.updatedAt || (one.updatedAt === other.updatedAt && one.id > other.id);
}

/** One page of what was found. A page goes on after the last story of the one before, not after so many. */
async function pageOf(
  transaction: AgencyTransaction,
  question: WireQuestion,
  { found, isSeen }: { readonly found: Searched; readonly isSeen: Condition },
): Promise<Page> {
  const best = isBest(question);
  const ranked = best ? found.ranked : found.ranked.toSorted((a, b) => (isNewer(a, b) ? -1 : 1));
  const ids = ranked.map(({ id }) => id);
  const groups = await readGroups(transaction, ids, isSeen);
  const lines = foldLines(ranked, groups);
  const after = best ? goesOn(readBest(question.after), found) : readCursor(question.after);
  const start = after ? lines.findIndex(({ first }) => comesAfter(first, after)) : 0;
  const shown = start === -1 ? [] : lines.slice(start, start + question.limit);
  const last = shown.at(-1)?.first;
  const page = { ids: shown.map(({ id }) => id), groups };
  if (!last || start + question.limit >= lines.length) return page;
  const pin = (best ? readBest(question.after)?.pin : undefined) ?? question.at;
  const next = best ? `${pin}~${found.orders}~${last.score}~${cursorOf(last)}` : cursorOf(last);
  return { ...page, next };
}

/** What the page before was made with may be away now: then the order is another one, and begins anew, so that nothing is passed over. */
function goesOn(after: BestPlace | undefined, { orders }: Searched): BestPlace | undefined {
  return after?.orders === orders ? after : undefined;
}

function comesAfter(one: Ranked, after: Place | BestPlace): boolean {
  if ('score' in after && one.score !== after.score) return one.score < after.score;
  return isNewer(after, one);
}

async function newestPage(
  transaction: AgencyTransaction,
  question: WireQuestion,
  { base, isSeen }: { readonly base: readonly Condition[]; readonly isSeen: Condition },
): Promise<Page> {
  const after = readCursor(question.after);
  const earlier = after
    ? [sql<boolean>`(s.updated_at, s.item_id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`]
    : [];
  const matching = [...base, ...filterConditions(question)];
  const conditions = [...matching, ...earlier, leadsItsGroup(isSeen, matching)];
  const rows = await newest(transaction, conditions, question.limit + 1);
  const shown = rows.slice(0, question.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > question.limit && last !== undefined;
  return { ids: shown.map(({ id }) => id), ...(hasMore ? { next: cursorOf(last) } : {}) };
}

/** By the index of what is seen, which tells it without a look at the stories that are not. */
async function newest(
  { trx }: AgencyTransaction,
  conditions: readonly Condition[],
  limit: number,
): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`/* prepare newest_stories */
    select i.id, i.updated_at as "updatedAt" from item_search s join item i on i.id = s.item_id
    where ${and(conditions)} order by s.updated_at desc, s.item_id desc limit ${limit}`.execute(trx);
  return rows;
}

/** Where a page ended. */
type Place = { readonly updatedAt: Instant; readonly id: string };
/** Of those that match best also the score, and when the first page was read: what came since is on none of the others. */
type BestPlace = Place & { readonly score: number; readonly pin: Instant; readonly orders: string };

function cursorOf({ updatedAt, id }: Place): string {
  return `${updatedAt}~${id}`;
}

function readCursor(text: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{4}-[\d:.T-]{18}Z)~([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  const updatedAt = parseInstant(at ?? '');
  return updatedAt !== undefined && id !== undefined ? { updatedAt, id } : undefined;
}

function readBest(text: string | undefined): BestPlace | undefined {
  const [, at, orders = '', score, place] =
    /^(\d{4}-[\d:.T-]{18}Z)~(m?n?)~([\d.e+-]{1,30})~(.+)$/.exec(text ?? '') ?? [];
  const [pin, after] = [parseInstant(at ?? ''), readCursor(place)];
  return pin !== undefined && after ? { ...after, pin, orders, score: Number(score) } : undefined;
}
