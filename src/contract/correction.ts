import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { ReasonClass } from '#contract/publication.ts';
import { AgencyCard, Done, Id, IdParams, InstantText, LanguageTag } from '#contract/shapes.ts';

export const RecallKind = Type.Union([
  Type.Literal('correction'),
  Type.Literal('kill'),
  Type.Literal('withhold'),
]);

/** How far one correction or kill has come at one partner. Times are absent until they happened. */
export const ReachShape = Type.Object({
  agency: AgencyCard,
  state: Type.Union([
    Type.Literal('written'),
    Type.Literal('fetched'),
    Type.Literal('received'),
    Type.Literal('applied'),
    Type.Literal('refused'),
    Type.Literal('not-applicable'),
  ]),
  overdue: Type.Boolean(),
  dueAt: Type.Optional(InstantText),
  writtenAt: InstantText,
  fetchedAt: Type.Optional(InstantText),
  receivedAt: Type.Optional(InstantText),
  appliedAt: Type.Optional(InstantText),
  refusalReason: Type.Optional(Type.String()),
  urls: Type.Array(Type.String()),
});

export const RecallShape = Type.Object({
  id: Id,
  storyId: Id,
  headline: Type.String(),
  /** Of the headline and the public reason, so that voices and fonts know. */
  language: Type.Optional(LanguageTag),
  kind: RecallKind,
  version: Type.Integer(),
  reasonClass: ReasonClass,
  publicReason: Type.String(),
  issuedAt: InstantText,
  issuedBy: Type.String(),
  reach: Type.Array(ReachShape),
});

/** A correction or kill that a partner sent us. */
export const NoticeShape = Type.Object({
  id: Id,
  storyId: Type.Optional(Id),
  translationIds: Type.Array(Id),
  headline: Type.String(),
  /** Of the headline and the public reason, so that voices and fonts know. */
  language: Type.Optional(LanguageTag),
  agency: AgencyCard,
  kind: RecallKind,
  version: Type.Integer(),
  reasonClass: ReasonClass,
  publicReason: Type.String(),
  receivedAt: InstantText,
  dueAt: Type.Optional(InstantText),
  overdue: Type.Boolean(),
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('applied'),
    Type.Literal('refused'),
    Type.Literal('not-applicable'),
  ]),
  automatic: Type.Boolean(),
  copies: Type.Array(Type.Object({ publicationId: Id, url: Type.String(), state: Type.String() })),
});

export const listRecalls = endpoint({
  method: 'GET',
  path: '/api/recalls',
  permission: 'read-wire',
  summary: 'Corrections and kills we issued, and how far each has come',
  reply: Type.Object({ recalls: Type.Array(RecallShape) }),
});

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/notices',
  permission: 'read-wire',
  summary: 'Corrections and kills partners sent us',
  reply: Type.Object({ notices: Type.Array(NoticeShape) }),
});

export const correctStory = endpoint({
  method: 'POST',
  path: '/api/stories/:id/corrections',
  permission: 'correct-own',
  summary: 'Issue a new version of our own story with a note; every holder is told',
  params: IdParams,
  body: Type.Object({
    note: Type.String({ minLength: 1, maxLength: 2000 }),
    reasonClass: ReasonClass,
    headline: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    blocks: Type.Array(
      Type.Object({ id: Type.String({ maxLength: 40 }), text: Type.String({ maxLength: 20_000 }) }),
      {
        maxItems: 500,
      },
    ),
  }),
  reply: Type.Object({ recall: RecallShape }),
});

export const killStory = endpoint({
  method: 'POST',
  path: '/api/stories/:id/kill',
  permission: 'kill-own',
  summary: 'Kill our own story: every use stops, every holder is told, a tombstone stays',
  params: IdParams,
  body: Type.Object({
    reasonClass: ReasonClass,
    publicReason: Type.String({ minLength: 1, maxLength: 2000 }),
  }),
  reply: Type.Object({ recall: RecallShape }),
});

export const applyNotice = endpoint({
  method: 'POST',
  path: '/api/notices/:id/application',
  permission: 'answer-notice',
  summary: 'Apply a kill by hand, or confirm that a correction was applied; the partner gets the receipt',
  params: IdParams,
  reply: Done,
});

export const refuseNotice = endpoint({
  method: 'POST',
  path: '/api/notices/:id/refusal',
  permission: 'answer-notice',
  summary: 'Refuse a partner’s notice with a public reason; the refusal is recorded and sent',
  params: IdParams,
  body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000 }) }),
  reply: Done,
});
