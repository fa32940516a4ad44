import type { Json } from '#kernel/json.ts';
import { JSON_DEPTH } from './json-depth.ts';

/**
 * Reads JSON by `JSON.parse` where every reader sees in it what that one sees: no name twice, no half of a character, no number too large
 * or below nought by its sign alone, no deeper than `JSON_DEPTH`. Undefined for any other text: what it is then, and what is wrong with
 * it, the strict reader says.
 */
export function readPlainJson(text: string): Json | undefined {
  const value = parsed(text);
  const counter = { strings: 0, mayBeHalf: text.includes('\\u') || !text.isWellFormed() };
  if (value === undefined || !isPlain(value, 0, counter)) return undefined;
  // A name that stands twice is lost in the value, and two quotes of the text with it.
  return quotesIn(text) === 2 * counter.strings ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is no JSON; the strict reader says where.
    return undefined;
  }
}

type Counter = { strings: number; readonly mayBeHalf: boolean };

function isPlain(value: unknown, depth: number, counter: Counter): value is Json {
  if (typeof value === 'string') return isPlainText(value, counter);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= JSON_DEPTH) return false;
  if (Array.isArray(value)) return value.every((one) => isPlain(one, depth + 1, counter));
  return Object.entries(value).every(
    ([name, one]) => isPlainText(name, counter) && isPlain(one, depth + 1, counter),
  );
}

function isPlainText(text: string, counter: Counter): boolean {
  counter.strings += 1;
  return !counter.mayBeHalf || text.isWellFormed();
}

/** Quotes that begin or end a text; those inside it have a backslash before them. */
function quotesIn(json: string): number {
  let count = 0;
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at + 1)) {
    let before = at;
    while (json[before - 1] === '\\') before -= 1;
    if ((at - before) % 2 === 0) count += 1;
  }
  return count;
}
