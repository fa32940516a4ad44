import { sql } from 'kysely';
import type { Standing } from '#domain/translation/memory/link-terms.ts';
import type { MemoryPiece, MemoryTerm } from '#domain/translation/memory/memory-piece.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { AskedText, Evidence, KeptPiece, MemoryStore, TermLink } from '#ports/memory-store.ts';
import { holdLiving } from './hold-living.ts';
import type { AgencyTransaction } from './transact.ts';

/** Of each two languages; a memory of that size is counted through in a tenth of a second. */
const MOST_PIECES = 4000;
/** Rows that a question is answered from. */
const MOST_EVIDENCE = 500;
const REFUSED_SECONDS = 86_400;

export function memoryStore(transaction: AgencyTransaction): MemoryStore {
  const { trx } = transaction;
  return {
    async unasked(at, limit) {
      const { rows } = await sql<{ id: string }>`
        select t.id from translation t join item i on i.id = t.item_id
        where t.state = 'ready' and i.language <> t.language and not exists (
          select 1 from memory_text m where m.translation_id = t.id and m.revision = t.revision
            and (m.kept or m.asked_at > ${plusSeconds(at, -REFUSED_SECONDS)}))
        order by t.saved_at limit ${limit}`.execute(trx);
      return rows.map(({ id }) => id);
    },
    async keep(text, pieces) {
      if (!(await holdLiving(transaction, text.itemId))) return;
      await note(transaction, text, true);
      for (const piece of pieces) await addPiece(transaction, text, piece);
      for (const languages of new Set(pieces.map(nameOf))) await dropOldest(transaction, languages);
    },
    refuse: (text) => note(transaction, text, false),
    unlinked: (limit) => unlinked(transaction, limit),
    async standing(languages, { left, right }) {
      const name = languages.join('-');
      return {
        left: await standingOf(transaction, { name, keys: left, column: 'left_keys' }),
        right: await standingOf(transaction, { name, keys: right, column: 'right_keys' }),
      };
    },
    link: (piece, links) => link(transaction, piece, links),
    async find(asked) {
      const terms = asked.flatMap(({ language, keys }) => keys.map((key) => termOf(language, key)));
      if (terms.length === 0) return [];
      const { rows } = await sql<Found>`
        select l.term, l.language as "to", l.text, m.item_id as "itemId", t.language as "into",
          count(*)::integer as pieces
        from memory_link l join memory_piece p on p.id = l.piece_id
        join memory_text m on m.translation_id = p.translation_id join translation t on t.id = m.translation_id
        where l.term = any(${terms}::text[])
        group by l.term, l.language, l.text, m.item_id, t.language
        order by max(p.id) desc limit ${MOST_EVIDENCE}`.execute(trx);
      return rows.map(({ term, ...row }): Evidence => ({ ...row, ...partsOf(term) }));
    },
  };
}

type Found = Omit<Evidence, 'from' | 'key'> & { readonly term: string };

/** Keys of two languages may be the same letters. */
function termOf(language: string, key: string): string {
  return `${language}:${key}`;
}

function partsOf(term: string): Pick<Evidence, 'from' | 'key'> {
  const at = term.indexOf(':');
  return { from: term.slice(0, at), key: term.slice(at + 1) };
}

function nameOf({ languages }: MemoryPiece): string {
  return languages.join('-');
}

async function note({ trx, agencyId }: AgencyTransaction, text: AskedText, kept: boolean): Promise<void> {
  const { translationId, itemId, revision, at } = text;
  await trx.deleteFrom('memory_text').where('translation_id', '=', translationId).execute();
  await trx
    .insertInto('memory_text')
    .values({
      translation_id: translationId,
      agency_id: agencyId,
      item_id: itemId,
      revision,
      kept,
      asked_at: at,
    })
    .execute();
}

async function addPiece(
  { trx, agencyId }: AgencyTransaction,
  { translationId }: AskedText,
  piece: MemoryPiece,
): Promise<void> {
  await trx
    .insertInto('memory_piece')
    .values({
      agency_id: agencyId,
      translation_id: translationId,
      languages: nameOf(piece),
      left_keys: piece.left.map(({ key }) => key),
      left_texts: piece.left.map(({ text }) => text),
      right_keys: piece.right.map(({ key }) => key),
      right_texts: piece.right.map(({ text }) => text),
    })
    .execute();
}

async function dropOldest({ trx }: AgencyTransaction, languages: string): Promise<void> {
  await sql`delete from memory_piece where languages = ${languages} and id <= (
    select id from memory_piece where languages = ${languages} order by id desc offset ${MOST_PIECES} limit 1)`.execute(
    trx,
  );
}

type PieceRow = {
  readonly id: number;
  readonly languages: string;
  readonly leftKeys: readonly string[];
  readonly leftTexts: readonly string[];
  readonly rightKeys: readonly string[];
  readonly rightTexts: readonly string[];
};

async function unlinked({ trx }: AgencyTransaction, limit: number): Promise<readonly KeptPiece[]> {
  const { rows } = await sql<PieceRow>`
    with sizes as (select languages, count(*) as size from memory_piece group by languages),
    due as (
      select p.* from memory_piece p join sizes s on s.languages = p.languages where p.linked_of * 2 <= s.size)
    select id, languages, left_keys as "leftKeys", left_texts as "leftTexts",
      right_keys as "rightKeys", right_texts as "rightTexts"
    from due where languages = (select languages from due order by linked_of, id limit 1)
    order by linked_of, id limit ${limit}`.execute(trx);
  return rows.map((row) => ({
    id: row.id,
    languages: pairIn(row.languages),
    left: termsIn(row.leftKeys, row.leftTexts),
    right: termsIn(row.rightKeys, row.rightTexts),
  }));
}

function pairIn(name: string): MemoryPiece['languages'] {
  const [left = '', right = ''] = name.split('-');
  return [left, right];
}

function termsIn(keys: readonly string[], texts: readonly string[]): readonly MemoryTerm[] {
  return keys.map((key, at) => ({ key, text: texts[at] ?? key }));
}

async function standingOf(
  { trx }: AgencyTransaction,
  asked: {
    readonly name: string;
    readonly keys: readonly string[];
    readonly column: 'left_keys' | 'right_keys';
  },
): Promise<Standing> {
  const { rows } = await sql<{ key: string; pieces: readonly number[] }>`
    select key, array_agg(p.id::float8 order by p.id) as pieces
    from memory_piece p, unnest(p.${sql.ref(asked.column)}) as key
    where p.languages = ${asked.name} and key = any(${asked.keys}::text[]) group by key`.execute(trx);
  return new Map(rows.map(({ key, pieces }) => [key, pieces]));
}

async function link(
  { trx, agencyId }: AgencyTransaction,
  piece: KeptPiece,
  links: readonly TermLink[],
): Promise<void> {
  await trx.deleteFrom('memory_link').where('piece_id', '=', piece.id).execute();
  const rows = links.flatMap(({ from, keys, to, text }) =>
    keys.map((key) => ({
      agency_id: agencyId,
      piece_id: piece.id,
      term: termOf(from, key),
      language: to,
      text,
    })),
  );
  if (rows.length > 0) await trx.insertInto('memory_link').values(rows).execute();
  await sql`update memory_piece set linked_of = (
    select count(*) from memory_piece where languages = ${nameOf(piece)}) where id = ${piece.id}`.execute(
    trx,
  );
}
