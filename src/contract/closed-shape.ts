import type { TSchema } from 'typebox';
import { isJsonObject } from '#kernel/json.ts';

/**
 * The same shape with every object closed: a field that the contract does not name is refused, not dropped
 * (mass assignment, abuse case 22). Parts of an intersection are closed together (`unevaluatedProperties`).
 */
export function closedShape(schema: TSchema): TSchema {
  return closed(schema);
}

function closed(schema: unknown): Record<string, unknown> {
  const inner = withClosedParts(schema);
  if (Array.isArray(inner['allOf'])) return { ...inner, unevaluatedProperties: false };
  const isOpen = inner['type'] === 'object' && 'properties' in inner && !('additionalProperties' in inner);
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}

/** Closes what lies inside, but not the shape itself. */
function withClosedParts(schema: unknown): Record<string, unknown> {
  if (!isRecord(schema)) return {};
  return Object.fromEntries(Object.entries(schema).map(([word, part]) => [word, closedPart(word, part)]));
}

function closedPart(word: string, part: unknown): unknown {
  if (word === 'properties' && isRecord(part)) {
    return Object.fromEntries(Object.entries(part).map(([name, shape]) => [name, closed(shape)]));
  }
  if (word === 'items') return Array.isArray(part) ? part.map(closed) : closed(part);
  if (word === 'anyOf' && Array.isArray(part)) return part.map(closed);
  if (word === 'allOf' && Array.isArray(part)) return part.map(withClosedParts);
  return part;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value);
}
