import { sql, type RawBuilder } from 'kysely';
import type { Reading, SearchTerms } from '#domain/search/question.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { heldBy, planSearch, type LexemeShares } from './search-plan.ts';
import { readShares } from './search.ts';
import { hasNotRun } from './story-groups.ts';
import { and, filterConditions, fromCondition, wordConditions, type Condition } from './visible.ts';

type Asked = { readonly id: string; readonly question: WireQuestion };

/** Questions in one statement: planning it costs little more than planning a few, and one is not too long. */
const AT_ONCE = 100;

/**
 * Which of some stories each question finds, of those that may be seen and used: by the plan and the conditions of the wire, in a few
 * statements however many questions there are. The stories are read once for each of them, and their words unpacked once.
 */
export async function matchStories(
  transaction: AgencyTransaction,
  {
    asked,
    itemIds,
    isSeen,
  }: { readonly asked: readonly Asked[]; readonly itemIds: readonly string[]; readonly isSeen: Condition },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const visible = await visibleOf(transaction, { itemIds, isSeen });
  if (visible.length === 0 || asked.length === 0) return new Map();
  const known = await readShares(transaction, allTerms(asked));
  const found = new Map<string, string[]>();
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = asked.slice(start, start + AT_ONCE);
    const branches = some.map(({ question }, number) => branch({ question, number, known, isSeen }));
    const { rows } = await sql<{ number: number; id: string }>`
      with changed as materialized (select * from item where id = any(${[...visible]}::uuid[])),
        words as materialized (
          select item_id, agency_id, analyzer_version, products, lexemes || ''::tsvector as lexemes, updated_at
          from item_search where item_id = any(${[...visible]}::uuid[]))
      ${sql.join(branches, sql` union all `)}`.execute(transaction.trx);
    for (const { number, id } of rows) {
      const search = some[number]?.id ?? '';
      found.set(search, [...(found.get(search) ?? []), id]);
    }
  }
  return found;
}

function branch({
  question,
  number,
  known,
  isSeen,
}: {
  readonly question: WireQuestion;
  readonly number: number;
  readonly known: LexemeShares;
  readonly isSeen: Condition;
}): RawBuilder<unknown> {
  const { terms } = question;
  const plan = terms && planSearch(terms, known);
  const sought = plan
    ? [anyOf(plan.candidates.map(({ query }) => holds(query))), anyOf(terms.readings.map(answers))]
    : [];
  const conditions = [
    ...fromCondition(question.from),
    ...(question.hide === 'ran' ? [hasNotRun(isSeen)] : []),
    ...filterConditions(question),
    ...wordConditions(question),
    ...sought,
  ];
  return sql`select ${number}::integer as number, i.id
    from changed i join words s on s.item_id = i.id where ${and(conditions)}`;
}

function holds(query: string): Condition {
  return sql<boolean>`s.lexemes @@ ${query}::tsquery`;
}

/** A candidate counts only by a reading that speaks of its language. */
function answers(reading: Reading): Condition {
  const { onlyIn, notIn } = reading;
  const primary = sql`lower(split_part(i.language, '-', 1))`;
  return and([
    holds(heldBy(reading)),
    ...(onlyIn ? [sql<boolean>`${primary} = any(${[...onlyIn]}::text[])`] : []),
    ...(notIn ? [sql<boolean>`${primary} <> all(${[...notIn]}::text[])`] : []),
  ]);
}

function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join([...conditions], sql` or `)})`;
}

async function visibleOf(
  transaction: AgencyTransaction,
  { itemIds, isSeen }: { readonly itemIds: readonly string[]; readonly isSeen: Condition },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from item i join item_search s on s.item_id = i.id
    where i.id = any(${[...itemIds]}::uuid[]) and i.state = 'usable' and ${isSeen}`.execute(transaction.trx);
  return rows.map(({ id }) => id);
}

function allTerms(asked: readonly Asked[]): SearchTerms {
  const terms = asked.flatMap(({ question }) => question.terms ?? []);
  return {
    readings: terms.flatMap(({ readings }) => readings),
    all: terms.flatMap(({ all }) => all),
    none: terms.flatMap(({ none }) => none),
  };
}
