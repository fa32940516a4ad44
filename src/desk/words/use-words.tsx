import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { INTERFACE_LANGUAGES, isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { readLocal, writeLocal } from '../local.ts';
import { en, type Words } from './en.ts';
import { vi } from './vi.ts';
import { zhHans } from './zh-hans.ts';

/** All three at once, for what is looked up by any of its names. */
export const ALL: { readonly [L in InterfaceLanguage]: Words } = { en, vi, 'zh-Hans': zhHans };
const KEY = 'pactwire.language';

type Choice = {
  readonly words: Words;
  readonly language: InterfaceLanguage;
  readonly setLanguage: (language: InterfaceLanguage) => void;
};

const WordsContext = createContext<Choice>({ words: en, language: 'en', setLanguage: () => undefined });

/** The person's own choice, else the first of the browser's languages that we speak, else English. */
function firstLanguage(): InterfaceLanguage {
  const chosen = readLocal(KEY);
  if (chosen !== undefined && isInterfaceLanguage(chosen)) return chosen;
  for (const tag of navigator.languages) {
    const found = INTERFACE_LANGUAGES.find((language) => tag.split('-')[0] === language.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      words: ALL[language],
      language,
      setLanguage: (next: InterfaceLanguage) => {
        writeLocal(KEY, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <WordsContext value={choice}>{children}</WordsContext>;
}

export function useWords(): Words {
  return use(WordsContext).words;
}

export function useLanguage(): Choice {
  return use(WordsContext);
}
