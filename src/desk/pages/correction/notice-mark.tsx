import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Notice } from '../../shapes.ts';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES: { readonly [S in Notice['state']]: Tone } = {
  open: 'warn',
  applied: 'good',
  refused: 'bad',
  'not-applicable': 'plain',
};

/** How grave a recall is at a glance. */
export const KIND_TONES: { readonly [K in Notice['kind']]: Tone } = {
  correction: 'warn',
  kill: 'bad',
  withhold: 'bad',
  release: 'good',
  withdraw: 'plain',
};

/** What a partner asks, how it stands, and by when on both clocks. */
export function NoticeMark({ notice }: { readonly notice: Notice }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  return (
    <span className="meta">
      <Mark tone={KIND_TONES[notice.kind]}>{words.recall.kinds[notice.kind]}</Mark>
      <Mark tone={TONES[notice.state]}>{words.recall.noticeStates[notice.state]}</Mark>
      {notice.overdue ? <Mark tone="bad">{words.time.overdue}</Mark> : null}
      <span>
        <Tri text={notice.agency.name} />
      </span>
      {notice.dueAt && notice.state === 'open' ? <span>{words.time.due(both(notice.dueAt))}</span> : null}
    </span>
  );
}
