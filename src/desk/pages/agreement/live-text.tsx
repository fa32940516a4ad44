import { Checkbox, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '#kernel/language.ts';
import type { Clause } from '../../shapes.ts';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';

/** The text as the answers make it: in one language, any two side by side, or all three. One stands always. */
export function LiveText({ clauses }: { readonly clauses: readonly Clause[] }): ReactNode {
  const { compose } = useWords();
  const { language } = useLanguage();
  const [shown, setShown] = useState<readonly InterfaceLanguage[]>([language]);
  return (
    <div className="stack">
      <Checkbox.Group
        label={compose.liveIn}
        value={[...shown]}
        onChange={(values) => {
          const chosen = INTERFACE_LANGUAGES.filter((one) => values.includes(one));
          if (chosen.length > 0) setShown(chosen);
        }}
      >
        <Group gap="10px 18px" mt={6}>
          {INTERFACE_LANGUAGES.map((one) => (
            <Checkbox key={one} value={one} label={LANGUAGE_NAMES[one]} size="sm" />
          ))}
        </Group>
      </Checkbox.Group>
      <ClauseList clauses={clauses} languages={shown} />
    </div>
  );
}
