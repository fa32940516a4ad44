import type { TSchema } from 'typebox';
import { isJsonObject } from '#kernel/json.ts';

/** What a shape says about how much, how long and how spelled; its kinds and its closed choices stay. */
const BOUNDS: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
]);

/** The same shape for somebody who is not done: the same fields of the same kinds, empty or unfit as they may be yet. */
export function unfinishedShape(schema: TSchema): TSchema {
  return unfinished(schema);
}

function unfinished(schema: unknown): Record<string, unknown> {
  if (!isJsonObject(schema)) return {};
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => !BOUNDS.has(word))
      .map(([word, part]) => [word, unfinishedPart(word, part)]),
  );
}

function unfinishedPart(word: string, part: unknown): unknown {
  if (word === 'properties' && isJsonObject(part))
    return Object.fromEntries(Object.entries(part).map(([name, shape]) => [name, unfinished(shape)]));
  if (word === 'items') return unfinished(part);
  if (word === 'anyOf' && Array.isArray(part)) return part.map(unfinished);
  return part;
}
