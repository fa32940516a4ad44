import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { listInOtherLanguages } from '#contract/other-languages.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import type { AlikeStory, Story } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ChainVerdict } from './chain-verdict.tsx';
import { StoryMeta } from '../wire/story-meta.tsx';

/** Stories in other languages that may tell of the same event; looked for when a person asks. */
export function OtherLanguages({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  if (story.badges.includes('killed')) return null;
  return (
    <Panel title={words.alike.title}>
      {asked ? (
        <AlikeList story={story} />
      ) : (
        <div className="stack tight">
          <p className="soft">{words.alike.help}</p>
          <p>
            <Button variant="default" onClick={() => setAsked(true)}>
              {words.alike.find}
            </Button>
          </p>
        </div>
      )}
    </Panel>
  );
}

function AlikeList({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const found = useAsk(listInOtherLanguages, { params: { id: story.id } });
  return (
    <Asked query={found}>
      {({ alike }) =>
        alike.length === 0 ? (
          <p role="status">{words.alike.none}</p>
        ) : (
          <div className="stack tight">
            <p className="soft" role="status">
              {words.alike.possible(alike.length)}
            </p>
            <ul className="plain-list stack">
              {alike.map((one) => (
                <li key={one.story.id}>
                  <OneAlike alike={one} language={story.language} />
                  <ChainVerdict storyId={story.id} otherId={one.story.id} />
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Asked>
  );
}

/** What both have is told in the words of the open story. */
function OneAlike(props: { readonly alike: AlikeStory; readonly language: string }): ReactNode {
  const words = useWords();
  const { story, shared } = props.alike;
  return (
    <>
      <Link to="/s/$id" params={{ id: story.id }}>
        <Headline text={story.headline} language={story.language} />
      </Link>
      <p className="meta">
        <StoryMeta story={story} />
      </p>
      <p className="soft">
        {words.alike.shared} <span lang={props.language}>{shared.map(({ term }) => term).join(' · ')}</span>
      </p>
    </>
  );
}
