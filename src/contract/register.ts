import { Type } from 'typebox';
import { AgreementLine } from '#contract/agreement.ts';
import { CommitmentShape } from '#contract/commitment.ts';
import { endpoint } from '#contract/endpoint.ts';
import { PartyCard, InstantText, Trilingual } from '#contract/shapes.ts';
import { RedlinedShape } from '#contract/talks.ts';

const Waiting = Type.Object({ open: Type.Integer(), overdue: Type.Integer() });

/** One agreement at a glance. */
export const RegisterLine = Type.Intersect([
  AgreementLine,
  Type.Object({
    ending: Type.Object({
      endsAt: Type.Optional(InstantText),
      tailUntil: Type.Optional(InstantText),
      awaits: Type.Array(PartyCard),
    }),
    /** What is marked in its life, in order of time; empty before all have signed. */
    marks: Type.Array(
      Type.Object({
        kind: Type.Union([
          Type.Literal('signed'),
          Type.Literal('in-force'),
          Type.Literal('amended'),
          Type.Literal('suspended'),
          Type.Literal('resumed'),
          Type.Literal('notice'),
          Type.Literal('terminated'),
          Type.Literal('renewal'),
          Type.Literal('end'),
        ]),
        at: InstantText,
      }),
    ),
    /** What is left to us in the period that runs. */
    quotas: Type.Array(
      Type.Object({
        clause: Type.Integer(),
        limit: Type.Integer(),
        used: Type.Integer(),
        left: Type.Integer(),
        until: InstantText,
      }),
    ),
    /** Answers to corrections and kills that wait, between us and the other parties. */
    owed: Type.Object({ byUs: Waiting, byThem: Waiting }),
    /** What was promised beside the news, and what is left of it by when. */
    promises: Type.Array(CommitmentShape),
    /** Clauses that say the words sought. */
    found: Type.Array(Type.Object({ number: Type.Integer(), sentence: Trilingual })),
  }),
]);

export const readRegister = endpoint({
  method: 'GET',
  path: '/api/register',
  permission: 'read-wire',
  summary: 'Every agreement at a glance: state, end, what is owed by whom, quota left; sought by clause text',
  query: Type.Object({
    words: Type.Optional(Type.String({ maxLength: 200, description: 'all of them in one clause' })),
    language: Type.Optional(
      Type.Union([Type.Literal('vi'), Type.Literal('zh-Hans'), Type.Literal('en')], {
        description: 'whose clause text is searched; English if left out',
      }),
    ),
  }),
  reply: Type.Object({ agreements: Type.Array(RegisterLine) }),
});

export const compareAgreements = endpoint({
  method: 'GET',
  path: '/api/register/comparison',
  permission: 'read-wire',
  summary: 'Two agreements as they stand, clause by clause',
  query: Type.Object({ one: Type.String({ maxLength: 100 }), other: Type.String({ maxLength: 100 }) }),
  reply: Type.Object({
    one: AgreementLine,
    other: AgreementLine,
    clauses: Type.Array(RedlinedShape),
  }),
});

export const listRefusedArrivals = endpoint({
  method: 'GET',
  path: '/api/register/refused',
  permission: 'read-wire',
  summary:
    'What partners sent about agreements and was refused: what came, why it does not count, what to do',
  reply: Type.Object({
    refused: Type.Array(
      Type.Object({
        at: InstantText,
        partner: Type.Object({ did: Type.String(), name: Trilingual }),
        came: Trilingual,
        code: Type.String(),
        why: Trilingual,
        next: Trilingual,
        because: Type.Optional(Type.String({ description: 'the check that failed, for operators' })),
      }),
    ),
  }),
});
