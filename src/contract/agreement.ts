import { Type } from 'typebox';
import { FURTHER_ANSWERS, FURTHER_TERMS } from '#contract/agreement-answers.ts';
import { AgreementParams, Endings } from '#contract/agreement-endings.ts';
import { CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { endpoint } from '#contract/endpoint.ts';
import { GivenProof, ProofMethod, SigningRole } from '#contract/signing-shapes.ts';
import { ClauseShape, Done, InstantText, LanguageTag, May, PartyCard, Trilingual } from '#contract/shapes.ts';

export const AgreementState = Type.Union([
  Type.Literal('draft'),
  Type.Literal('shared'),
  Type.Literal('proposed'),
  Type.Literal('received'),
  Type.Literal('not-yet-effective'),
  Type.Literal('in-force'),
  Type.Literal('suspended'),
  Type.Literal('expired'),
  Type.Literal('terminated'),
  Type.Literal('replaced'),
  Type.Literal('withdrawn'),
  Type.Literal('lapsed'),
]);

/** One party in the order of the document: whether it has signed, and whether it stands apart from those who go on. */
const PartyShape = Type.Intersect([
  PartyCard,
  Type.Object({
    isUs: Type.Boolean(),
    /** Each of the two has pinned the other's keys. */
    isPinned: Type.Boolean(),
    hasSigned: Type.Boolean(),
    standing: Type.Union([Type.Literal('open'), Type.Literal('suspended'), Type.Literal('left')]),
  }),
]);

export const AgreementLine = Type.Object({
  uid: Type.String(),
  version: Type.Integer(),
  digest: Type.String(),
  title: Trilingual,
  parties: Type.Array(PartyShape),
  state: AgreementState,
  effectiveFrom: InstantText,
  /** 9999-01-01 when it runs until notice. */
  effectiveUntil: InstantText,
  updatedAt: InstantText,
  /** Its end is near: the step of 90, 30 or 7 days it is in, and when that began. */
  reminder: Type.Optional(Type.Object({ days: Type.Integer(), since: InstantText, endsAt: InstantText })),
  /** The last day for notice is near; `endsAt` is the end of that day, in the zone of the agreement. */
  noticeReminder: Type.Optional(
    Type.Object({ days: Type.Integer(), since: InstantText, endsAt: InstantText, lastDay: Type.String() }),
  ),
  /** The last document between the two sides, when it is another one: what is being negotiated beside this. */
  latest: Type.Optional(
    Type.Object({ version: Type.Integer(), digest: Type.String(), state: AgreementState }),
  ),
});

export const AgreementShape = Type.Intersect([
  AgreementLine,
  Type.Object({
    /** The JSON-LD document whose canonical bytes are signed. */
    document: Type.Unknown(),
    /** Of the text on paper that goes with it. */
    paperDigest: Type.Optional(Type.String()),
    clauses: Type.Array(ClauseShape),
    signatures: Type.Array(
      Type.Object({
        agency: PartyCard,
        kid: Type.String(),
        verified: Type.Boolean(),
        signedAt: Type.Optional(InstantText),
      }),
    ),
    /** Who acted for either side, and what shows it; a person's name is as they confirmed it. */
    persons: Type.Array(
      Type.Object({
        agency: PartyCard,
        role: SigningRole,
        name: Type.String(),
        at: InstantText,
        method: ProofMethod,
        verdict: Type.Union([
          Type.Literal('holds'),
          Type.Literal('on-its-word'),
          Type.Literal('does-not-hold'),
        ]),
      }),
    ),
    endings: Endings,
    may: Type.Object({ approve: May, sign: May, suspend: May, resume: May }),
  }),
]);

/** JWS General JSON (RFC 7515 §7.2.1): the exact canonical bytes, and each signature apart. */
export const SignedAgreement = Type.Object({
  payload: Type.String(),
  signatures: Type.Array(Type.Object({ protected: Type.String(), signature: Type.String() })),
});

/** Not said: the document that stands for the agreement. */
const WhichDocument = Type.Object({
  digest: Type.Optional(
    Type.String({ maxLength: 60, description: 'of another document under the same uid' }),
  ),
});

export const NEWS_TYPES = ['text', 'picture', 'video', 'audio', 'graphic', 'composite'] as const;

/** Answers for one direction: what the giving side lets the receiving side do. */
export const DirectionAnswers = Type.Object({
  topics: Type.Array(Type.String({ pattern: '^medtop:[0-9]{8}$' }), { description: 'empty: every topic' }),
  newsTypes: Type.Array(Type.Enum([...NEWS_TYPES]), { minItems: 1 }),
  languages: Type.Array(LanguageTag, { description: 'languages of the stories given; empty: any' }),
  channels: Type.Array(Type.Enum([...CHANNELS]), { minItems: 1 }),
  territories: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
    description: 'ISO 3166-1; empty: anywhere',
  }),
  translateInto: Type.Array(LanguageTag, { description: 'empty: no translation' }),
  quota: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  linkBack: Type.Boolean(),
  reportUseHours: Type.Integer({ minimum: 1, maximum: 8760 }),
  correctionHours: Type.Integer({ minimum: 1, maximum: 8760 }),
  killHours: Type.Integer({ minimum: 1, maximum: 8760 }),
  onKill: Type.Union([Type.Literal('automatic'), Type.Literal('desk')]),
  ...FURTHER_ANSWERS,
});

