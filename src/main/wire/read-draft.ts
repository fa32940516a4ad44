import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import type { Refusal } from '#cli/said.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import { questionsOf } from '#http/desk/draft-questions.ts';
import { shapeCheck } from '#http/shape-check.ts';
import { keepUnasked } from '#http/desk/unasked-answers.ts';
import type { TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** Answers from a file, by the shape and the rules that hold for those of the desk; what they do not ask stays as in `from`. */
export function readDraft(answers: unknown, from?: TemplateAnswers): Result<DraftQuestions, Refusal> {
  const places = shapeCheck(draftAgreement.body)(answers);
  const misfit = { code: 'input-invalid', places } as const;
  if (places.length > 0 || !isBodyOf(draftAgreement, answers)) return refuse(misfit);
  const questions = questionsOf(answers);
  return from && questions.ok ? accept(keepUnasked(questions.value, from)) : questions;
}
