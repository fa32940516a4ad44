import type { ReactNode } from 'react';
import type { readPaper } from '#contract/paper.ts';
import type { Reply } from '#contract/endpoint.ts';
import { useLanguage } from '../../words/use-words.tsx';

/** What the file is called, and how large it is. */
export function PaperName(props: {
  readonly paper: NonNullable<Reply<typeof readPaper>['paper']>;
}): ReactNode {
  const { name, sizeBytes, mediaType } = props.paper;
  const { language } = useLanguage();
  const kilobytes = Math.max(1, Math.round(sizeBytes / 1024));
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte' }).format(kilobytes);
  return (
    <p>
      <b>{name}</b>{' '}
      <span className="soft">
        {mediaType === 'application/pdf' ? 'PDF' : 'DOCX'} · {size}
      </span>
    </p>
  );
}
