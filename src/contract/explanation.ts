import { Type } from 'typebox';
import { CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { IdParams, InstantText, LanguageTag, May, Trilingual } from '#contract/shapes.ts';

const Named = Type.Object({ code: Type.String(), name: Trilingual });

/** What is left of a quota in the period that runs. */
const QuotaShape = Type.Object({
  rule: Type.String(),
  clause: Type.Integer(),
  limit: Type.Integer(),
  used: Type.Integer(),
  left: Type.Integer(),
  period: Type.String({ description: 'ISO 8601 duration' }),
  from: InstantText,
  until: InstantText,
});

export const explainUse = endpoint({
  method: 'GET',
  path: '/api/stories/:id/why',
  permission: 'read-wire',
  summary:
    'Why we can or cannot use a story: every action by each outlet, or by one, in one market, and whom to ask',
  params: IdParams,
  query: Type.Object({
    territory: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1; ours if left out' }),
    ),
    subject: Type.Optional(Type.Union([Type.Literal('text'), Type.Literal('pictures')])),
    channel: Type.Optional(Type.Enum([...CHANNELS], { description: 'this outlet only; all if left out' })),
  }),
  reply: Type.Object({
    territory: Type.String(),
    territories: Type.Array(Named),
    channels: Type.Array(Named),
    lines: Type.Array(
      Type.Object({
        action: Type.String(),
        language: Type.Optional(LanguageTag),
        name: Trilingual,
        cells: Type.Array(Type.Object({ channel: Type.String(), may: May })),
      }),
    ),
    published: Type.Array(
      Type.Object(
        { name: Trilingual, permitted: Type.Boolean(), sentences: Type.Array(Trilingual) },
        { description: 'of a copy published before, also after the end' },
      ),
    ),
    quotas: Type.Array(QuotaShape),
    ask: Type.Object({
      partners: Type.Array(
        Type.Object({ name: Trilingual, agreement: Type.String(), contact: Type.Optional(Type.String()) }),
      ),
      coordinators: Type.Array(Type.String()),
    }),
  }),
});

export const explainSight = endpoint({
  method: 'GET',
  path: '/api/stories/:id/sight',
  permission: 'read-wire',
  summary:
    'Which partners see our own story, or may have a partner’s by us, since when, and why the others not',
  params: IdParams,
  reply: Type.Object({
    partners: Type.Array(
      Type.Object({
        partner: Type.Object({ did: Type.String(), name: Trilingual }),
        may: May,
        offered: Type.Optional(
          Type.Object({ offeredAt: InstantText, version: Type.Integer(), state: Type.String() }),
        ),
        passedOn: Type.Optional(Type.Object({ since: InstantText, endedAt: Type.Optional(InstantText) })),
      }),
    ),
  }),
});

export const readQuotas = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/quotas',
  permission: 'read-wire',
  summary: 'What is left to us of each quota of an agreement in the period that runs',
  params: Type.Object({ uid: Type.String({ maxLength: 200 }) }),
  reply: Type.Object({ quotas: Type.Array(QuotaShape) }),
});
