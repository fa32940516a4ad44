import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { NEWS_TYPES } from '#domain/item/item.ts';
import { isTimeZone } from '../wire/resolve-time.ts';
import { STRUCTURE_FIELDS, type Dialect } from './dialect.ts';

const text = { type: 'string', minLength: 1, maxLength: 200 };
const texts = { type: 'array', items: text, minItems: 1, maxItems: 200 };
const instructions = {
  type: 'object',
  additionalProperties: { enum: ['publish', 'update', 'correct', 'kill', 'withhold', 'repeat', 'advise'] },
  maxProperties: 500,
};
const paths = { anyOf: [text, { type: 'array', items: text, minItems: 1, maxItems: 20 }] };
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const branch = {
  fields: {
    type: 'object',
    properties: Object.fromEntries(STRUCTURE_FIELDS.map((field) => [field, paths])),
    additionalProperties: false,
  },
  renditions: {
    type: 'array',
    items: closed({ at: text, role: text, href: text, width: text, height: text }, ['at', 'role', 'href']),
    maxItems: 50,
  },
};

/** The form of a dialect (JSON Schema 2020-12); a member that it does not name is a mistake, and refused. */
export const DIALECT_SCHEMA = closed(
  {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,40}$' },
    name: text,
    version: { type: 'integer', minimum: 1, maximum: 1_000_000_000 },
    match: {
      type: 'array',
      items: {
        ...closed({ formats: texts, providers: texts, uris: texts, credits: texts }),
        minProperties: 1,
      },
      maxItems: 50,
    },
    timeZone: text,
    language: { type: 'string', pattern: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$' },
    notes: {
      type: 'array',
      items: {
        ...closed({ role: text, begins: text, audience: { enum: ['partner', 'private'] } }, ['audience']),
        minProperties: 2,
      },
      maxItems: 200,
    },
    instructions,
    marks: texts,
    bylines: { type: 'object', additionalProperties: text, maxProperties: 20 },
    desk: texts,
    subjects: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: { type: 'string', pattern: '^medtop:[0-9]{8}$' },
        maxProperties: 5000,
      },
      maxProperties: 100,
    },
    structure: closed(
      {
        root: text,
        items: text,
        has: text,
        ...branch,
        flags: instructions,
        subjectScheme: text,
        subjectCode: text,
        subjectName: text,
        types: { type: 'object', additionalProperties: { enum: NEWS_TYPES }, maxProperties: 100 },
        languages: {
          type: 'object',
          additionalProperties: { type: 'string', pattern: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$' },
          maxProperties: 100,
        },
        datesBegin: { enum: ['day', 'month'] },
        media: closed({ items: text, ...branch }, ['items', 'fields']),
      },
      ['root', 'fields'],
    ),
  },
  ['id', 'name', 'match'],
);

let isDialect: ValidateFunction<Dialect> | undefined;

/** A dialect out of JSON; refused with the place and the reason, also for a time zone that is none. */
export function parseDialect(json: unknown): Result<Dialect, FormatRefusal> {
  // Compiled when first asked for: it takes longer than most commands, which read no dialect.
  isDialect ??= new Ajv2020({ strict: false }).compile<Dialect>(DIALECT_SCHEMA);
  if (!isDialect(json)) {
    const [error] = isDialect.errors ?? [];
    return no(error?.instancePath ?? '', error?.message ?? 'invalid');
  }
  if (json.timeZone !== undefined && !isTimeZone(json.timeZone))
    return no('/timeZone', `${json.timeZone} is no time zone of the IANA list`);
  return accept(json);
}

function no(at: string, why: string): Result<never, FormatRefusal> {
  return refuse({ code: 'dialect-invalid', at, detail: `Not a dialect: ${why}.` });
}
