import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { undoTake } from '#contract/wire.ts';
import { useTell } from '../../ask.ts';
import { useReasons, useSeat } from '../../session.tsx';
import type { Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useTick } from '../../ui/keys.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';
import { defaultUse, useOpenTaken } from '../wire/use-take.tsx';

type Props = { readonly story: Story; readonly onTake: () => void };

/** What can be done with this story; what cannot stays visible with its reason. */
export function StoryActions({ story, onTake }: Props): ReactNode {
  return story.origin === 'own' ? (
    <OwnActions story={story} />
  ) : (
    <PartnerActions story={story} onTake={onTake} />
  );
}

function PartnerActions({ story, onTake }: Props): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const open = useOpenTaken();
  const { session } = useSeat();
  const navigate = useNavigate();
  const translation = translationOf(story);
  const adaptation = story.translations.find(({ language: one }) => one === story.language);
  const language = defaultUse(story, session.agency.languages).language;
  return (
    <div className="stack tight">
      {story.take ? (
        <Taken take={story.take} />
      ) : (
        <GuardedButton reasons={reasonsFor('take-story', story.may.take)} onClick={onTake} shortcut="T">
          {words.story.take}
        </GuardedButton>
      )}
      <GuardedButton
        reasons={translation ? [] : reasonsFor('translate', story.may.translate)}
        variant={story.take ? 'filled' : 'default'}
        shortcut="B"
        onClick={() => void open(story, { use: 'translate', language: translation?.language ?? language })}
      >
        {translation ? words.story.openBench : words.story.translate}
      </GuardedButton>
      <GuardedButton
        reasons={adaptation ? [] : reasonsFor('translate', story.may.adapt)}
        variant="default"
        shortcut="E"
        onClick={() => void open(story, { use: 'translate', language: story.language })}
      >
        {adaptation ? words.story.openAdaptation : words.story.adapt}
      </GuardedButton>
      <GuardedButton
        reasons={reasonsFor('publish', story.may.publish)}
        variant="default"
        shortcut="P"
        onClick={() =>
          void navigate({ to: '/s/$id', params: { id: story.id }, search: { publish: story.language } })
        }
      >
        {words.story.publish}
      </GuardedButton>
    </div>
  );
}

/** Into another language; one in that of the story is an adaptation. */
export function translationOf({ translations, language }: Story): Story['translations'][number] | undefined {
  return translations.find((one) => one.language !== language);
}

function Taken({ take }: { readonly take: NonNullable<Story['take']> }): ReactNode {
  const words = useWords();
  const { refused, tell } = useToasts();
  const undo = useTell(undoTake, { onDone: () => tell(words.take.undone), onRefused: refused });
  const undoable = Date.parse(take.undoUntil) > useTick(1);
  return (
    <p>
      {words.story.takenAt(take.by, '')}
      <BothTimes at={take.takenAt} />{' '}
      {undoable ? (
        <button
          type="button"
          className="link-button"
          onClick={() => undo.mutate({ params: { id: take.id } })}
        >
          {words.story.undoTake}
        </button>
      ) : null}
    </p>
  );
}

function OwnActions({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const navigate = useNavigate();
  const params = { id: story.id };
  return (
    <div className="stack tight">
      <GuardedButton
        reasons={reasonsFor('publish', story.may.publish)}
        shortcut="P"
        onClick={() => void navigate({ to: '/s/$id', params, search: { publish: story.language } })}
      >
        {words.story.publish}
      </GuardedButton>
      <GuardedButton
        reasons={reasonsFor('correct-own', story.may.correct)}
        variant="default"
        onClick={() => void navigate({ to: '/s/$id/correct', params })}
      >
        {words.story.correct}
      </GuardedButton>
      <GuardedButton
        reasons={reasonsFor('correct-own', story.may.withhold)}
        variant="default"
        onClick={() => void navigate({ to: '/s/$id/withhold', params })}
      >
        {story.badges.includes('withheld') ? words.story.release : words.story.withhold}
      </GuardedButton>
      <GuardedButton
        reasons={reasonsFor('kill-own', story.may.kill)}
        variant="default"
        onClick={() => void navigate({ to: '/s/$id/kill', params })}
      >
        {words.story.kill}
      </GuardedButton>
    </div>
  );
}
