import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Today } from '../../shapes.ts';
import { Lane, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

type Step = Today['firstSteps'][number];

const WHERE = {
  partner: '/partners',
  agreement: '/agreements',
  take: '/wire',
  publish: '/translations',
  reported: '/published',
} as const satisfies Record<Step['step'], string>;

/** The five steps of the first exchange, each ticked by what is in the store; gone when all are done. */
export function FirstSteps({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  const words = useWords();
  const done = steps.filter((step) => step.done).length;
  if (steps.length === 0 || done === steps.length) return null;
  return (
    <Panel
      title={words.today.first}
      actions={<span className="soft small">{words.today.firstDone(done, steps.length)}</span>}
    >
      <Lane
        label={words.today.first}
        steps={steps.map((step) => ({
          label: words.today.steps[step.step],
          state: step.done ? 'done' : 'wait',
          when: step.done ? null : <Link to={WHERE[step.step]}>{words.today.stepHelp[step.step]}</Link>,
        }))}
      />
    </Panel>
  );
}
