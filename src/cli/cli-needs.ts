import type { Problem } from '#contract/problem.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { Clock } from '#ports/world.ts';
import type { Refusal } from './said.ts';

/** What the command line is given by `main`; a node is opened only by a command that works on one. */
export type CliNeeds = {
  readonly clock: Clock;
  readonly problemOf: (refusal: Refusal, language: InterfaceLanguage) => Problem;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};
