import { sql, type Kysely } from 'kysely';
import { foldLines } from '#domain/chain/fold-lines.ts';
import type { WirePage, WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { productsInForce } from '../search-shares.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { searchStories } from './search.ts';
import { hasNotRun, leadsItsGroup, readGroups } from './story-groups.ts';
import { readLines } from './story-lines.ts';
import { and, filterConditions, fromCondition, isVisible, type Condition } from './visible.ts';
import { readFacets } from './wire-facets.ts';

/** The wire: what an agency may see now, newest or best match first. */
export function wireReads(db: Kysely<Database>): WireReads {
  const transact = transactWith(db, (transaction) => transaction);
  return {
    list: (agencyId, question) => transact(agencyId, (transaction) => readPage(transaction, question)),
  };
}

async function readPage(transaction: AgencyTransaction, question: WireQuestion): Promise<WirePage> {
  const products = await productsInForce(transaction, question.at);
  const base = [
    isVisible(products),
    ...fromCondition(question.from),
    ...(question.hide === 'ran' ? [hasNotRun(products)] : []),
  ];
  const cards = await readAgencyCards(transaction);
  const sought = question.terms && (await searchPage(transaction, question, { base, products }));
  const page = sought ?? (await newestPage(transaction, question, { base, products }));
  const stories = await readLines(transaction, { ids: page.ids, at: question.at, cards });
  const groups = await readGroups(transaction, page.ids, products);
  const { facets, total } = await readFacets(transaction, { question, base, cards, found: page.found });
  const lines = stories.map((line) => ({ ...line, ...roadsOf(groups.get(line.id)) }));
  return { stories: lines, facets, total, ...(page.next === undefined ? {} : { next: page.next }) };
}

/** `found`: the ids a search found, on all pages. */
type Page = { readonly ids: readonly string[]; readonly next?: string; readonly found?: readonly string[] };

type Seen = { readonly base: readonly Condition[]; readonly products: readonly number[] };

function roadsOf(group: readonly string[] = []): Pick<WirePage['stories'][number], 'roads'> {
  return group.length > 1 ? { roads: group.length - 1 } : {};
}

async function searchPage(
  transaction: AgencyTransaction,
  question: WireQuestion,
  { base, products }: Seen,
): Promise<Page | undefined> {
  const terms = question.terms ?? { readings: [], all: [] };
  const found = await searchStories(transaction, terms, [...base, ...filterConditions(question)]);
  if (!found) return undefined;
  const start = /^\d{1,4}$/.test(question.after ?? '') ? Number(question.after) : 0;
  const end = start + question.limit;
  const lines = foldLines(found, await readGroups(transaction, found, products));
  return { ids: lines.slice(start, end), found, ...(end < lines.length ? { next: String(end) } : {}) };
}

async function newestPage(
  { trx }: AgencyTransaction,
  question: WireQuestion,
  { base, products }: Seen,
): Promise<Page> {
  const after = readCursor(question.after);
  const earlier = after
    ? [sql<boolean>`(i.updated_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]
    : [];
  const matching = [...base, ...filterConditions(question)];
  const { rows } = await sql<{ id: string; updated_at: string }>`
    select i.id, i.updated_at from item i join item_search s on s.item_id = i.id
    where ${and([...matching, ...earlier, leadsItsGroup(products, matching)])}
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
