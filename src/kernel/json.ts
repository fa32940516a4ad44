/** Any JSON value; what a parser has not yet looked into. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object of unknown keys. */
export type JsonObject = { readonly [key: string]: Json };

/** Is this parsed JSON an object, and neither a list nor null? */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
