import { NativeSelect, Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { TakeChoice, Use } from './use-take.tsx';

const USES = ['translate', 'as-is', 'brief'] as const satisfies readonly Use[];

/** What a story is taken for; many are all taken for the same. */
export function UseChoice(props: {
  readonly choice: TakeChoice;
  readonly onChange: (choice: TakeChoice) => void;
}): ReactNode {
  const { choice, onChange } = props;
  const words = useWords();
  const { session } = useSeat();
  const languageName = useLanguageName();
  const named = { 'as-is': words.take.asIs, translate: words.take.translate, brief: words.take.brief };
  return (
    <>
      <Radio.Group
        label={words.take.use}
        value={choice.use}
        onChange={(value) => onChange({ ...choice, use: USES.find((use) => use === value) ?? 'as-is' })}
      >
        <Stack gap={6} mt={6}>
          {USES.map((use) => (
            <Radio key={use} value={use} label={named[use]} />
          ))}
        </Stack>
      </Radio.Group>
      {choice.use === 'translate' ? (
        <NativeSelect
          label={words.take.into}
          value={choice.language}
          data={session.agency.languages.map((value) => ({ value, label: languageName(value) }))}
          onChange={(event) => onChange({ ...choice, language: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
