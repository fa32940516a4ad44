import { Type } from 'typebox';
import { CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Id, IdParams, InstantText, LanguageTag, Trilingual } from '#contract/shapes.ts';

/** The denials that an agency may open to two people; the same list as the rules hold. */
export const OVERRIDE_CODES = [
  'channel.stale',
  'channel.stale.unknown',
  'constraint.countPerPeriod',
  'constraint.spatial',
  'refinement.deliveryChannel',
  'refinement.language',
] as const;

const OpenCodes = Type.Array(Type.Enum([...OVERRIDE_CODES]), {
  maxItems: OVERRIDE_CODES.length,
  description: 'the denials that two people may override here; never a kill, a prohibition or an embargo',
});

const UseFields = {
  storyId: Id,
  version: Type.Integer(),
  action: Type.Union([Type.Literal('publish'), Type.Literal('translate')]),
  channel: Type.Enum([...CHANNELS]),
  territory: Type.String({ description: 'ISO 3166-1' }),
  language: Type.Optional(LanguageTag),
  reason: Type.String({ description: 'in the words of who asked' }),
};

const OverrideShape = Type.Object({
  id: Id,
  ...UseFields,
  waived: Type.Array(Type.Enum([...OVERRIDE_CODES])),
  standing: Type.Union([
    Type.Literal('asked'),
    Type.Literal('approved'),
    Type.Literal('refused'),
    Type.Literal('ended'),
  ]),
  asker: Type.String({ description: 'name of who asked' }),
  /** Asked by whoever is looking. */
  isOwn: Type.Boolean(),
  askedAt: InstantText,
  answerer: Type.Optional(Type.String()),
  answeredAt: Type.Optional(InstantText),
  until: Type.Optional(InstantText),
});

const ToldShape = Type.Object({
  ...UseFields,
  waived: Type.Array(Type.String({ description: 'a reason code, as the partner wrote it' })),
  partner: Type.Object({ did: Type.String(), name: Trilingual }),
  until: InstantText,
  toldAt: InstantText,
});

const Overrides = Type.Object({
  open: OpenCodes,
  ours: Type.Array(OverrideShape, { description: 'newest first' }),
  told: Type.Array(ToldShape, { description: 'by partners, of our stories; newest first' }),
});

export const listOverrides = endpoint({
  method: 'GET',
  path: '/api/overrides',
  permission: 'read-wire',
  summary: 'Overrides asked and approved here, those that partners told of, and the denials open to one',
  reply: Overrides,
});

export const readOverrides = endpoint({
  method: 'GET',
  path: '/api/stories/:id/overrides',
  permission: 'read-wire',
  summary: 'The overrides of one story',
  params: IdParams,
  reply: Overrides,
});

export const askOverride = endpoint({
  method: 'POST',
  path: '/api/stories/:id/overrides',
  permission: 'ask-override',
  summary: 'Ask a second person to let a use pass that the agreement denies for a reason open to that',
  params: IdParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('publish'), Type.Literal('translate')]),
    channel: Type.Optional(Type.Enum([...CHANNELS], { description: 'our own web pages if left out' })),
    language: Type.Optional(LanguageTag),
    reason: Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '\\S',
      description: 'the partner reads it',
    }),
  }),
  reply: OverrideShape,
});

export const answerOverride = endpoint({
  method: 'POST',
  path: '/api/overrides/:id/answer',
  permission: 'answer-override',
  summary: 'Approve or refuse as the second person; an approval holds for a day and is told to the partner',
  params: IdParams,
  body: Type.Object({ outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]) }),
  reply: OverrideShape,
});

export const openOverrides = endpoint({
  method: 'PUT',
  path: '/api/overrides/open',
  permission: 'open-overrides',
  summary: 'Say which denials two people may override here',
  body: Type.Object({ open: OpenCodes }),
  reply: Type.Object({ open: OpenCodes }),
});
