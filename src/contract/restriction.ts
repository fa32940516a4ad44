import { Type } from 'typebox';
import { CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { IdParams, InstantText, Trilingual } from '#contract/shapes.ts';

export const RESTRICTION_WORDS = [
  'territory-out',
  'territory-only',
  'outlet-out',
  'outlet-only',
  'editorial-only',
  'non-commercial',
  'no-archive',
  'no-sales',
  'no-change',
  'no-excerpt',
  'no-translation',
  'no-mining',
  'credit',
  'agreement',
  'free',
] as const;

const TermFields = {
  code: Type.Enum([...RESTRICTION_WORDS]),
  words: Type.String({
    maxLength: 2000,
    description: 'as they stood in the text; empty when a person added it',
  }),
  territories: Type.Optional(
    Type.Array(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1' }), { maxItems: 300 }),
  ),
  channels: Type.Optional(Type.Array(Type.Enum([...CHANNELS]), { maxItems: 6 })),
};

const ShownShape = Type.Object({
  state: Type.Union([Type.Literal('none'), Type.Literal('proposed'), Type.Literal('confirmed')]),
  text: Type.String(),
  terms: Type.Array(Type.Object({ ...TermFields, sentence: Trilingual })),
  unread: Type.Array(Type.String(), { description: 'words that no phrase knows' }),
  confirmed: Type.Optional(Type.Object({ by: Type.String(), at: InstantText })),
  told: Type.Optional(
    Type.Object(
      { terms: Type.Array(Type.Object({ ...TermFields, sentence: Trilingual })), at: InstantText },
      { description: 'what the provider of the story has confirmed' },
    ),
  ),
});

export const readRestrictions = endpoint({
  method: 'GET',
  path: '/api/stories/:id/restrictions',
  permission: 'read-wire',
  summary: 'The words of restriction that came with a story, and what they are taken to mean',
  params: IdParams,
  reply: ShownShape,
});

export const confirmRestrictions = endpoint({
  method: 'PUT',
  path: '/api/stories/:id/restrictions',
  permission: 'confirm-restrictions',
  summary: 'Say what the words mean; from then on the terms forbid like clauses',
  params: IdParams,
  body: Type.Object({
    text: Type.String({ maxLength: 20_000, description: 'the text that was seen' }),
    terms: Type.Array(Type.Object(TermFields), { maxItems: 100 }),
  }),
  reply: ShownShape,
});
