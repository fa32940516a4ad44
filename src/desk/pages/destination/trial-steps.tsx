import type { ReactNode } from 'react';
import type { TrialSteps as Steps } from '../../shapes.ts';
import { Note } from '../../ui/note.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ExactAnswer } from './exact-answer.tsx';

export function isAllWell(steps: Steps): boolean {
  return steps.every(({ isDone }) => isDone);
}

/** What each step of a trial came to, in the other system's exact words. */
export function TrialSteps({ steps }: { readonly steps: Steps }): ReactNode {
  const { destination: words } = useWords();
  const isWell = isAllWell(steps);
  return (
    <section className="stack tight" aria-label={words.tested} aria-live="polite">
      <ol className="trial">
        {steps.map(({ name, isDone, status, answer }) => (
          <li key={name}>
            <span className="meta">
              <Mark tone={isDone ? 'good' : 'bad'}>{isDone ? words.stepDone : words.stepFailed}</Mark>
              <b>{nameOf(words.trial, name)}</b>
              {status === undefined ? null : <span>{words.status(status)}</span>}
            </span>
            <ExactAnswer answer={answer} />
          </li>
        ))}
      </ol>
      <Note tone={isWell ? 'good' : 'warn'} title={isWell ? words.allWell : words.someFailed}>
        {isWell ? null : <p>{words.failedHelp}</p>}
      </Note>
    </section>
  );
}

/** A kind may have a step that this screen has no words for. */
function nameOf(names: Readonly<Record<string, string>>, name: string): string {
  return names[name] ?? name;
}
