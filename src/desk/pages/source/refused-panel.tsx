import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { listRefusedDocuments } from '#contract/source.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import type { RefusedDocument } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Empty, Mark, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { RefusedSheet } from './refused-sheet.tsx';

/** Every document of a source that could not be admitted: the place and the reason, and what became of it. */
export function RefusedPanel(props: {
  readonly sourceId: string;
  readonly reasons: readonly ReactNode[];
}): ReactNode {
  const words = useWords();
  const [seen, setSeen] = useState<RefusedDocument>();
  const refused = useAsk(listRefusedDocuments, { params: { id: props.sourceId } }, { everySeconds: 10 });
  const waiting = refused.data?.documents.filter(({ settled }) => settled === undefined) ?? [];
  return (
    <Panel title={words.source.refused} count={waiting.length}>
      <p className="soft">{words.source.refusedLead}</p>
      <Asked query={refused}>
        {({ documents }) =>
          documents.length === 0 ? (
            <Empty title={words.source.noneRefused} help={words.source.noneRefusedHelp} />
          ) : (
            <RefusedTable documents={documents} onSee={setSeen} />
          )
        }
      </Asked>
      {seen ? (
        <RefusedSheet document={seen} reasons={props.reasons} onClose={() => setSeen(undefined)} />
      ) : null}
    </Panel>
  );
}

function RefusedTable(props: {
  readonly documents: readonly RefusedDocument[];
  readonly onSee: (document: RefusedDocument) => void;
}): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <th>{words.source.columns.document}</th>
            <th>{words.source.at}</th>
            <th>{words.source.why}</th>
            <th>{words.source.columns.received}</th>
            <th>{words.source.columns.size}</th>
            <th>{words.intake.actions}</th>
          </tr>
        </thead>
        <tbody>
          {props.documents.map((one) => (
            <tr key={one.id}>
              <td className="mono">{one.name}</td>
              <td className="mono">{one.at}</td>
              <td>
                <code className="mono">{one.code}</code>
                <br />
                <span lang="en">{one.detail}</span>
              </td>
              <td>
                <BothTimes at={one.receivedAt} />
              </td>
              <td className="tabular">{size.format(Math.max(0.1, one.sizeBytes / 1000))}</td>
              <td>
                {one.settled ? (
                  <>
                    <Mark tone={one.settled.as === 'admitted' ? 'good' : 'plain'}>
                      {words.intake.settled[one.settled.as]}
                    </Mark>{' '}
                    {one.settled.why}
                  </>
                ) : (
                  <Button size="compact-sm" variant="light" onClick={() => props.onSee(one)}>
                    {words.intake.see}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
