import { en, type Words } from './en.ts';
import { vi } from './vi.ts';
import { zhHans } from './zh-hans.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';

const WORDS: Readonly<Record<InterfaceLanguage, Words>> = { vi, 'zh-Hans': zhHans, en };

/** The words around a page in any language: its own where we have them, else English. */
export function wordsFor(language: string): Words {
  return WORDS[wordLanguage(language)];
}

export function wordLanguage(language: string): InterfaceLanguage {
  const primary = language.toLowerCase().split('-')[0];
  if (primary === 'vi') return 'vi';
  return primary === 'zh' ? 'zh-Hans' : 'en';
}
