import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { readPaper } from '#contract/paper.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PaperFile } from './paper-file.tsx';
import { PaperName } from './paper-name.tsx';

/** The text on paper that the document names: to be opened as a file, or to be brought where it is not here. */
export function PaperPanel(props: { readonly uid: string; readonly digest: string }): ReactNode {
  const { uid, digest } = props;
  const { compose } = useWords();
  const query = useAsk(readPaper, { params: { digest } }, { everySeconds: 8 });
  return (
    <Panel title={compose.groups.paper}>
      <Asked query={query}>
        {({ paper }) => (
          <div className="stack">
            {paper ? (
              <>
                <PaperName paper={paper} />
                <div>
                  <Button
                    component="a"
                    variant="default"
                    download
                    href={`/desk-paper/${encodeURIComponent(uid)}/${digest}`}
                  >
                    {compose.paperOpen}
                  </Button>
                </div>
              </>
            ) : (
              <>
                <p>{compose.paperMissing}</p>
                <PaperFile label={compose.paperBring} wanted={digest} onKept={() => void query.refetch()} />
              </>
            )}
            <p className="mono small">{digest}</p>
          </div>
        )}
      </Asked>
    </Panel>
  );
}
