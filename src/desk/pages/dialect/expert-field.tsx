import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { DialectText } from '#contract/dialect-shape.ts';
import { useWords } from '../../words/use-words.tsx';
import { objectIn } from './sample-files.tsx';

/** The dialect as JSON, in step with the form; what is typed here is read by the node before the form takes it. */
export function ExpertField(props: {
  readonly draft: DialectText;
  readonly onUse: (dialect: Readonly<Record<string, unknown>>) => void;
}): ReactNode {
  const { draft, onUse } = props;
  const { dialect: words } = useWords();
  const [typed, setTyped] = useState<{ readonly text: string; readonly upon: DialectText }>();
  // What was typed upon an older state of the form is gone once the form has changed.
  const text = typed?.upon === draft ? typed.text : JSON.stringify(draft, undefined, 2);
  const object = objectIn(text);
  return (
    <details>
      <summary>{words.expert}</summary>
      <div className="stack">
        <Textarea
          label={words.expert}
          description={words.expertHelp}
          error={object === undefined ? words.notJson : undefined}
          autosize
          minRows={8}
          maxRows={30}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={text}
          onChange={(event) => setTyped({ text: event.currentTarget.value, upon: draft })}
        />
        <div className="actions">
          <Button variant="default" disabled={object === undefined} onClick={() => object && onUse(object)}>
            {words.expertUse}
          </Button>
        </div>
      </div>
    </details>
  );
}
