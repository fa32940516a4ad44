import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import type { Refusal } from '#cli/said.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import { questionsOf } from '#http/desk/draft-questions.ts';
import { shapeCheck } from '#http/shape-check.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** Answers from a file, by the shape and the rules that hold for those of the desk. */
export function readDraft(answers: unknown): Result<DraftQuestions, Refusal> {
  const places = shapeCheck(draftAgreement.body)(answers);
  const misfit = { code: 'input-invalid', places } as const;
  if (places.length > 0 || !isBodyOf(draftAgreement, answers)) return refuse(misfit);
  return questionsOf(answers);
}
