import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { OWNERSHIPS, type Ownership } from '#domain/newsroom/agency.ts';

/** Neither control characters, which a database or a terminal may choke on, nor those that turn reading order about. */
const PLAIN = /^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u;

/** A short text that people read; undefined when it is empty, too long or has hidden characters. */
export function readPlainText(value: Json | undefined, most: number): string | undefined {
  return typeof value === 'string' && value.length <= most && PLAIN.test(value) ? value : undefined;
}

/** A name in all three languages of the interface. */
export function readName(value: Json | undefined): Trilingual | undefined {
  if (!isJsonObject(value)) return undefined;
  const [vi, hans, en] = INTERFACE_LANGUAGES.map((language) => readPlainText(value[language], 200));
  return vi === undefined || hans === undefined || en === undefined ? undefined : { vi, 'zh-Hans': hans, en };
}

/** What an agency declares about who stands behind it; never guessed. */
export function readOwnership(value: Json | undefined): Ownership | undefined {
  return OWNERSHIPS.find((ownership) => ownership === value);
}

/** Objects of a list; undefined when it is none, too long, or holds anything else. */
export function readObjects(value: Json | undefined, most: number): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const objects = value.filter((one) => isJsonObject(one));
  return objects.length === value.length ? objects : undefined;
}
