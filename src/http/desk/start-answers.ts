import { draftAgreement } from '#contract/agreement.ts';
import type { Body } from '#contract/endpoint.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import type { DraftStart } from '#app/agreement/talks/save-draft.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { answersShape } from './answers-shape.ts';

/** The answers that a next document starts from, in the desk's shape: as they were given, else as the document says them. */
export function startAnswers({
  asked,
  answers,
  others,
}: DraftStart): Result<Body<typeof draftAgreement>, { readonly code: 'agreement-not-from-questions' }> {
  if (isBodyOf(draftAgreement, asked)) return accept(asked);
  const said = answersShape(answers, others);
  return isBodyOf(draftAgreement, said) ? accept(said) : refuse({ code: 'agreement-not-from-questions' });
}
