import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Trilingual } from '#kernel/language.ts';

/** The names in braces of a sentence, read from its English form. */
type Blanks<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Blanks<Rest>
  : never;

/** What the blanks of a sentence need; leaving one out does not compile. */
export type Facts<Sentence extends Trilingual> = { readonly [Name in Blanks<Sentence['en']>]: Trilingual };

const SEPARATOR: Trilingual = { vi: ' ', 'zh-Hans': '', en: ' ' };
const LISTING: Trilingual = { vi: ', ', 'zh-Hans': '、', en: ', ' };
const CLAUSES: Trilingual = { vi: '; ', 'zh-Hans': '；', en: '; ' };
const AND: Trilingual = { vi: ' và ', 'zh-Hans': '和', en: ' and ' };
const OR: Trilingual = { vi: ' hoặc ', 'zh-Hans': '或', en: ' or ' };

const TOGETHER: Trilingual = { vi: ', ', 'zh-Hans': '，', en: ', ' };
const AND_ALSO: Trilingual = { vi: ' và ', 'zh-Hans': '，且', en: ' and ' };

/** A text that is nothing, where a sentence has room for something. */
export const NOTHING: Trilingual = { vi: '', 'zh-Hans': '', en: '' };

/** Fills the braces of a sentence in each language with the same facts. */
export function fillSentence<const Sentence extends Trilingual>(
  sentence: Sentence,
  facts: Facts<Sentence>,
): Trilingual {
  const known = new Map<string, Trilingual>(Object.entries(facts));
  return inEach((language) =>
    sentence[language].replaceAll(
      /\{(\w+)\}/g,
      (blank, name: string) => known.get(name)?.[language] ?? blank,
    ),
  );
}

/** The same text in all languages: numbers, zones, identifiers. */
export function sameInAll(text: string): Trilingual {
  return { vi: text, 'zh-Hans': text, en: text };
}

/** `A, B and C`, in each language. */
export function listAnd(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, LISTING, AND);
}

/** `A, B or C`, in each language. */
export function listOr(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, LISTING, OR);
}

/** Conditions side by side: `a; b; c`. */
export function listClauses(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, CLAUSES, CLAUSES);
}

/** Conditions that must hold together, within a sentence. */
export function listTogether(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, TOGETHER, AND_ALSO);
}

/** Sentences one after the other. */
export function joinSentences(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, SEPARATOR, SEPARATOR);
}

/** Phrases that bring their own spaces. */
export function joinPhrases(parts: readonly Trilingual[]): Trilingual {
  return joinWith(parts, NOTHING, NOTHING);
}

/** The first letter in upper case, as a sentence begins. */
export function capitalised(text: Trilingual): Trilingual {
  return inEach((language) => text[language].replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()));
}

export function inEach(say: (language: InterfaceLanguage) => string): Trilingual {
  const [vi, zhHans, en] = INTERFACE_LANGUAGES;
  return { vi: say(vi), 'zh-Hans': say(zhHans), en: say(en) };
}

function joinWith(parts: readonly Trilingual[], between: Trilingual, last: Trilingual): Trilingual {
  return inEach((language) =>
    parts
      .map((part) => part[language])
      .reduce((text, part, index) => {
        if (index === 0) return part;
        return text + (index === parts.length - 1 ? last : between)[language] + part;
      }, ''),
  );
}
