import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText, LanguageTag, May, Trilingual } from '#contract/shapes.ts';

/** Why a withdrawn story was withdrawn, as readers are told. */
export const REASON_CLASSES = [
  'error',
  'legal',
  'rights',
  'safety',
  'privacy',
  'agreement',
  'other',
] as const;
export const ReasonClass = Type.Enum([...REASON_CLASSES]);

export const PublicationShape = Type.Object({
  id: Id,
  storyId: Id,
  translationId: Type.Optional(Id),
  headline: Type.String(),
  language: LanguageTag,
  url: Type.String(),
  state: Type.Union([
    Type.Literal('live'),
    Type.Literal('stale'),
    Type.Literal('withheld'),
    Type.Literal('withdrawn'),
  ]),
  version: Type.Integer(),
  publishedAt: InstantText,
  updatedAt: InstantText,
  views: Type.Integer(),
  partnerOrigin: Type.Boolean(),
  removeBy: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'until when it may stay, where the agreement has ended that lets no copy stay',
    }),
  ),
});

export const listPublications = endpoint({
  method: 'GET',
  path: '/api/publications',
  permission: 'read-wire',
  summary: 'What runs on our portal, latest first',
  reply: Type.Object({ publications: Type.Array(PublicationShape) }),
});

/** What a publication would look like and must carry: shown before the button is pressed. */
export const previewPublication = endpoint({
  method: 'GET',
  path: '/api/stories/:id/publication',
  permission: 'publish',
  summary: 'The credit line, the duties and the decision for publishing one story in one language',
  params: IdParams,
  query: Type.Object({ language: LanguageTag, translation: Type.Optional(Id) }),
  reply: Type.Object({
    may: May,
    headline: Type.String(),
    creditLine: Type.String(),
    originLine: Trilingual,
    linkBack: Type.Optional(Type.String()),
    duties: Type.Array(Type.Object({ action: Type.String(), sentence: Trilingual })),
    quota: Type.Optional(Type.Object({ used: Type.Integer(), limit: Type.Integer(), renewsAt: InstantText })),
    unfinishedBlocks: Type.Integer(),
    leftOut: Type.Array(
      Type.Object({
        name: Type.String(),
        because: Type.Array(
          Type.Object({ code: Type.String(), sentence: Trilingual, clause: Type.Optional(Type.String()) }),
        ),
      }),
      { description: 'pictures that the page goes without' },
    ),
  }),
});

export const publishStory = endpoint({
  method: 'POST',
  path: '/api/publications',
  permission: 'publish',
  summary: 'Publish a story, or a translation of it, to our own portal; publishing again updates the page',
  body: Type.Object({
    storyId: Id,
    translationId: Type.Optional(Id),
    correctionNote: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  reply: Type.Object({ publication: PublicationShape }),
});

export const withdrawPublication = endpoint({
  method: 'POST',
  path: '/api/publications/:id/withdrawal',
  permission: 'publish',
  summary: 'Take our own page down; a tombstone with the reason stays at the address',
  params: IdParams,
  body: Type.Object({
    reasonClass: ReasonClass,
    publicReason: Type.String({ minLength: 1, maxLength: 2000 }),
  }),
  reply: Done,
});
