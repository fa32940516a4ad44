import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.tsx';

/** The language of questions on a few lines; folded in until somebody wants it. */
export function SearchHelp(): ReactNode {
  const words = useWords();
  return (
    <details className="search-help">
      <summary>{words.find.help}</summary>
      <dl>
        {words.find.helpLines.map(([typed, means]) => (
          <div key={typed}>
            <dt>
              <code>{typed}</code>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
