import { Type } from 'typebox';
import { AgreementDraft, AgreementState, ConflictShape } from '#contract/agreement.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Done, InstantText, LanguageTag, May, PartyCard, Trilingual } from '#contract/shapes.ts';

const Uid = Type.String({ maxLength: 100 });
const DigestText = Type.String({ maxLength: 60, description: 'of the exact bytes' });
const AgreementParams = Type.Object({ uid: Uid });

/** One document of an agreement: who laid it down, in answer to which, and where it stands. */
export const TabledShape = Type.Object({
  digest: DigestText,
  version: Type.Integer(),
  state: AgreementState,
  /** Nobody yet: a draft of ours. */
  laidBy: Type.Optional(PartyCard),
  laidAt: Type.Optional(InstantText),
  base: Type.Optional(DigestText),
  supersedes: Type.Optional(DigestText),
  expiresAt: Type.Optional(InstantText),
  signedBy: Type.Array(PartyCard),
});

export const CommentShape = Type.Object({
  id: Type.String(),
  digest: DigestText,
  clause: Type.Optional(Type.String({ description: '#name of the rule; absent: about the whole' })),
  agency: PartyCard,
  author: Type.Object({ name: Type.String(), role: Type.String() }),
  language: Type.String(),
  text: Type.String(),
  at: InstantText,
});

const RedlineSide = Type.Object({
  sentence: Trilingual,
  number: Type.Optional(Type.Integer()),
  /** What it comes to, told by a story; of a text that is being written. */
  means: Type.Optional(Trilingual),
});

export const RedlinedShape = Type.Object({
  name: Type.String(),
  kind: Type.String(),
  change: Type.Union([
    Type.Literal('same'),
    Type.Literal('added'),
    Type.Literal('removed'),
    Type.Literal('changed'),
    Type.Literal('moved'),
  ]),
  before: Type.Optional(RedlineSide),
  after: Type.Optional(RedlineSide),
});

/** Answers, and what they answer. */
export const DraftBody = Type.Object({
  base: Type.Optional(Type.String({ maxLength: 60, description: 'the last document on the table, as read' })),
  draft: AgreementDraft,
});

export const readTalks = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/talks',
  permission: 'read-wire',
  summary: 'The negotiation of an agreement: every document, comments, and what may be done next',
  params: AgreementParams,
  reply: Type.Object({
    documents: Type.Array(TabledShape),
    /** The document that stands for the agreement, whatever is negotiated beside it. */
    standing: Type.Optional(DigestText),
    /** The last document that lies between the parties. */
    head: Type.Optional(DigestText),
    /** Ours, which nobody else has seen. */
    draft: Type.Optional(DigestText),
    /** So many must sign. */
    partyCount: Type.Integer(),
    comments: Type.Array(CommentShape),
    may: Type.Object({ write: May, share: May, withdraw: May, comment: May }),
  }),
});

export const readRedline = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/redline',
  permission: 'read-wire',
  summary: 'Two documents of one agreement, clause by clause, in three languages',
  params: AgreementParams,
  query: Type.Object({ from: DigestText, to: DigestText }),
  reply: Type.Object({ clauses: Type.Array(RedlinedShape) }),
});

export const readDraft = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/draft',
  permission: 'draft-agreement',
  summary: 'The answers that our next document starts from: our draft’s, or those of what lies on the table',
  params: AgreementParams,
  reply: Type.Object({
    draft: AgreementDraft,
    /** `give` is what the first party gives. */
    weAre: Type.Union([Type.Literal('first'), Type.Literal('second')]),
    /** The document that it answers; none: the first draft. */
    base: Type.Optional(DigestText),
    isReopened: Type.Boolean(),
    /** What stays as that document has it, whatever is answered: no question asks it. */
    untouched: Type.Array(
      Type.Object({
        name: Type.String({ description: '#name of the rule, or of a choice of stories' }),
        what: Type.Enum(['said', 'unsaid'], { description: 'unsaid: the document lacks the clause' }),
        number: Type.Optional(Type.Integer()),
        sentence: Trilingual,
      }),
    ),
  }),
});

export const saveDraft = endpoint({
  method: 'PUT',
  path: '/api/agreements/:uid/draft',
  permission: 'draft-agreement',
  summary: 'Write our next document: change the draft, answer the partner’s, or amend what is in force',
  params: AgreementParams,
  body: DraftBody,
  reply: Type.Object({ digest: DigestText }),
});

export const previewDraft = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/draft/preview',
  permission: 'draft-agreement',
  summary: 'What these answers would change in the last document, clause by clause, without keeping it',
  params: AgreementParams,
  body: DraftBody,
  reply: Type.Object({
    clauses: Type.Array(RedlinedShape),
    /** Warnings; none of them stops a draft. */
    conflicts: Type.Array(ConflictShape),
  }),
});

export const discardDraft = endpoint({
  method: 'DELETE',
  path: '/api/agreements/:uid/draft',
  permission: 'draft-agreement',
  summary: 'Throw our draft away; nobody else has ever seen it',
  params: AgreementParams,
  reply: Done,
});

export const shareDraft = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/proposal',
  permission: 'draft-agreement',
  summary:
    'Lay our draft before all other parties, unsigned; it lapses after thirty days if not said otherwise',
  params: AgreementParams,
  body: Type.Object({ digest: DigestText, expiresAt: Type.Optional(InstantText) }),
  reply: Done,
});

export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/withdrawal',
  permission: 'draft-agreement',
  summary: 'Take our document back; the others are told',
  params: AgreementParams,
  body: Type.Object({ digest: DigestText }),
  reply: Done,
});

export const commentDocument = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/comments',
  permission: 'draft-agreement',
  summary: 'Say something about a document or one clause of it, to all parties',
  params: AgreementParams,
  body: Type.Object({
    digest: DigestText,
    clause: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 4000 }),
    language: LanguageTag,
  }),
  reply: Type.Object({ id: Type.String() }),
});
