import type { Selectable } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import { isInterfaceLanguage } from '#kernel/language.ts';
import { LINK_ENDS, type SigningLink } from '#domain/agreement/signing/signing-link.ts';
import type { SigningLinkStore } from '#ports/signing-link-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Signing links by the hash of their secret. */
export function signingLinkStore({ trx, agencyId }: AgencyTransaction): SigningLinkStore {
  const byToken = (tokenHash: string) =>
    trx.selectFrom('signing_link').selectAll().where('token_hash', '=', tokenHash);
  return {
    async add({ tokenHash, codeHash, ...link }) {
      await trx
        .insertInto('signing_link')
        .values({
          id: link.id,
          agency_id: agencyId,
          uid: link.uid,
          digest: link.digest,
          role: link.role,
          invitee: link.invitee,
          language: link.language,
          token_hash: tokenHash,
          code_hash: codeHash,
          sent_by: link.sentBy,
          sent_at: link.sentAt,
          expires_at: link.expiresAt,
        })
        .execute();
    },
    async find(tokenHash) {
      const row = await byToken(tokenHash).executeTakeFirst();
      return row && toLink(row);
    },
    async lock(tokenHash) {
      const row = await byToken(tokenHash).forUpdate().executeTakeFirst();
      return row && { link: toLink(row), isCode: (codeHash) => codeHash === row.code_hash };
    },
    async of(uid) {
      const rows = await trx
        .selectFrom('signing_link')
        .selectAll()
        .where('uid', '=', uid)
        .orderBy('sent_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toLink);
    },
    async noteWrongCode(id) {
      await trx
        .updateTable('signing_link')
        .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
        .where('id', '=', id)
        .execute();
    },
    async end(id, { how, at, name, reason }) {
      const ended = await trx
        .updateTable('signing_link')
        .set({ ended_how: how, ended_at: at, ended_name: name ?? null, ended_reason: reason ?? null })
        .where('id', '=', id)
        .where('ended_how', 'is', null)
        .executeTakeFirst();
      return ended.numUpdatedRows === 1n;
    },
  };
}

function toLink(row: Selectable<Database['signing_link']>): SigningLink {
  const digest = parseDigest(row.digest);
  if (!digest) throw new Error(`the store holds a malformed digest: ${row.digest}`);
  const how = LINK_ENDS.find((one) => one === row.ended_how);
  return {
    id: row.id,
    uid: row.uid,
    digest,
    role: row.role === 'approver' ? 'approver' : 'signatory',
    invitee: row.invitee,
    language: isInterfaceLanguage(row.language) ? row.language : 'en',
    sentBy: row.sent_by,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    wrongCodes: row.wrong_codes,
    ...(how && row.ended_at !== null
      ? {
          ended: {
            how,
            at: row.ended_at,
            ...(row.ended_name === null ? {} : { name: row.ended_name }),
            ...(row.ended_reason === null ? {} : { reason: row.ended_reason }),
          },
        }
      : {}),
  };
}
