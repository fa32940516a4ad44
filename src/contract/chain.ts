import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';
import { StoryLine } from '#contract/wire.ts';

/** Two stories tell the same event, or they do not. Only a person says it. */
export const ChainSaid = Type.Union([Type.Literal('same-event'), Type.Literal('not-same-event')]);

/** How a story of the chain belongs to the one that was asked of: `by-way` through another of them. */
export const ChainKind = Type.Union([
  Type.Literal('exact'),
  Type.Literal('near'),
  Type.Literal('translation-home'),
  Type.Literal('translation-source'),
  Type.Literal('same-event'),
  Type.Literal('by-way'),
]);

export const readChain = endpoint({
  method: 'GET',
  path: '/api/stories/:id/chain',
  permission: 'read-wire',
  summary: 'Other stories that are the same text or tell the same event, the oldest first, and who said so',
  params: IdParams,
  reply: Type.Object({
    stories: Type.Array(
      Type.Object({
        story: StoryLine,
        kind: ChainKind,
        road: Type.Boolean({ description: 'it is the same text by another road' }),
      }),
    ),
    said: Type.Array(
      Type.Object({
        story: StoryLine,
        said: ChainSaid,
        by: Type.String(),
        at: InstantText,
        ended: Type.Optional(Type.Object({ by: Type.String(), at: InstantText })),
      }),
      { description: 'what people said of this story and others, the latest first, what was taken back too' },
    ),
  }),
});

const PairParams = Type.Object({ id: Id, other: Id });

export const sayChain = endpoint({
  method: 'PUT',
  path: '/api/stories/:id/chain/:other',
  permission: 'take-story',
  summary: 'Say of two stories that they tell the same event, or that they do not',
  params: PairParams,
  body: Type.Object({ said: ChainSaid }),
  reply: Done,
});

export const unsayChain = endpoint({
  method: 'DELETE',
  path: '/api/stories/:id/chain/:other',
  permission: 'take-story',
  summary: 'Take back what was said of two stories',
  params: PairParams,
  reply: Done,
});
