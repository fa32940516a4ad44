import { Button, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { readStory } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import { useReasons, useSeat } from '../../session.tsx';
import type { StoryLine } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { KeyCap } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RightsBox } from '../story/rights-box.tsx';
import { TakeMany } from './take-many.tsx';
import { UseChoice } from './use-choice.tsx';
import { defaultUse, useTake } from './use-take.tsx';

type Props = { readonly stories: readonly StoryLine[]; readonly onClose: () => void };

/** One story is decided in ten seconds; of many, each is judged first. */
export function TakeSheet({ stories, onClose }: Props): ReactNode {
  const [opened] = useState(stories);
  const [first, second] = opened;
  if (!first) return null;
  return second ? (
    <TakeMany stories={opened} onClose={onClose} />
  ) : (
    <TakeOne story={first} onClose={onClose} />
  );
}

/**
 * Decide the use in ten seconds: T, Enter takes; Ctrl+Enter takes and opens. It speaks of the story that it was opened
 * with, whatever arrives behind it.
 */
function TakeOne(props: { readonly story: StoryLine; readonly onClose: () => void }): ReactNode {
  const { story: line, onClose } = props;
  const words = useWords();
  const { session } = useSeat();
  const reasonsFor = useReasons();
  const take = useTake();
  const [choice, setChoice] = useState(() => defaultUse(line, session.agency.languages));
  const story = useAsk(readStory, { params: { id: line.id } });
  const reasons = reasonsFor('take-story', story.data?.may.take);
  const go = async (then: 'stay' | 'open'): Promise<void> => {
    if (reasons.length > 0) return;
    onClose();
    await take([line], choice, then);
  };
  return (
    <Sheet
      title={words.take.title}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      keys={[
        { keys: 'Enter', label: words.take.take, run: () => void go('stay') },
        { keys: 'Ctrl+Enter', label: words.take.takeOpen, run: () => void go('open'), inFields: true },
      ]}
    >
      <Stack gap="md">
        <b>
          <Headline text={line.headline} language={line.language} />
        </b>
        <UseChoice choice={choice} onChange={setChoice} />
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
        {story.data ? <RightsBox story={story.data} /> : null}
      </Stack>
    </Sheet>
  );
}
