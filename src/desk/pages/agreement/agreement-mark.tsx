import type { ReactNode } from 'react';
import type { AgreementLine } from '../../shapes.ts';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES: { readonly [S in AgreementLine['state']]: Tone } = {
  draft: 'plain',
  shared: 'info',
  proposed: 'info',
  received: 'warn',
  'not-yet-effective': 'info',
  'in-force': 'good',
  suspended: 'bad',
  expired: 'plain',
  terminated: 'plain',
  replaced: 'plain',
  withdrawn: 'plain',
  lapsed: 'plain',
};

export function AgreementMark({ state }: { readonly state: AgreementLine['state'] }): ReactNode {
  const words = useWords();
  return <Mark tone={TONES[state]}>{words.agreement.states[state]}</Mark>;
}
