import type { ReactNode } from 'react';
import { mayDo } from '#contract/permissions.ts';
import { listOverrides } from '#contract/override.ts';
import { useAsk } from '../../ask.ts';
import { useSeat } from '../../session.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { OverrideList } from './override-list.tsx';

/** Those that wait for this person: asked by somebody else, and this seat may answer. */
export function WaitingOverrides(): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const mayAnswer = mayDo(session.roles, 'answer-override');
  const { data } = useAsk(listOverrides, {}, { everySeconds: 15, enabled: mayAnswer });
  const waiting = (data?.ours ?? []).filter(({ standing, isOwn }) => standing === 'asked' && !isOwn);
  if (waiting.length === 0) return null;
  return (
    <Panel title={words.override.waiting} count={waiting.length}>
      <OverrideList overrides={waiting} withStory />
    </Panel>
  );
}
