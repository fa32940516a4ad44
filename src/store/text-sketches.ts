import { sql, type RawBuilder } from 'kysely';
import { compareTexts } from '#domain/chain/compare-texts.ts';
import { mirrored, type FoundKind } from '#domain/chain/story-link.ts';
import { SKETCH_VERSION, type TextSketch } from '#domain/chain/text-sketch.ts';
import type { Instant } from '#kernel/instant.ts';
import type { SketchedText } from '#ports/chain-store.ts';
import { sightOf } from './reads/sight-of.ts';
import type { Condition } from './reads/visible.ts';
import type { AgencyTransaction } from './transact.ts';

/** `isKilled`: what it was linked with stays known, for it was the same wire. */
export type Sketched = SketchedText & { readonly isKilled?: boolean };

/** Texts that share a band, of which so many are looked at, and so many that share most are compared. */
const MOST_READ = 500;
const MOST_COMPARED = 24;

/** Keeps sketches in place of earlier ones, and links those that are alike; at most one of a text. */
export async function keepSketches(
  transaction: AgencyTransaction,
  sketched: readonly Sketched[],
  at: Instant,
): Promise<void> {
  if (sketched.length === 0) return;
  const column = <T>(read: (one: TextSketch | undefined) => T): T[] =>
    sketched.map(({ sketch }) => read(sketch));
  const { rows } = await sql<{ wasThere: boolean }>`/* prepare keep_sketches */
    insert into text_sketch as k
      (agency_id, item_id, translation_id, sketch_version, digest, bands, shingles, total)
    select ${transaction.agencyId}::uuid, item_id, translation_id, ${SKETCH_VERSION}::integer, digest,
      bands::integer[], shingles::integer[], total
    from unnest(
      ${sketched.map(({ itemId }) => itemId)}::uuid[],
      ${sketched.map(({ translationId }) => translationId ?? null)}::uuid[],
      ${column((sketch) => sketch?.digest ?? null)}::text[],
      ${column((sketch) => numbersText(sketch?.bands))}::text[],
      ${column((sketch) => numbersText(sketch?.shingles))}::text[],
      ${column((sketch) => sketch?.total ?? 0)}::integer[])
      as n(item_id, translation_id, digest, bands, shingles, total)
    on conflict (item_id, translation_id) do update set sketch_version = excluded.sketch_version,
      digest = excluded.digest, bands = excluded.bands, shingles = excluded.shingles, total = excluded.total,
      settled = false
    returning k.xmax::text <> '0' as "wasThere"`.execute(transaction.trx);
  await linkAlike(transaction, sketched, { at, mayEnd: rows.some(({ wasThere }) => wasThere) });
}

/** Compares texts whose sketches are kept with all others, and says in links what was found. */
export async function linkAlike(
  transaction: AgencyTransaction,
  sketched: readonly Sketched[],
  { at, mayEnd }: { readonly at: Instant; readonly mayEnd: boolean },
): Promise<void> {
  const known = sketched.filter(isKnown);
  const found = known.length === 0 ? [] : await findAlike(transaction, known, at);
  if (found.length === 0 && !mayEnd) return;
  // Only an item's own text decides which of its links still hold.
  const items = sketched.flatMap(({ itemId, translationId, isKilled }) =>
    translationId === undefined && !isKilled ? [itemId] : [],
  );
  await keepFound(transaction, { items, found, at });
}

type Known = Sketched & { readonly sketch: TextSketch };

function isKnown(one: Sketched): one is Known {
  return one.sketch !== undefined;
}

type Found = { readonly itemId: string; readonly otherId: string; readonly kind: FoundKind };

type Candidate = {
  readonly place: number;
  readonly item_id: string;
  readonly translation_id: string | null;
  readonly digest: string;
  readonly shingles: readonly number[];
  readonly total: number;
};

