import type { Static } from 'typebox';
import { SavedQuestion } from '#contract/alert.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import { shapeCheck } from '../shape-check.ts';
import { askedOf } from './wire.ts';

const misfits = shapeCheck(SavedQuestion);

function isQuestion(saved: unknown): saved is Static<typeof SavedQuestion> {
  return misfits(saved).length === 0;
}

/** Reads what was saved as the wire reads what is asked of it; undefined when it is no such question. */
export function savedReader(
  lexicons: Lexicons,
): (saved: JsonObject, at: Instant) => WireQuestion | undefined {
  return (saved, at) => (isQuestion(saved) ? askedOf(saved, lexicons, at).question : undefined);
}
