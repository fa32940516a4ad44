import type { Selectable } from 'kysely';
import type { CommentOnFile, Move, TalkReader, TalkStore } from '#ports/talk-store.ts';
import { digestIn } from './agreements.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Moves and comments of negotiations: rows are added, never changed. */
export function talkStore(transaction: AgencyTransaction): TalkStore {
  const { trx, agencyId } = transaction;
  return {
    ...talkReader(transaction),
    async addMove({ digest, kind, by, at, base, expiresAt }) {
      await trx
        .insertInto('agreement_move')
        .values({
          agency_id: agencyId,
          digest,
          kind,
          by_did: by,
          at,
          base: base ?? null,
          expires_at: expiresAt ?? null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async addComment({ id, digest, by, at, clause, text, language, author }, personId) {
      await trx
        .insertInto('agreement_comment')
        .values({
          agency_id: agencyId,
          id,
          digest,
          clause: clause ?? null,
          by_did: by,
          author_name: author.name,
          author_role: author.role,
          person_id: personId ?? null,
          language,
          text,
          at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function talkReader({ trx }: AgencyTransaction): TalkReader {
  return {
    async moves(digests) {
      if (digests.length === 0) return [];
      const rows = await trx
        .selectFrom('agreement_move')
        .selectAll()
        .where('digest', 'in', digests)
        .orderBy('number')
        .execute();
      return rows.map(toMove);
    },
    async answers(base) {
      const rows = await trx
        .selectFrom('agreement_move')
        .selectAll()
        .where('base', '=', base)
        .where('kind', '=', 'laid')
        .orderBy('number')
        .execute();
      return rows.map(toMove);
    },
    async comments(digests) {
      if (digests.length === 0) return [];
      const rows = await trx
        .selectFrom('agreement_comment')
        .selectAll()
        .where('digest', 'in', digests)
        .orderBy('number')
        .execute();
      return rows.map(toComment);
    },
  };
}

function toMove(row: Selectable<Database['agreement_move']>): Move {
  return {
    digest: digestIn(row.digest),
    kind: row.kind === 'withdrawn' ? 'withdrawn' : 'laid',
    by: row.by_did,
    at: row.at,
    ...(row.base === null ? {} : { base: digestIn(row.base) }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}

function toComment(row: Selectable<Database['agreement_comment']>): CommentOnFile {
  return {
    id: row.id,
    digest: digestIn(row.digest),
    ...(row.clause === null ? {} : { clause: row.clause }),
    by: row.by_did,
    author: { name: row.author_name, role: row.author_role },
    language: row.language,
    text: row.text,
    at: row.at,
  };
}
