import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Note } from '../ui/note.tsx';
import { useWords } from '../words/use-words.tsx';

type Props = { readonly title: string; readonly help: string; readonly value: string };

/** A secret or a link that exists on this screen only, with a button that copies it. */
export function ShownOnce({ title, help, value }: Props): ReactNode {
  const words = useWords();
  return (
    <Note
      tone="warn"
      title={title}
      actions={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? words.act.copied : words.act.copy}
            </Button>
          )}
        </CopyButton>
      }
    >
      <p className="mono" translate="no">
        {value}
      </p>
      <p className="small">{help}</p>
    </Note>
  );
}
