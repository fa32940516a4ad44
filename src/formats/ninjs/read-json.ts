import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';

/** The text of a member; undefined when it is absent, no text, or blank. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The number of a member, if it is a whole one that is not negative. */
export function countIn(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** The objects of a list, each with its JSON pointer. */
export function objectsIn(
  object: JsonObject,
  name: string,
  at = '',
): readonly { readonly at: string; readonly object: JsonObject }[] {
  const value: Json | undefined = object[name];
  if (!Array.isArray(value)) return [];
  const list: readonly Json[] = value;
  return list.flatMap((one, index) =>
    isJsonObject(one) ? [{ at: `${at}/${name}/${index}`, object: one }] : [],
  );
}
