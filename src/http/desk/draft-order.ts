import type { saveDraft } from '#contract/talks.ts';
import { startDraft } from '#app/agreement/talks/save-draft.ts';
import type { ShowNeeds } from '#app/agreement/show-agreement.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Call } from '../mount.ts';
import { questionsOf } from './draft-questions.ts';
import { signatoryOf, type SignedInCall } from './signatory-of.ts';
import { startAnswers } from './start-answers.ts';

type OrderNeeds = Pick<ShowNeeds, 'transact'> & { readonly agencies: AgencyDirectory };

/** The answers as the rules take them, beside those that the last document gives. */
export async function draftOrderOf(
  needs: OrderNeeds,
  call: SignedInCall & Pick<Call<typeof saveDraft>, 'params' | 'body'>,
) {
  const { base, draft } = call.body;
  const { uid } = call.params;
  const questions = questionsOf(draft);
  if (!questions.ok) return questions;
  const by = await signatoryOf(needs, call);
  const start = await startDraft(needs, by, uid);
  if (!start.ok) return start;
  const former = startAnswers(start.value);
  if (!former.ok) return former;
  const unchanged = questionsOf(former.value);
  if (!unchanged.ok) return unchanged;
  return accept({ by, uid, base, questions: questions.value, unchanged: unchanged.value, asked: draft });
}
