import { sql, type Kysely } from 'kysely';
import type { WirePage, WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { productsInForce } from '../search-shares.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { arrivedIn, readArrivals } from './arrivals.ts';
import { searchStories } from './search.ts';
import { readLines } from './story-lines.ts';
import { and, filterConditions, fromCondition, isVisible, type Condition } from './visible.ts';
import { readFacets } from './wire-facets.ts';

/** The wire: what an agency may see now, newest or best match first. */
export function wireReads(db: Kysely<Database>): WireReads {
  const transact = transactWith(db, (transaction) => transaction);
  return {
    list: (agencyId, question) => transact(agencyId, (transaction) => readPage(transaction, question)),
    arrivals: (agencyId, question) =>
      transact(agencyId, (transaction) => readArrivals(transaction, question)),
  };
}

async function readPage(transaction: AgencyTransaction, question: WireQuestion): Promise<WirePage> {
  const products = await productsInForce(transaction, question.at);
  const base = [isVisible(products), ...fromCondition(question.from), ...arrivedIn(question.hour)];
  const cards = await readAgencyCards(transaction);
  const sought = question.terms && (await searchPage(transaction, question, base));
  const page = sought ?? (await newestPage(transaction, question, base));
  const stories = await readLines(transaction, { ids: page.ids, at: question.at, cards });
  const { facets, total } =
    question.after === undefined
      ? await readFacets(transaction, { question, base, cards, found: page.found })
      : NOT_COUNTED;
  return { stories, facets, total, ...(page.next === undefined ? {} : { next: page.next }) };
}

/** Who reads on has the counts of the first page. */
const NOT_COUNTED = { facets: { language: [], topic: [], newsType: [], partner: [] }, total: 0 };

/** `found`: the ids a search found, on all pages. */
type Page = { readonly ids: readonly string[]; readonly next?: string; readonly found?: readonly string[] };

async function searchPage(
  transaction: AgencyTransaction,
  question: WireQuestion,
  base: readonly Condition[],
): Promise<Page | undefined> {
  const terms = question.terms ?? { readings: [], all: [] };
  const found = await searchStories(transaction, terms, [...base, ...filterConditions(question)]);
  if (!found) return undefined;
  const start = /^\d{1,4}$/.test(question.after ?? '') ? Number(question.after) : 0;
  const end = start + question.limit;
  return { ids: found.slice(start, end), found, ...(end < found.length ? { next: String(end) } : {}) };
}

async function newestPage(
  { trx }: AgencyTransaction,
  question: WireQuestion,
  base: readonly Condition[],
): Promise<Page> {
  const after = readCursor(question.after);
  const earlier = after
    ? [sql<boolean>`(i.updated_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]
    : [];
  const { rows } = await sql<{ id: string; updated_at: string }>`
    select i.id, i.updated_at from item i join item_search s on s.item_id = i.id
    where ${and([...base, ...filterConditions(question), ...earlier])}
    order by i.updated_at desc, i.id desc limit ${question.limit + 1}`.execute(trx);
  const shown = rows.slice(0, question.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > question.limit && last !== undefined;
  return {
    ids: shown.map(({ id }) => id),
    ...(hasMore ? { next: `${last.updated_at}~${last.id}` } : {}),
  };
}

function readCursor(text: string | undefined): { readonly at: string; readonly id: string } | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(text ?? '');
  const [, at, id] = parts ?? [];
  return at !== undefined && id !== undefined ? { at, id } : undefined;
}
