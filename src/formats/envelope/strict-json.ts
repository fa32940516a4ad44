import type { Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** Why a text is not the JSON that signed things are made of; `offset` counts UTF-16 units from the start. */
export type JsonRefusal =
  | { readonly code: 'json-syntax' }
  | { readonly code: 'json-depth'; readonly offset: number }
  | { readonly code: 'json-duplicate-key'; readonly offset: number; readonly key: string }
  | { readonly code: 'json-number'; readonly offset: number }
  | { readonly code: 'json-surrogate'; readonly offset: number };

const MAX_DEPTH = 64;

/**
 * Reads JSON that may mean only one thing: no duplicate keys, no lone surrogates, no integers beyond 2^53 - 1 or
 * numbers that overflow, at most 64 levels (I-JSON, RFC 7493 §2; reliability.md, abuse case 20).
 */
export function readStrictJson(text: string): Result<Json, JsonRefusal> {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's message quotes the document; the refusal must not.
    return refuse({ code: 'json-syntax' });
  }
  const fault = firstAmbiguity(text);
  return fault ? refuse(fault) : accept(value);
}

/** `keys` of the object we are in, or undefined inside an array. */
type Level = { readonly keys: Set<string> | undefined };
type Scan = { readonly levels: Level[]; keyNext: boolean };

/** Walks a text that is known to be JSON; only what JSON.parse lets through has to be looked for. */
function firstAmbiguity(text: string): JsonRefusal | undefined {
  const scan: Scan = { levels: [], keyNext: false };
  let offset = 0;
  while (offset < text.length) {
    const char = text.charAt(offset);
    let end = offset + 1;
    let fault: JsonRefusal | undefined;
    if (char === '"') {
      end = endOfString(text, offset);
      fault = stringFault(text.slice(offset, end), offset, scan);
    } else if (char === '-' || (char >= '0' && char <= '9')) {
      end = endOfNumber(text, offset);
      fault = numberFault(text.slice(offset, end), offset);
    } else {
      fault = step(char, offset, scan);
    }
    if (fault) return fault;
    offset = end;
  }
  return undefined;
}

function step(char: string, offset: number, scan: Scan): JsonRefusal | undefined {
  if (char === '{' || char === '[') {
    if (scan.levels.length === MAX_DEPTH) return { code: 'json-depth', offset };
    scan.levels.push({ keys: char === '{' ? new Set() : undefined });
    scan.keyNext = char === '{';
  } else if (char === '}' || char === ']') {
    scan.levels.pop();
    scan.keyNext = false;
  } else if (char === ',') {
    scan.keyNext = scan.levels.at(-1)?.keys !== undefined;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

function stringFault(raw: string, offset: number, scan: Scan): JsonRefusal | undefined {
  const value: string = raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1);
  if (!value.isWellFormed()) return { code: 'json-surrogate', offset };
  if (!scan.keyNext) return undefined;
  scan.keyNext = false;
  const keys = scan.levels.at(-1)?.keys;
  if (keys?.has(value)) return { code: 'json-duplicate-key', offset, key: value };
  keys?.add(value);
  return undefined;
}

const PART_OF_NUMBER = /[-+.0-9eE]/;

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && PART_OF_NUMBER.test(text.charAt(end))) end += 1;
  return end;
}

function numberFault(raw: string, offset: number): JsonRefusal | undefined {
  const value = Number(raw);
  const isInteger = /^-?\d+$/.test(raw);
  const isExact = isInteger ? Number.isSafeInteger(value) : Number.isFinite(value);
  return isExact ? undefined : { code: 'json-number', offset };
}
