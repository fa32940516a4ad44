import { isJsonObject } from '#kernel/json.ts';
import type { DialectStore, NamedDialect } from '#ports/dialect-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function dialectStore(transaction: AgencyTransaction): DialectStore {
  const { trx, agencyId } = transaction;
  const named = () =>
    trx
      .selectFrom('dialect_version')
      .innerJoin('person', 'person.id', 'dialect_version.person_id')
      .select([
        'dialect_id',
        'version',
        'content',
        'dialect_version.state',
        'person_id',
        'kept_at',
        'person.name',
      ]);
  return {
    ...sourceReads(transaction),
    async list() {
      const rows = await named()
        .distinctOn('dialect_id')
        .orderBy('dialect_id')
        .orderBy('version', 'desc')
        .execute();
      return rows.map(toDialect);
    },
    async versions(id) {
      const rows = await named().where('dialect_id', '=', id).orderBy('version', 'desc').execute();
      return rows.map(toDialect);
    },
    async keep({ id, version, content, state, personId, at }) {
      const kept = await trx
        .insertInto('dialect_version')
        .values({
          agency_id: agencyId,
          dialect_id: id,
          version,
          content: JSON.stringify(content),
          state,
          person_id: personId,
          kept_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('version')
        .executeTakeFirst();
      return kept !== undefined;
    },
  };
}

function sourceReads({ trx, agencyId }: AgencyTransaction): Pick<DialectStore, 'recordRead' | 'listReads'> {
  return {
    async recordRead({ sourceId, dialect, at }) {
      const row = { dialect_version: dialect.version ?? null, read_at: at };
      await trx
        .insertInto('source_dialect')
        .values({ agency_id: agencyId, source_id: sourceId, dialect_id: dialect.id, ...row })
        .onConflict((conflict) => conflict.columns(['source_id', 'dialect_id']).doUpdateSet(row))
        .execute();
    },
    async listReads() {
      const rows = await trx.selectFrom('source_dialect').selectAll().orderBy('read_at', 'desc').execute();
      return rows.map(({ source_id, dialect_id, dialect_version, read_at }) => ({
        sourceId: source_id,
        dialect: { id: dialect_id, ...(dialect_version === null ? {} : { version: dialect_version }) },
        at: read_at,
      }));
    },
  };
}

type Row = {
  readonly dialect_id: string;
  readonly version: number;
  readonly content: unknown;
  readonly state: string;
  readonly person_id: string;
  readonly kept_at: NamedDialect['at'];
  readonly name: string;
};

function toDialect({ dialect_id, version, content, state, person_id, kept_at, name }: Row): NamedDialect {
  if (!isJsonObject(content)) throw new Error(`dialect ${dialect_id} ${version} is no object`);
  return {
    id: dialect_id,
    version,
    content,
    state: state === 'off' ? 'off' : 'on',
    at: kept_at,
    personId: person_id,
    by: name,
  };
}
