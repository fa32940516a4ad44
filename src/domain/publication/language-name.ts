import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';

/** The name of a language inside a sentence, in each interface language; the tag itself when nobody knows it. */
export function languageName(tag: string): Trilingual {
  const primary = tag.toLowerCase().split('-')[0] ?? tag;
  return (
    NAMES.get(primary) ?? { vi: nameIn('vi', tag), 'zh-Hans': nameIn('zh-Hans', tag), en: nameIn('en', tag) }
  );
}

/** As newspapers write them: no script or region in running text, lower case in Vietnamese. */
const NAMES: ReadonlyMap<string, Trilingual> = new Map([
  ['vi', { vi: 'tiếng Việt', 'zh-Hans': '越南语', en: 'Vietnamese' }],
  ['zh', { vi: 'tiếng Trung', 'zh-Hans': '中文', en: 'Chinese' }],
  ['en', { vi: 'tiếng Anh', 'zh-Hans': '英语', en: 'English' }],
]);

function nameIn(language: InterfaceLanguage, tag: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // Intl says "not a language tag" by a RangeError and in no other way.
  }
}
