import type { ReactNode } from 'react';
import { readPaper } from '#contract/paper.ts';
import { useAsk } from '../../ask.ts';
import type { Draft } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { withoutAnswer } from './compose-draft.ts';
import { PaperFile } from './paper-file.tsx';
import { PaperName } from './paper-name.tsx';
import { Line } from './question-parts.tsx';

const DIGEST = /^sha-256:[A-Za-z0-9_-]{43}$/;

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** The text on paper that goes with the agreement: a file that is brought here, or one known by its fingerprint alone. */
export function PaperQuestion({ draft, onChange }: Props): ReactNode {
  const { compose } = useWords();
  const { digest = '', address = '' } = draft.text ?? {};
  const write = (digest: string, address: string): void => {
    const text = { digest, ...(address === '' ? {} : { address }) };
    onChange(digest === '' && address === '' ? withoutAnswer(draft, 'text') : { ...draft, text });
  };
  const held = useAsk(readPaper, { params: { digest } }, { enabled: DIGEST.test(digest) });
  const paper = held.data?.paper;
  return (
    <div className="stack">
      <PaperFile label={compose.paperFile} onKept={(kept) => write(kept, address)} />
      {paper && paper.digest === digest ? <PaperName paper={paper} /> : null}
      <div className="two-up">
        <Line
          field="text.digest"
          label={compose.paperDigest}
          value={digest}
          onChange={(to) => write(to, address)}
        />
        <Line
          field="text.address"
          label={compose.paperAddress}
          value={address}
          onChange={(to) => write(digest, to)}
        />
      </div>
    </div>
  );
}
