import type { ReactNode } from 'react';
import { isProblemCode, PROBLEMS } from '#contract/problems.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { Tri } from '../../sentence.tsx';
import type { Delivery } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

const SHORT = 140;

type Props = { readonly answer: string; readonly outcome?: Delivery['outcome'] };

/** Another system's own words, as text and nothing else; of what was not sent our reason. */
export function ExactAnswer({ answer, outcome }: Props): ReactNode {
  const { destination: words } = useWords();
  const code = outcome === 'held' ? codeIn(answer) : undefined;
  if (code !== undefined && isProblemCode(code)) return <Tri text={PROBLEMS[code].title} />;
  const text = answer.trim();
  if (text === '') return <span className="soft">{words.noAnswer}</span>;
  if (text.length <= SHORT && !text.includes('\n')) return <code className="answer">{text}</code>;
  return (
    <details>
      <summary>
        <code className="answer">{text.replaceAll(/\s+/g, ' ').slice(0, SHORT)}…</code>
      </summary>
      <pre className="answer">{text}</pre>
    </details>
  );
}

function codeIn(answer: string): string | undefined {
  try {
    const refusal: Json = JSON.parse(answer);
    return isJsonObject(refusal) && typeof refusal['code'] === 'string' ? refusal['code'] : undefined;
  } catch {
    // Words, not a refusal of ours: shown as they are.
    return undefined;
  }
}
