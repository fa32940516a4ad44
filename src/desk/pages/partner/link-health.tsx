import type { ReactNode } from 'react';
import type { Partner } from '../../shapes.ts';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** How the link is, in one word and one shape. */
export function LinkHealth({ partner }: { readonly partner: Partner }): ReactNode {
  const words = useWords();
  if (partner.lostKey !== undefined) return <Mark tone="bad">{words.partner.keyLost}</Mark>;
  if (partner.waits) return <Mark tone="bad">{words.partner.waits}</Mark>;
  if (partner.incoming?.state === 'frozen') return <Mark tone="bad">{words.partner.frozen}</Mark>;
  const tone: Tone =
    partner.state === 'asking' || partner.incoming?.lastError
      ? 'warn'
      : partner.state === 'pinned'
        ? 'good'
        : 'info';
  return <Mark tone={tone}>{words.partner.states[partner.state]}</Mark>;
}
