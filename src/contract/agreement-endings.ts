import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { PartyCard, Done, InstantText, May, Trilingual } from '#contract/shapes.ts';

export const AgreementParams = Type.Object({ uid: Type.String({ maxLength: 100 }) });

const Words = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '\\S',
  description: 'told to the other parties',
});

/** An end, and what it means sentence by sentence: when, who must still agree, what stops, what stays owed. */
const Ending = Type.Object({
  endsAt: Type.Optional(InstantText),
  tailUntil: Type.Optional(InstantText),
  awaits: Type.Array(PartyCard),
  sentences: Type.Array(Trilingual),
});

/** A way to end it: what would follow, or why it cannot be gone. */
const Way = Type.Object({ may: May, ending: Type.Optional(Ending) });

/** How an agreement ends, or could be ended by us, and what either side has declared. */
export const Endings = Type.Object({
  /** As things stand. */
  standing: Ending,
  ways: Type.Object({ notice: Way, together: Way, cause: Way }),
  cure: May,
  contest: May,
  /** uids of the clauses that an ending for cause may name. */
  owed: Type.Array(Type.String()),
  /** uids of the permissions that we may suspend by themselves. */
  suspendable: Type.Array(Type.String()),
  /** Permissions that rest by themselves, and at whose word. */
  resting: Type.Array(Type.Object({ clause: Type.String(), by: PartyCard })),
  events: Type.Array(
    Type.Object({
      kind: Type.Union([
        Type.Literal('suspended'),
        Type.Literal('resumed'),
        Type.Literal('notice'),
        Type.Literal('terminated'),
        Type.Literal('cured'),
        Type.Literal('contested'),
      ]),
      by: PartyCard,
      at: InstantText,
      takesHoldAt: InstantText,
      version: Type.Integer({ description: 'the version that stood when it was declared' }),
      words: Type.Optional(Type.String()),
      clause: Type.Optional(Type.String({ description: 'uid of the clause that is said to be broken' })),
      rules: Type.Optional(
        Type.Array(Type.String(), { description: 'uids of the permissions that a suspension is limited to' }),
      ),
    }),
  ),
});

export const giveNotice = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/notice',
  permission: 'sign-agreement',
  summary: 'Give notice: it ends when the notice period has passed',
  params: AgreementParams,
  reply: Done,
});

export const terminateAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/termination',
  permission: 'sign-agreement',
  summary: 'Agree to end it at once; it ends when every other party says so too',
  params: AgreementParams,
  reply: Done,
});

export const terminateForCause = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/cause',
  permission: 'sign-agreement',
  summary: 'End it for a clause that another party has broken, when the cure period has passed',
  params: AgreementParams,
  body: Type.Object({
    clause: Type.String({ maxLength: 300, description: 'uid of a clause that another party owes us' }),
    words: Words,
  }),
  reply: Done,
});

export const confirmCure = endpoint({
  method: 'DELETE',
  path: '/api/agreements/:uid/cause',
  permission: 'sign-agreement',
  summary: 'Take our ending for cause back before it takes hold: the breach is cured',
  params: AgreementParams,
  reply: Done,
});

export const contestEnding = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/contest',
  permission: 'sign-agreement',
  summary: 'Answer another party’s ending for cause in words; it changes nothing else',
  params: AgreementParams,
  body: Type.Object({ words: Words }),
  reply: Done,
});
