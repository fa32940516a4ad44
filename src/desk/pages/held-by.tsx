import type { ReactNode } from 'react';
import { useText } from '../sentence.tsx';
import type { Reach } from '../shapes.ts';
import { Mark } from '../ui/pieces.tsx';
import { useWords } from '../words/use-words.tsx';

type Props = { readonly holder: Reach['copies'][number]['holder'] | undefined };

/** The third party that has a copy by a partner, which passed it on; nothing of a partner’s own. */
export function HeldBy({ holder }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  return holder ? <Mark tone="plain">{words.story.passedOnTo(text(holder.name))}</Mark> : null;
}
