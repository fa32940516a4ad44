import { AGREEMENT_PROBLEMS } from '#contract/agreement-problems.ts';
import { API_KEY_PROBLEMS } from '#contract/api-key-problems.ts';
import { ALERT_PROBLEMS } from '#contract/alert-problems.ts';
import { BUNDLE_PROBLEMS } from '#contract/bundle-problems.ts';
import { QUESTION_PROBLEMS } from '#contract/question-problems.ts';
import { VOCABULARY_PROBLEMS } from '#contract/vocabulary-problems.ts';
import { COMMITMENT_PROBLEMS } from '#contract/commitment-problems.ts';
import { COMMAND_PROBLEMS } from '#contract/command-problems.ts';
import { DECISION_PROBLEMS } from '#contract/decision-problems.ts';
import { DIALECT_PROBLEMS } from '#contract/dialect-problems.ts';
import { DOOR_PROBLEMS } from '#contract/door-problems.ts';
import { DESTINATION_PROBLEMS } from './destination-problems.ts';
import { DRILL_PROBLEMS } from '#contract/drill-problems.ts';
import { EVIDENCE_PROBLEMS } from '#contract/evidence-problems.ts';
import { EXCHANGE_PROBLEMS } from '#contract/exchange-problems.ts';
import { NEWSROOM_PROBLEMS } from '#contract/newsroom-problems.ts';
import { PAPER_PROBLEMS } from '#contract/paper-problems.ts';
import { PARTNER_PROBLEMS } from '#contract/partner-problems.ts';
import { PUBLICATION_PROBLEMS } from '#contract/publication-problems.ts';
import { SIGNING_PROBLEMS } from '#contract/signing-problems.ts';
import { SOURCE_PROBLEMS } from '#contract/source-problems.ts';
import { TALKS_PROBLEMS } from '#contract/talks-problems.ts';
import { TRANSPARENCY_PROBLEMS } from '#contract/transparency-problems.ts';
import { USE_PROBLEMS } from '#contract/use-problems.ts';

/**
 * The words of every refusal. A capability adds its own `contract/<capability>-problems.ts` and one line here; its status
 * stands in `http/problems.ts`, and a handler that refuses with a code missing here does not compile.
 */
export const PROBLEMS = {
  ...DOOR_PROBLEMS,
  ...NEWSROOM_PROBLEMS,
  ...API_KEY_PROBLEMS,
  ...EXCHANGE_PROBLEMS,
  ...BUNDLE_PROBLEMS,
  ...QUESTION_PROBLEMS,
  ...VOCABULARY_PROBLEMS,
  ...PARTNER_PROBLEMS,
  ...AGREEMENT_PROBLEMS,
  ...COMMITMENT_PROBLEMS,
  ...SIGNING_PROBLEMS,
  ...EVIDENCE_PROBLEMS,
  ...PAPER_PROBLEMS,
  ...TALKS_PROBLEMS,
  ...PUBLICATION_PROBLEMS,
  ...SOURCE_PROBLEMS,
  ...DIALECT_PROBLEMS,
  ...DESTINATION_PROBLEMS,
  ...TRANSPARENCY_PROBLEMS,
  ...USE_PROBLEMS,
  ...ALERT_PROBLEMS,
  ...DRILL_PROBLEMS,
  ...DECISION_PROBLEMS,
  ...COMMAND_PROBLEMS,
} as const;

/** Every code a refusal may carry over the network. */
export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
