import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '#kernel/language.ts';
import type { Clause } from '../../shapes.ts';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';

/** The text as the answers make it: one language, or the reader's beside another. */
export function LiveText({ clauses }: { readonly clauses: readonly Clause[] }): ReactNode {
  const { compose } = useWords();
  const { language } = useLanguage();
  const [shown, setShown] = useState<InterfaceLanguage | 'two'>(language);
  const other = language === 'vi' ? 'zh-Hans' : 'vi';
  const languages: readonly InterfaceLanguage[] = shown === 'two' ? [language, other] : [shown];
  return (
    <div className="stack">
      <SegmentedControl
        aria-label={compose.liveIn}
        value={shown}
        data={[
          ...INTERFACE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          { value: 'two', label: compose.two },
        ]}
        onChange={(value) => setShown(INTERFACE_LANGUAGES.find((one) => one === value) ?? 'two')}
      />
      <ClauseList clauses={clauses} languages={languages} />
    </div>
  );
}
