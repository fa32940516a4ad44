import { Type } from 'typebox';
import { AgreementParams } from '#contract/agreement-endings.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText, PartyCard, Trilingual } from '#contract/shapes.ts';

/** How a promise stands in the period that runs, or over the whole term. */
const Balance = Type.Object({
  from: InstantText,
  until: Type.Optional(InstantText),
  promised: Type.Integer(),
  confirmed: Type.Integer({ description: 'recorded by one side and confirmed by the other' }),
  disputed: Type.Integer(),
  unanswered: Type.Integer(),
  left: Type.Integer({ description: 'promised and not confirmed' }),
});

/** A promise as the register shows it: what is owed by whom, until when. */
export const CommitmentShape = Type.Object({
  uid: Type.String(),
  clause: Type.Integer({ description: 'its number in the text' }),
  kind: Type.Union([Type.Literal('visit'), Type.Literal('trainingPlace'), Type.Literal('jointProject')]),
  owedBy: PartyCard,
  owedTo: Type.Array(PartyCard),
  byUs: Type.Boolean(),
  balance: Balance,
});

const FulfilmentShape = Type.Object({
  id: Id,
  recordedBy: PartyCard,
  counterpart: PartyCard,
  /** Recorded by us. */
  isOwn: Type.Boolean(),
  count: Type.Integer(),
  doneOn: Type.String({ format: 'date' }),
  note: Type.String(),
  recordedAt: InstantText,
  standing: Type.Union([
    Type.Literal('unanswered'),
    Type.Literal('confirmed'),
    Type.Literal('disputed'),
    Type.Literal('withdrawn'),
  ]),
  words: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('confirmed'), Type.Literal('disputed'), Type.Literal('withdrawn')]),
      reason: Type.String(),
      at: InstantText,
    }),
  ),
});

export const listCommitments = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/commitments',
  permission: 'read-wire',
  summary: 'What was promised beside the news, what was done of it, and what is left',
  params: AgreementParams,
  reply: Type.Object({
    commitments: Type.Array(
      Type.Intersect([
        CommitmentShape,
        Type.Object({
          sentence: Trilingual,
          counterparts: Type.Array(PartyCard, { description: 'with whom something may be recorded' }),
          fulfilments: Type.Array(FulfilmentShape, { description: 'in the order in which they came' }),
        }),
      ]),
    ),
  }),
});

export const recordFulfilment = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/fulfilments',
  permission: 'record-fulfilment',
  summary: 'Record what was done towards a commitment; the other side is told and confirms or disputes it',
  params: AgreementParams,
  body: Type.Object({
    commitment: Type.String({ maxLength: 300, description: 'uid of the clause' }),
    counterpart: Type.String({ maxLength: 300, description: 'DID of the side it was done with' }),
    count: Type.Integer({ minimum: 1, maximum: 10_000 }),
    doneOn: Type.String({ format: 'date' }),
    note: Type.String({ maxLength: 2000, description: 'who came, what was done; the other side reads it' }),
  }),
  reply: Type.Object({ id: Id }),
});

export const sayOfFulfilment = endpoint({
  method: 'POST',
  path: '/api/fulfilments/:id/word',
  permission: 'record-fulfilment',
  summary: 'Confirm or dispute what the other side recorded, or take back what yours did',
  params: IdParams,
  body: Type.Object({
    kind: Type.Union([Type.Literal('confirmed'), Type.Literal('disputed'), Type.Literal('withdrawn')]),
    reason: Type.String({ maxLength: 2000, description: 'of a dispute it is demanded' }),
  }),
  reply: Done,
});
