import { Fragment, type ReactNode } from 'react';
import { Headline } from '../../headline.tsx';
import type { Wire } from '../../shapes.ts';

type Line = Wire['stories'][number];
type Segments = NonNullable<Line['marked']>['headline'];

/** A text with what was asked for marked in it. */
function MarkedText({ segments }: { readonly segments: Segments }): ReactNode {
  return segments.map(({ text, hit }, at) =>
    // A text has no other order than its own, and changes as a whole.
    hit ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>,
  );
}

/** The headline of a line; what was asked for is marked in it. */
export function MarkedHeadline({ story }: { readonly story: Line }): ReactNode {
  const segments = story.marked?.headline.some(({ hit }) => hit) ? story.marked.headline : undefined;
  if (!segments) return <Headline text={story.headline} language={story.language} />;
  return (
    <span lang={story.language}>
      <MarkedText segments={segments} />
    </span>
  );
}

/** Under the headline: where the text says most of what was asked for, else what the story is about. */
export function MarkedSummary({ story }: { readonly story: Line }): ReactNode {
  const extract = story.marked?.extract;
  if (!extract && story.summary === '') return null;
  return (
    <p className="summary" lang={story.language}>
      {extract ? <MarkedText segments={extract} /> : story.summary}
    </p>
  );
}
