import type { Static } from 'typebox';
import { questionFor, type Asker, type ReadNeeds } from '#app/search/ask-wire.ts';
import type { PutQuestion } from '#app/search/sift-stories.ts';
import { SavedQuestion } from '#contract/alert.ts';
import type { QuestionRefusal } from '#formats/question/parse-question.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Result } from '#kernel/result.ts';
import { shapeCheck } from '../shape-check.ts';
import { askOf } from './wire.ts';

type Question = Static<typeof SavedQuestion>;

const misfits = shapeCheck(SavedQuestion);

function isQuestion(saved: unknown): saved is Question {
  return misfits(saved).length === 0;
}

/** What was saved, if it is a question that the wire can be asked. */
export function questionIn(saved: JsonObject): Question | undefined {
  return isQuestion(saved) ? saved : undefined;
}

/** The question as the wire would be asked it now. */
export function trialOf(
  needs: ReadNeeds,
  asker: Asker,
  question: Question,
): Promise<Result<PutQuestion, QuestionRefusal>> {
  return questionFor(needs, asker, askOf(question));
}

/** Reads what was saved as the wire reads what is asked of it; undefined when it is no such question. */
export function savedReader(
  needs: ReadNeeds,
): (saved: JsonObject, asker: Asker) => Promise<PutQuestion | undefined> {
  return async (saved, asker) => {
    const question = questionIn(saved);
    const put = question && (await trialOf(needs, asker, question));
    return put?.ok ? put.value : undefined;
  };
}
