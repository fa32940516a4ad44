import type { ProblemCode } from '#contract/problems.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** A refusal as any use case returns it: its code, and its facts beside it. */
export type Refusal = { readonly code: ProblemCode };

/** What a command found or did: whole for programs, in lines for people, and what they may want to do next. */
export type Said = {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly next?: string;
  /** The JSON is a list of documents, one to a line, for programs that read them as they come (JSON Lines). */
  readonly isOneEach?: boolean;
  /** Further text, as it comes: pieces of JSON or of lines, for what is too much to be held. Answers whether it was no refusal. */
  readonly pieces?: (as: 'json' | 'lines') => AsyncGenerator<string, boolean, void>;
  /** It was said, and nothing could be done: the exit code is that of a refusal. */
  readonly isRefusal?: boolean;
};

export type Answer = Result<Said, Refusal>;

/** What was typed does not have the expected form; `at` is the argument, option or place in a file. */
export function inputInvalid(at: string, why: string): Result<never, Refusal> {
  const refusal = { code: 'input-invalid', places: [{ at, why }] } as const;
  return refuse(refusal);
}
