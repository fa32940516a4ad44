import type { ReactNode } from 'react';
import { langOf } from './ui/lang-of.ts';
import { useWords } from './words/use-words.tsx';

/**
 * A headline in its language. A killed story has none any more: words stand for it, beside its name on the wire where the
 * server gives one, so that people can still tell two of them apart.
 */
export function Headline(props: {
  readonly text: string;
  readonly language?: string | undefined;
  /** What stands for it when there is none; a killed story when left out. */
  readonly standIn?: string;
}): ReactNode {
  const words = useWords();
  const { text, language } = props;
  if (!isWireName(text)) return <span {...langOf(language)}>{text}</span>;
  return (
    <>
      {props.standIn ?? words.wire.killedStory}
      {text === '' ? null : <span className="wire-name mono">{text}</span>}
    </>
  );
}

/** Nothing, or an identity such as `urn:newsml:…`. */
function isWireName(text: string): boolean {
  return text === '' || /^(?:urn|tag|https?):\S+$/i.test(text);
}
