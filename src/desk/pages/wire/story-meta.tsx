import type { ReactNode } from 'react';
import { Tri, useLanguageName } from '../../sentence.tsx';
import type { Badge, StoryLine } from '../../shapes.ts';
import { Ago, useTwoClocks } from '../../ui/moment.tsx';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES: { readonly [B in Badge]: Tone } = {
  new: 'accent',
  updated: 'info',
  corrected: 'warn',
  withheld: 'warn',
  'off-offer': 'plain',
  killed: 'bad',
  embargo: 'warn',
  taken: 'good',
  published: 'good',
};

/** The line under a headline: badges, agency, language, when it came. */
export function StoryMeta({ story }: { readonly story: StoryLine }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  return (
    <span className="meta">
      <StoryBadges story={story} />
      <span>
        <Tri text={story.provider.name} />
      </span>
      <span>{languageName(story.language)}</span>
      {story.version > 1 ? <span>{words.story.version(story.version)}</span> : null}
      <Ago at={story.updatedAt} />
    </span>
  );
}

export function StoryBadges({ story }: { readonly story: StoryLine }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  const textOf = (badge: Badge): string => {
    if (badge === 'embargo' && story.embargoEndAt) return words.wire.embargo(both(story.embargoEndAt));
    if (badge === 'taken' && story.takenBy) return words.wire.takenBy(story.takenBy);
    return words.wire.badges[badge];
  };
  return (
    <>
      {story.badges.map((badge) => (
        <Mark key={badge} tone={TONES[badge]}>
          {textOf(badge)}
        </Mark>
      ))}
    </>
  );
}
