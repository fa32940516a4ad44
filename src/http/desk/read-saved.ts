import type { Static } from 'typebox';
import { SavedQuestion } from '#contract/alert.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import { shapeCheck } from '../shape-check.ts';
import { askedOf } from './wire.ts';

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
export function trialOf(question: Question, lexicons: Lexicons, at: Instant): WireQuestion {
  return askedOf(question, lexicons, at).question;
}

/** Reads what was saved as the wire reads what is asked of it; undefined when it is no such question. */
export function savedReader(
  lexicons: Lexicons,
): (saved: JsonObject, asker: { readonly at: Instant }) => Promise<WireQuestion | undefined> {
  return async (saved, { at }) => {
    const question = questionIn(saved);
    return question && trialOf(question, lexicons, at);
  };
}
