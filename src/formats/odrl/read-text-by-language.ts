import type { TextByLanguage } from '#domain/agreement/agreement.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { Misfit, readObject, readText, type Spot } from './read-json.ts';

/** A text in at least one interface language: `{"vi": "…", "en": "…"}`. */
export function readTextByLanguage(spot: Spot): TextByLanguage {
  const members = readObject(spot, INTERFACE_LANGUAGES);
  const texts = INTERFACE_LANGUAGES.map((language) => [language, members.maybe(language)] as const);
  const given = texts.flatMap(([language, text]) => (text ? [[language, readText(text)] as const] : []));
  if (given.length === 0) throw new Misfit(spot.at, 'missing', INTERFACE_LANGUAGES.join(', '));
  return Object.fromEntries(given);
}
