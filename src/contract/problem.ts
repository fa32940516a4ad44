import { Type, type Static } from 'typebox';
import type { Trilingual } from '#kernel/language.ts';

/** What went wrong and what can be done next, in every language of the interface. */
export type ProblemWords = { readonly title: Trilingual; readonly next: Trilingual };

/**
 * The body of every answer that is not a success (RFC 9457, `application/problem+json`). `code` is a key of `PROBLEMS`;
 * `because` are the reasons with their clauses where a decision refused; `facts` are whatever else the refusal carried
 * beside its code; `instance` names the request for the operator.
 */
export const ProblemShape = Type.Object({
  type: Type.String({ description: 'urn:pactwire:problem:<code>' }),
  title: Type.String({ description: 'in the language that was asked for' }),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.String(),
  next: Type.String({ description: 'what can be done, in the language that was asked for' }),
  instance: Type.Optional(Type.String({ description: 'urn:uuid of the request' })),
  because: Type.Optional(Type.Array(Type.Unknown())),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Problem = Static<typeof ProblemShape>;