/**
 * The questions of the templates; each answer becomes a clause. One-way supply has only `give`; in an event pool, and in
 * whatever more than two exchange or do together, `give` is what each party gives to all the others.
 */
export const AgreementDraft = Type.Object({
  template: Type.Union([
    Type.Literal('news-exchange'),
    Type.Literal('photo-exchange'),
    Type.Literal('one-way-supply'),
    Type.Literal('event-pool'),
    Type.Literal('joint-project'),
  ]),
  partner: Type.String({ maxLength: 300, description: 'DID' }),
  title: Trilingual,
  effectiveFrom: InstantText,
  effectiveUntil: Type.Optional(Type.String({ format: 'date-time', description: 'not said: until notice' })),
  governingLanguage: LanguageTag,
  freshnessMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  give: DirectionAnswers,
  receive: Type.Optional(DirectionAnswers),
  ...FURTHER_TERMS,
});

/** Where the text gets in the way of another agreement of ours; the sentence names both clauses. */
export const ConflictShape = Type.Object({
  code: Type.String(),
  sentence: Trilingual,
  other: Type.String({ description: 'uid of the other agreement' }),
});

export const listAgreements = endpoint({
  method: 'GET',
  path: '/api/agreements',
  permission: 'read-wire',
  summary: 'Agreements and their state',
  reply: Type.Object({ agreements: Type.Array(AgreementLine) }),
});

export const readAgreement = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid',
  permission: 'read-wire',
  summary: 'One agreement: terms, sentences in three languages, signatures',
  params: AgreementParams,
  query: WhichDocument,
  reply: AgreementShape,
});

export const draftAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements',
  permission: 'draft-agreement',
  summary: 'Draft an agreement from a template',
  body: AgreementDraft,
  reply: Type.Object({ uid: Type.String() }),
});

export const previewAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements/preview',
  permission: 'draft-agreement',
  summary: 'The sentences a draft would have, in three languages, without keeping it',
  body: AgreementDraft,
  reply: Type.Object({
    clauses: Type.Array(ClauseShape),
    /** Warnings; none of them stops a draft. */
    conflicts: Type.Array(ConflictShape),
  }),
});

export const readConflicts = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/conflicts',
  permission: 'read-wire',
  summary: 'Where an agreement or a draft gets in the way of our other signed ones; warnings only',
  params: AgreementParams,
  query: WhichDocument,
  reply: Type.Object({ conflicts: Type.Array(ConflictShape) }),
});

export const signAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/signature',
  permission: 'sign-agreement',
  summary: 'Sign with the agency’s key: the first signature proposes, the last puts it in force',
  params: AgreementParams,
  body: Type.Object({
    digest: Type.String({ description: 'of the bytes the signer has read' }),
    proof: Type.Optional(GivenProof),
  }),
  reply: Type.Object({ state: AgreementState }),
});

export const suspendAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/suspension',
  permission: 'sign-agreement',
  summary: 'Suspend at once, the whole or single permissions; obligations go on',
  params: AgreementParams,
  body: Type.Object({
    reason: Type.String({ minLength: 1, maxLength: 1000 }),
    rules: Type.Optional(
      Type.Array(Type.String({ maxLength: 300 }), {
        minItems: 1,
        maxItems: 100,
        description: 'uids of all permissions that rest from now on; everything when left out',
      }),
    ),
  }),
  reply: Done,
});

export const resumeAgreement = endpoint({
  method: 'DELETE',
  path: '/api/agreements/:uid/suspension',
  permission: 'sign-agreement',
  summary: 'Resume what our side suspended',
  params: AgreementParams,
  reply: Done,
});

export const exportAgreement = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/document',
  permission: 'read-wire',
  summary: 'The signed bytes with every signature, for anybody to verify without this node',
  params: AgreementParams,
  query: WhichDocument,
  reply: SignedAgreement,
});
