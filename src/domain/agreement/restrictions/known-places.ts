import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { PLACES } from './place-names.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Assigned by CLDR beside the countries: unions, and test regions. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Names of places in the three languages, each with the codes it stands for. */
export function knownPlaces(): readonly (readonly [codes: readonly string[], name: string])[] {
  const ours = PLACES.flatMap(([codes, names]) => names.map((name) => [codes, name] as const));
  const named = INTERFACE_LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return regionCodes().flatMap((code) => {
      const name = display.of(code);
      return name === undefined ? [] : [[[code], name] as const];
    });
  });
  return [...named, ...ours];
}

function regionCodes(): readonly string[] {
  return LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter(
    (code) => !NO_COUNTRY.has(code) && isCurrent(code),
  );
}

/** CLDR names former codes as what they became: `FX` is France, `SU` Russia and `UK` the United Kingdom, under which no agreement says it. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}
