import { Type } from 'typebox';
import { LanguageTag } from '#contract/shapes.ts';

/** What the badge on a line says; several may hold. */
export const Badge = Type.Union([
  Type.Literal('new'),
  Type.Literal('updated'),
  Type.Literal('corrected'),
  Type.Literal('withheld'),
  Type.Literal('off-offer'),
  Type.Literal('killed'),
  Type.Literal('embargo'),
  Type.Literal('taken'),
  Type.Literal('published'),
]);

const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' });
const YesOrNo = Type.Union([Type.Literal('yes'), Type.Literal('no')]);

/**
 * What may be asked of the wire: the words, and what narrows them. The desk keeps it in the address of the page; whatever
 * else asks the wire (a saved search, a program) asks the same.
 */
export const WIRE_QUESTION = {
  q: Type.Optional(
    Type.String({
      description:
        'Words; +word must be there, -word must not, "words as they stand", field:value with headline, byline, place, partner, topic, type, language, state or date (2026-11-01, >2026-11-01, 2026-11-01..2026-11-05). At most 500 characters',
    }),
  ),
  asTyped: Type.Optional(
    Type.String({
      maxLength: 500,
      description: 'terms of the question, parted by |, that are not put into other languages',
    }),
  ),
  from: Type.Optional(Type.Union([Type.Literal('partners'), Type.Literal('own'), Type.Literal('all')])),
  language: Type.Optional(LanguageTag),
  topic: Type.Optional(Type.String({ maxLength: 60 })),
  newsType: Type.Optional(Type.String({ maxLength: 20 })),
  partner: Type.Optional(Type.String({ maxLength: 300, description: 'DID' })),
  place: Type.Optional(
    Type.String({ maxLength: 100, description: 'in the dateline or among the places of the story' }),
  ),
  state: Type.Optional(Badge),
  taken: Type.Optional(YesOrNo),
  published: Type.Optional(YesOrNo),
  free: Type.Optional(
    Type.Literal('web', { description: 'only what the agreement lets us publish on our own web pages now' }),
  ),
  sinceOn: Type.Optional(DayText),
  untilOn: Type.Optional(DayText),
  lastDays: Type.Optional(
    Type.String({
      pattern: '^[1-9][0-9]{0,2}$',
      description: 'today and the days before it, so many in all',
    }),
  ),
  sort: Type.Optional(Type.Union([Type.Literal('newest'), Type.Literal('best')])),
  hide: Type.Optional(
    Type.Literal('ran', {
      description: 'leaves out what we published, the same by another road, and our translations come home',
    }),
  ),
};
