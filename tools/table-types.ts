import type pg from 'pg';

type Column = {
  schema: string;
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  given: boolean;
};

/** What the JSON columns hold; the store wrote every one of them from these types. */
const JSON_TYPES: Readonly<Record<string, string>> = {
  'agency.name': 'Trilingual',
  'agency.place': 'Trilingual',
  'agency_key.public_jwk': 'PublicJwk',
  'agreement_person.proof': 'PersonProof',
  'partner.name': 'Trilingual',
  'offer.decision': 'Decision',
  'partner.keys': 'readonly PartnerKey[]',
  'item_version.content': 'ItemVersion',
  'search_follow.schedule': 'AlertSchedule',
  'saved_search.question': 'JsonObject',
  'item_version.dropped': 'readonly Dropped[]',
  'item_restriction.terms': 'readonly Restriction[]',
  'restriction_told.terms': 'readonly Restriction[]',
  'placement.archived': 'ArchivedCopy',
  'product.selector': 'Selector',
  'media_topic.names': 'WordsByLanguage',
  'media_topic.definitions': 'WordsByLanguage',
  'media_topic_name.names': 'WordsByLanguage',
  'portal.agency.name': 'Trilingual',
  'portal.story.page': 'StoryPage | Tombstone',
  'portal.public_note.note': '{ readonly text: string }',
};

const IMPORTS = `import type { ColumnType, Generated } from 'kysely';
import type { AlertSchedule } from '#domain/alert/saved-search.ts';
import type { Selector } from '#domain/agreement/agreement.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import type { PersonProof } from '#domain/agreement/signing/person-evidence.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { WordsByLanguage } from '#domain/item/topic-release.ts';
import type { PartnerKey, PublicJwk } from '#domain/newsroom/agency.ts';
import type { StoryPage, Tombstone } from '#domain/publication/story-page.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { ArchivedCopy } from '#ports/destination-store.ts';
`;

const SCALARS: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  bool: 'boolean',
  date: 'string',
  timestamptz: 'Instant',
  bytea: 'Uint8Array',
  tsvector: 'string',
  _text: 'string[]',
  _int4: 'number[]',
  _uuid: 'string[]',
};

/** The row types of every table, read from a migrated database, as the text of `src/store/tables/database.ts`. */
export async function writeTableTypes(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<Column>(`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
           (a.atthasdef or a.attidentity <> '') as given
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_type t on t.oid = a.atttypid
    where c.relkind = 'r' and n.nspname in ('public', 'portal') and a.attnum > 0 and not a.attisdropped
      and c.relname not like 'kysely_%'
    order by n.nspname desc, c.relname, a.attnum`);
  const tables = Map.groupBy(rows, (row) =>
    row.schema === 'public' ? row.table : `${row.schema}.${row.table}`,
  );
  const body = [...tables].map(
    ([name, columns]) => `  ${key(name)}: {\n${columns.map((c) => columnLine(name, c)).join('')}  };\n`,
  );
  return `// Written by tools/generate.ts from the migrations; do not edit.\n${IMPORTS}
/** Every table and its row, as the store reads and writes them. JSON goes in as text. */
export type Database = {\n${body.join('')}};\n`;
}

function columnLine(table: string, column: Column): string {
  const json = column.type === 'jsonb';
  const plain = json
    ? (JSON_TYPES[`${table}.${column.column}`] ?? 'Json')
    : (SCALARS[column.type] ?? 'unknown');
  const read = column.nullable ? `${plain} | null` : plain;
  const optional = column.nullable || column.given;
  if (json) {
    const text = column.nullable ? 'string | null' : 'string';
    return `    ${column.column}: ColumnType<${read}, ${optional ? `${text} | undefined` : text}, ${text}>;\n`;
  }
  return `    ${column.column}: ${column.given ? `Generated<${read}>` : read};\n`;
}

function key(name: string): string {
  return name.includes('.') ? `'${name}'` : name;
}
