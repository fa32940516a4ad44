import { PROBLEMS, type ProblemCode } from '#contract/problems.ts';
import type { Result } from '#kernel/result.ts';

/** What the rule says of an action, then what the person's seat says. */
export function mayShape(judged: Result<unknown, { readonly code: ProblemCode }>, hasSeat: boolean) {
  if (!judged.ok) return because(judged.error.code);
  return hasSeat ? { ok: true as const } : because('role-missing');
}

function because(code: ProblemCode) {
  return { ok: false as const, because: [{ code, sentence: { ...PROBLEMS[code].title } }] };
}