async function findAlike(
  transaction: AgencyTransaction,
  known: readonly Known[],
  at: Instant,
): Promise<readonly Found[]> {
  const seen = await sightOf(transaction, at);
  // What may not be seen is looked for apart, so that it never stands in the way of what may (I12).
  const { rows } = await sql<Candidate>`
    select q.place::integer, k.item_id, k.translation_id, k.digest, k.shingles, k.total
    from (
      select item_id, translation_id, bands::integer[] as bands, place from unnest(
        ${known.map(({ itemId }) => itemId)}::uuid[],
        ${known.map(({ translationId }) => translationId ?? null)}::uuid[],
        ${known.map(({ sketch }) => numbersText(sketch.bands))}::text[])
        with ordinality as asked(item_id, translation_id, bands, place)
      offset 0) as q
    cross join lateral (
      (${candidates(seen)}) union all (${candidates(sql<boolean>`not ${seen}`)})) as k`.execute(
    transaction.trx,
  );
  return rows.flatMap((row) => {
    const one = known[row.place - 1];
    if (!one) return [];
    const likeness = compareTexts(one.sketch, { ...row, bands: [] });
    if (likeness === undefined) return [];
    return [{ itemId: one.itemId, otherId: row.item_id, kind: kindOf(one, row, likeness) }];
  });
}

function kindOf(one: Known, other: Candidate, likeness: 'exact' | 'near'): FoundKind {
  if (one.translationId !== undefined) return 'translation-source';
  return other.translation_id === null ? likeness : 'translation-home';
}

/**
 * By the index of bands, then each story by its key, whatever is known of the tables: `offset 0` keeps the planner from reading every story
 * of the agency for each text, as it does where tables grew a moment ago. Two translations are not compared: both are ours.
 */
function candidates(seen: Condition): RawBuilder<unknown> {
  return sql`
    select item_id, translation_id, digest, shingles, total from (
      select k.item_id, k.translation_id, k.digest, k.shingles, k.total,
        (select count(*) from unnest(k.bands) as band where band = any(q.bands)) as shared
      from (
        select * from text_sketch
        where bands && q.bands and item_id <> q.item_id and (q.translation_id is null or translation_id is null)
        offset 0) k
      cross join lateral (select * from item where id = k.item_id offset 0) i
      cross join lateral (select * from item_search where item_id = k.item_id offset 0) s
      where i.state <> 'killed' and ${seen}
      limit ${MOST_READ}) as near
    order by shared desc, item_id limit ${MOST_COMPARED}`;
}

/** In both directions. Of `items`, links that the node found before and does not find now end. */
async function keepFound(
  { trx, agencyId }: AgencyTransaction,
  {
    items,
    found,
    at,
  }: { readonly items: readonly string[]; readonly found: readonly Found[]; readonly at: Instant },
): Promise<void> {
  const both = found.flatMap(({ itemId, otherId, kind }) => [
    { itemId, otherId, kind },
    { itemId: otherId, otherId: itemId, kind: mirrored(kind) },
  ]);
  await sql`
    with found as (
      select distinct * from unnest(
        ${both.map(({ itemId }) => itemId)}::uuid[], ${both.map(({ otherId }) => otherId)}::uuid[],
        ${both.map(({ kind }) => kind)}::text[]) as f(item_id, other_id, kind)
    ), gone as (
      update story_link l set ended_at = ${at}::timestamptz
      where l.item_id = any(${[...items]}::uuid[]) and l.ended_at is null
        and l.kind in ('exact', 'near', 'translation-home')
        and not exists (select 1 from found f
          where f.item_id = l.item_id and f.other_id = l.other_id and f.kind = l.kind)
      returning l.item_id, l.other_id, l.kind
    ), gone_back as (
      update story_link l set ended_at = ${at}::timestamptz from gone g
      where l.item_id = g.other_id and l.other_id = g.item_id and l.ended_at is null
        and l.kind = case g.kind when 'translation-home' then 'translation-source' else g.kind end
    )
    insert into story_link (agency_id, item_id, other_id, kind, linked_at)
    select ${agencyId}::uuid, item_id, other_id, kind, ${at}::timestamptz from found
    on conflict do nothing`.execute(trx);
}

/** As PostgreSQL writes an array of numbers. */
function numbersText(numbers: readonly number[] = []): string {
  return `{${numbers.join(',')}}`;
}
