import { createElement, type ReactNode } from 'react';
import type { Block, Story } from '../../shapes.ts';
import { PictureProvenance } from './picture-provenance.tsx';
import { StoryHtml } from '../../ui/story-html.tsx';
import { useWords } from '../../words/use-words.tsx';

const TAGS: Readonly<Record<string, string>> = {
  heading: 'h3',
  h1: 'h3',
  h2: 'h3',
  h3: 'h4',
  h4: 'h4',
  quote: 'blockquote',
  blockquote: 'blockquote',
};

/** The body as the provider wrote it, in its language, with its pictures and their credit. */
export function StoryText({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  return (
    <>
      <StoryPictures story={story} />
      <div className="story-body" lang={story.language}>
        {story.blocks.map((block) => (
          <StoryBlock key={block.id} block={block} />
        ))}
      </div>
      {story.creditLine ? (
        <p className="soft">
          {words.story.credit}: <span lang={story.language}>{story.creditLine}</span>
        </p>
      ) : null}
    </>
  );
}

const BLOCK_MARKUP = /^\s*<(p|h[1-6]|ul|ol|table|blockquote|figure|div)[\s>]/i;

function StoryBlock({ block }: { readonly block: Block }): ReactNode {
  if (block.kind === 'headline' || block.kind === 'summary') return null;
  const inner = block.html ? <StoryHtml html={block.html} /> : block.text;
  // The block's own element comes with its markup; a bare run is wrapped here.
  return BLOCK_MARKUP.test(block.html) ? inner : createElement(TAGS[block.kind] ?? 'p', {}, inner);
}

function StoryPictures({ story }: { readonly story: Story }): ReactNode {
  if (story.pictures.length === 0) return null;
  return (
    <div className="pictures">
      {story.pictures.map((picture) => (
        <figure key={picture.url}>
          <img
            src={picture.url}
            alt={picture.caption ?? ''}
            loading="lazy"
            {...(picture.width ? { width: picture.width } : {})}
            {...(picture.height ? { height: picture.height } : {})}
          />
          <figcaption lang={story.language}>
            {picture.caption}{' '}
            {picture.creditLine ? <span className="nowrap">© {picture.creditLine}</span> : null}
          </figcaption>
          <PictureProvenance storyId={story.id} url={picture.url} />
        </figure>
      ))}
    </div>
  );
}
