import type { ReactNode } from 'react';
import type { Alert } from '../../shapes.ts';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { StoryMeta } from '../wire/story-meta.tsx';

const TONES = { withheld: 'warn', released: 'good', killed: 'bad' } as const;

/** Why this person was told, what became of the story, and how it is now. */
export function AlertMeta({ alert }: { readonly alert: Alert }): ReactNode {
  const { alert: words } = useWords();
  const { what, read, story } = alert;
  return (
    <>
      {read ? null : <Mark tone="accent">{words.isUnread}</Mark>}
      {what === 'story' ? null : <Mark tone={TONES[what]}>{words.what[what]}</Mark>}
      <span className="alert-because">
        <Because alert={alert} />
      </span>
      <StoryMeta story={story} />
    </>
  );
}

function Because({ alert: { taken, because } }: { readonly alert: Alert }): ReactNode {
  const { alert: words } = useWords();
  const names = because.map(({ name }) => words.quoted(name)).join(words.comma);
  if (taken) return words.becauseTaken;
  return names === '' ? words.becauseTold : words.because(names);
}
