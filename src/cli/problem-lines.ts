import type { Problem } from '#contract/problem.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { isJsonObject } from '#kernel/json.ts';
import { clip } from './columns.ts';

type Paint = { readonly red: (text: string) => string; readonly cyan: (text: string) => string };

/** A problem document as a person reads it: what happened, why, and what to do. */
export function problemLines(problem: Problem, language: InterfaceLanguage, paint: Paint): string[] {
  const { title, code, next, because = [], facts = {} } = problem;
  return [
    `${paint.red(title)} (${code})`,
    ...because.map((reason) => `  - ${sayReason(reason, language)}`),
    ...Object.entries(facts).flatMap(([name, value]) => sayFact(name, value)),
    paint.cyan(next),
  ];
}

/** A fault for the one who runs the node: its words and those of what lies under it, no stack. */
export function faultLines(fault: unknown): string[] {
  if (!(fault instanceof Error)) return [`Fault: ${String(fault)}`];
  const under = fault.cause instanceof Error ? [`  because: ${fault.cause.message}`] : [];
  return [`Fault: ${fault.message}`, ...under];
}

/** Reasons of a decision come with sentences; others are words. */
function sayReason(reason: unknown, language: InterfaceLanguage): string {
  if (!isJsonObject(reason)) return String(reason);
  const { sentence, clause, code } = reason;
  const text = isJsonObject(sentence) ? sentence[language] : code;
  return `${typeof text === 'string' ? text : JSON.stringify(reason)}${typeof clause === 'string' ? ` (${clause})` : ''}`;
}

function sayFact(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => sayFact(name, one));
  if (isJsonObject(value)) return [`  ${clip(Object.values(value).filter(isWord).join(': '), WIDTH)}`];
  return isWord(value) ? [`  ${name}: ${clip(String(value), WIDTH)}`] : [];
}

const WIDTH = 400;

function isWord(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
