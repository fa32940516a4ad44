import type { ProblemCode } from '#contract/problems.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** A refusal as any use case returns it: its code, and its facts beside it. */
export type Refusal = { readonly code: ProblemCode };

/** What a command found or did: whole for programs, in lines for people, and what they may want to do next. */
export type Said = {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly next?: string;
};

export type Answer = Result<Said, Refusal>;

/** What was typed does not have the expected form; `at` is the argument, option or place in a file. */
export function inputInvalid(at: string, why: string): Result<never, Refusal> {
  const refusal = { code: 'input-invalid', places: [{ at, why }] } as const;
  return refuse(refusal);
}
