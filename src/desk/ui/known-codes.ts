import type { InterfaceLanguage } from '#kernel/language.ts';
import { TERRITORIES } from '#kernel/territory.ts';

/** A code with the name that people look for it by. */
export type NamedCode = { readonly code: string; readonly name: string };

const LETTERS = 'a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(' ');

const namedOnce = new Map<string, readonly NamedCode[]>();

/** Every country and territory, by its name in the reader's language. */
export function allRegions(language: InterfaceLanguage): readonly NamedCode[] {
  return once(`region ${language}`, () => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return TERRITORIES.map((code) => ({ code, name: names.of(code) ?? code }));
  });
}

/**
 * Every language of ISO 639 that the browser can name, in English where it has no name in the reader’s language, and
 * Chinese by its scripts; other tags are typed (`tagNamed`).
 */
export function allLanguages(language: InterfaceLanguage): readonly NamedCode[] {
  return once(`language ${language}`, () => {
    const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
    return namedLanguages().map(({ code, name }) => ({ code, name: names.of(code) ?? name }));
  });
}

/** In English, which has a name for most. */
function namedLanguages(): readonly NamedCode[] {
  return once('language', () => {
    const pairs = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
    const triples = pairs.flatMap((pair) => LETTERS.map((letter) => pair + letter));
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return ['zh-Hans', 'zh-Hant', ...pairs, ...triples].flatMap((code) => {
      const name = isPrivateOrSpecial(code) ? undefined : names.of(code);
      // One that is only another spelling of a shorter tag is that language.
      return name === undefined || Intl.getCanonicalLocales(code)[0] !== code ? [] : [{ code, name }];
    });
  });
}

/** A BCP 47 tag as it was typed (`pt-BR`, `sr-Latn`), when the browser knows what it means. */
export function tagNamed(typed: string, language: InterfaceLanguage): NamedCode | undefined {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){1,3}$/.test(typed.trim())) return undefined;
  try {
    const [code = ''] = Intl.getCanonicalLocales(typed.trim());
    const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(code);
    return name === undefined ? undefined : { code, name };
  } catch {
    // No tag of BCP 47: nothing is found.
    return undefined;
  }
}

/** Every IANA zone, by its own name and what its time is called in the reader's language. */
export function allZones(language: InterfaceLanguage): readonly NamedCode[] {
  return once(`zone ${language}`, () =>
    ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((code) => ({
      code,
      name: `${code.replaceAll('_', ' ')} · ${timeIn(code, language)}`,
    })),
  );
}

function timeIn(timeZone: string, language: InterfaceLanguage): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** `mul`, `und`, `zxx`, `mis` and those left to private use name no language. */
function isPrivateOrSpecial(code: string): boolean {
  return ['mul', 'und', 'zxx', 'mis'].includes(code) || (code >= 'qaa' && code <= 'qtz' && code.length === 3);
}

function once(key: string, make: () => readonly NamedCode[]): readonly NamedCode[] {
  const held = namedOnce.get(key);
  if (held) return held;
  const made = make();
  namedOnce.set(key, made);
  return made;
}
