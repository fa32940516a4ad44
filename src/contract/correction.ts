import { Type } from 'typebox';
import { OUTLETS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { ReasonClass } from '#contract/publication.ts';
import { AgencyCard, Done, Id, IdParams, InstantText, LanguageTag } from '#contract/shapes.ts';

export const RecallKind = Type.Union([
  Type.Literal('correction'),
  Type.Literal('kill'),
  Type.Literal('withhold'),
  Type.Literal('release'),
  Type.Literal('withdraw'),
]);

const ReachState = Type.Union([
  Type.Literal('written'),
  Type.Literal('fetched'),
  Type.Literal('received'),
  Type.Literal('seen'),
  Type.Literal('applied'),
  Type.Literal('refused'),
  Type.Literal('not-applicable'),
]);

/** How far a recall, or a rehearsed one, has come at one partner. Times are absent until they happened. */
export const REACH_STEPS = {
  agency: AgencyCard,
  state: ReachState,
  overdue: Type.Boolean(),
  dueAt: Type.Optional(InstantText),
  writtenAt: InstantText,
  fetchedAt: Type.Optional(InstantText),
  receivedAt: Type.Optional(InstantText),
  /** When an editor there first opened the notice. */
  seenAt: Type.Optional(InstantText),
  appliedAt: Type.Optional(InstantText),
  refusalReason: Type.Optional(Type.String()),
} as const;

/** One partner's lane of a correction, a kill or a stop. */
export const ReachShape = Type.Object({
  ...REACH_STEPS,
  /** When people that the agreement names were last written to because it is late, and who. */
  escalatedAt: Type.Optional(InstantText),
  escalatedTo: Type.Array(Type.String()),
  /** Every copy there that we know of, translations among them, and what the last look at its address has shown. */
  copies: Type.Array(
    Type.Object({
      /** Absent where the holder reported a copy without a public address. */
      url: Type.Optional(Type.String()),
      /** `unnamed`: the last word has come and passes over this copy. */
      standing: Type.Union([
        Type.Literal('waiting'),
        Type.Literal('overdue'),
        Type.Literal('applied'),
        Type.Literal('removed'),
        Type.Literal('refused'),
        Type.Literal('unnamed'),
      ]),
      /** The third party that has it by this partner. */
      holder: Type.Optional(AgencyCard),
      language: Type.Optional(LanguageTag),
      derivative: Type.Optional(
        Type.Union(
          [
            Type.Literal('translation'),
            Type.Literal('adaptation'),
            Type.Literal('extract'),
            Type.Literal('crop'),
          ],
          { description: 'what was made of the story, as its holder says; absent for a copy as it came' },
        ),
      ),
      channel: Type.Optional(Type.String()),
      place: Type.Optional(Type.String()),
      version: Type.Optional(Type.Integer()),
      publishedAt: Type.Optional(InstantText),
      removedAt: Type.Optional(InstantText),
      finding: Type.Optional(
        Type.Union([
          Type.Literal('confirmed'),
          Type.Literal('contradicted'),
          Type.Literal('unclear'),
          Type.Literal('unreached'),
        ]),
      ),
      words: Type.Optional(
        Type.Array(Type.String(), {
          description: 'words of the story that stood at the address and led to the finding, cut short',
        }),
      ),
      seenAt: Type.Optional(InstantText),
    }),
  ),
});

/** A copy in another system of ours. `failing`: the last attempt did not succeed, `answer` says why, and it is tried again. `told`: by mail; those who have it keep it. */
const OwnCopyShape = Type.Object({
  id: Id,
  destination: Type.String(),
  storyId: Id,
  isByHand: Type.Boolean({ description: 'people brought it there, and confirm what they took back' }),
  channel: Type.Optional(
    Type.Enum([...OUTLETS], { description: 'by which it went out, or `archive`, which no reader sees' }),
  ),
  standing: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('failing'),
    Type.Literal('applied'),
    Type.Literal('told'),
  ]),
  at: Type.Optional(InstantText),
  answer: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  language: Type.Optional(LanguageTag),
  version: Type.Optional(Type.Integer()),
  publishedAt: Type.Optional(InstantText),
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
  /** In other systems of our own: it is not done while one of them still shows the story. */
  ownCopies: Type.Array(OwnCopyShape),
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
  /** Has an editor here opened it? */
  seen: Type.Boolean(),
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('applied'),
    Type.Literal('refused'),
    Type.Literal('not-applicable'),
  ]),
  automatic: Type.Boolean(),
  copies: Type.Array(Type.Object({ publicationId: Id, url: Type.String(), state: Type.String() })),
  /** In other systems of ours, of an open notice or a kill; the last word goes when all of them are done. */
  ownCopies: Type.Array(OwnCopyShape),
});

export const listRecalls = endpoint({
  method: 'GET',
  path: '/api/recalls',
  permission: 'read-wire',
  summary: 'Corrections, stops, releases and kills we issued, and how far each has come',
  reply: Type.Object({ recalls: Type.Array(RecallShape) }),
});

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/notices',
  permission: 'read-wire',
  summary: 'Corrections, stops, releases and kills that partners sent us',
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

export const withholdStory = endpoint({
  method: 'POST',
  path: '/api/stories/:id/withholding',
  permission: 'correct-own',
  summary: 'Stop our own story: nobody may use it until it is released or killed; every holder is told',
  params: IdParams,
  body: Type.Object({
    reasonClass: ReasonClass,
    publicReason: Type.String({ minLength: 1, maxLength: 2000 }),
  }),
  reply: Type.Object({ recall: RecallShape }),
});

export const releaseStory = endpoint({
  method: 'POST',
  path: '/api/stories/:id/release',
  permission: 'correct-own',
  summary: 'Release our own story that we withheld: every copy comes back as it was',
  params: IdParams,
  body: Type.Object({ publicReason: Type.String({ minLength: 1, maxLength: 2000 }) }),
  reply: Type.Object({ recall: RecallShape }),
});

export const withdrawOffer = endpoint({
  method: 'POST',
  path: '/api/stories/:id/offer-withdrawal',
  permission: 'correct-own',
  summary: 'Take our own story off offer: nobody takes it any more, whoever took it before keeps it',
  params: IdParams,
  body: Type.Object({
    reasonClass: ReasonClass,
    publicReason: Type.String({ minLength: 1, maxLength: 2000 }),
  }),
  reply: Type.Object({ recall: RecallShape }),
});

export const offerAgain = endpoint({
  method: 'POST',
  path: '/api/stories/:id/offer',
  permission: 'correct-own',
  summary: 'Put our own story on offer again, to whom the agreements let see it',
  params: IdParams,
  reply: Done,
});

export const seeNotice = endpoint({
  method: 'POST',
  path: '/api/notices/:id/sight',
  permission: 'answer-notice',
  summary: 'A person has opened a partner’s notice; the partner is told so once, and not who',
  params: IdParams,
  reply: Done,
});

export const applyNotice = endpoint({
  method: 'POST',
  path: '/api/notices/:id/application',
  permission: 'answer-notice',
  summary:
    'Apply a kill or a stop by hand, or confirm that a correction was applied; the partner gets the receipt',
  params: IdParams,
  reply: Type.Object({
    copiesUp: Type.Integer({
      minimum: 0,
      description:
        'Copies in other systems of ours that still show the story; the notice is answered when the last is out.',
    }),
  }),
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
