import { FileInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { keepPaper } from '#contract/paper.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { base64Of } from '../../base64-of.ts';
import { useWords } from '../../words/use-words.tsx';

/** Brings a file to the node, which keeps it under its digest; a wrong one is refused with nothing kept. */
export function PaperFile(props: {
  readonly label: string;
  /** Which paper it has to be. */
  readonly wanted?: string;
  readonly onKept: (digest: string) => void;
}): ReactNode {
  const { label, wanted, onKept } = props;
  const { compose } = useWords();
  const keep = useTell(keepPaper, { onDone: ({ digest }) => onKept(digest) });
  const bring = async (file: File): Promise<void> => {
    const content = await base64Of(file);
    keep.mutate({ body: { name: file.name, content, ...(wanted === undefined ? {} : { wanted }) } });
  };
  return (
    <>
      <FileInput
        label={label}
        description={compose.paperKinds}
        placeholder={compose.paperChoose}
        accept=".pdf,.docx,application/pdf"
        disabled={keep.isPending}
        value={null}
        onChange={(file) => {
          if (file) void bring(file);
        }}
      />
      {keep.error ? <Refused fault={keep.error} kept="change" /> : null}
    </>
  );
}
