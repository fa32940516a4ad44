import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { readStory } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { useLanguageName } from '../../sentence.tsx';
import { useReasons, useSeat } from '../../session.tsx';
import type { StoryLine } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { KeyCap } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RightsBox } from '../story/rights-box.tsx';
import { defaultUse, useTake, type Use } from './use-take.tsx';

const USES = ['translate', 'as-is', 'brief'] as const satisfies readonly Use[];

type Props = { readonly stories: readonly StoryLine[]; readonly onClose: () => void };

/**
 * Decide the use in ten seconds: T, Enter takes; Ctrl+Enter takes and opens. It speaks of the stories that it was opened
 * with, whatever arrives behind it.
 */
export function TakeSheet({ stories: opened, onClose }: Props): ReactNode {
  const [stories] = useState(opened);
  const words = useWords();
  const { session } = useSeat();
  const languageName = useLanguageName();
  const reasonsFor = useReasons();
  const take = useTake();
  const [first] = stories;
  const ours = session.agency.languages;
  const [choice, setChoice] = useState(() => defaultUse(first ?? { language: '' }, ours));
  const story = useAsk(readStory, { params: { id: first?.id ?? '' } }, { enabled: first !== undefined });
  const reasons = reasonsFor('take-story', stories.length === 1 ? story.data?.may.take : undefined);
  const go = async (then: 'stay' | 'open'): Promise<void> => {
    if (reasons.length > 0) return;
    onClose();
    await take(stories, choice, then);
  };
  const useWordsOf: { readonly [U in Use]: string } = {
    'as-is': words.take.asIs,
    translate: words.take.translate,
    brief: words.take.brief,
  };
  return (
    <Sheet
      title={stories.length === 1 ? words.take.title : words.take.titleMany(stories.length)}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      keys={[
        { keys: 'Enter', label: words.take.take, run: () => void go('stay') },
        { keys: 'Ctrl+Enter', label: words.take.takeOpen, run: () => void go('open'), inFields: true },
      ]}
    >
      <Stack gap="md">
        <ul className="plain-list stack tight">
          {stories.slice(0, 5).map((one) => (
            <li key={one.id} lang={one.language}>
              <b>{one.headline}</b>
            </li>
          ))}
        </ul>
        <Radio.Group
          label={words.take.use}
          value={choice.use}
          onChange={(value) => setChoice({ ...choice, use: USES.find((use) => use === value) ?? 'as-is' })}
        >
          <Stack gap={6} mt={6}>
            {USES.map((use) => (
              <Radio key={use} value={use} label={useWordsOf[use]} />
            ))}
          </Stack>
        </Radio.Group>
        {choice.use === 'translate' ? (
          <NativeSelect
            label={words.take.into}
            value={choice.language}
            data={ours.map((value) => ({ value, label: languageName(value) }))}
            onChange={(event) => setChoice({ ...choice, language: event.currentTarget.value })}
          />
        ) : null}
        <GuardedButton reasons={reasons} onClick={() => void go('stay')} shortcut="Enter" data-autofocus>
          {words.take.take}
        </GuardedButton>
        {reasons.length === 0 ? (
          <Button
            variant="default"
            onClick={() => void go('open')}
            rightSection={<KeyCap keys="Ctrl+Enter" />}
          >
            {words.take.takeOpen}
          </Button>
        ) : null}
        {stories.length === 1 && story.data ? <RightsBox story={story.data} /> : null}
      </Stack>
    </Sheet>
  );
}
