import type { ReactNode } from 'react';
import { Tri, useLanguageName } from '../../sentence.tsx';
import type { Badge, StoryLine } from '../../shapes.ts';
import { Ago, useCountdown, useTwoClocks } from '../../ui/moment.tsx';
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
    <span className="meta" data-long={story.badges.includes('embargo') || story.foundBy !== undefined}>
      <StoryBadges story={story} />
      {story.foundBy ? <Mark tone="info">{words.finding.foundBy[story.foundBy]}</Mark> : null}
      <Ago at={story.updatedAt} />
      <span>
        <Tri text={story.provider.name} />
      </span>
      <ByWayOf story={story} />
      <span>{languageName(story.language)}</span>
      {story.version > 1 ? <span>{words.story.version(story.version)}</span> : null}
    </span>
  );
}

/** Who passed it on to us, where its provider did not give it itself. */
export function ByWayOf({
  story: { suppliedBy },
}: {
  readonly story: Pick<StoryLine, 'suppliedBy'>;
}): ReactNode {
  const words = useWords();
  if (!suppliedBy) return null;
  return (
    <span>
      {words.passing.byWayOf} <Tri text={suppliedBy.name} />
    </span>
  );
}

/** Each state in a word of its own; colour only repeats it. */
export function StoryBadges({ story }: { readonly story: StoryLine }): ReactNode {
  const words = useWords();
  return (
    <>
      {story.badges.map((badge) =>
        badge === 'embargo' && story.embargoEndAt ? (
          <EmbargoBadge key={badge} endAt={story.embargoEndAt} />
        ) : (
          <Mark key={badge} tone={TONES[badge]}>
            {badge === 'taken' && story.takenBy
              ? words.wire.takenBy(story.takenBy)
              : words.wire.badges[badge]}
          </Mark>
        ),
      )}
    </>
  );
}

/** Counts down to the end of the embargo, which both newsrooms read on their own clock. */
function EmbargoBadge({ endAt }: { readonly endAt: string }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  const left = useCountdown(endAt);
  return (
    <Mark tone={left === undefined ? 'info' : 'warn'}>
      <time dateTime={endAt} title={words.finding.embargoUntil(both(endAt))}>
        {left === undefined ? words.finding.embargoOver : words.finding.embargoLeft(left)}
      </time>
      {left === undefined ? null : <span className="embargo-clocks">{both(endAt)}</span>}
    </Mark>
  );
}
