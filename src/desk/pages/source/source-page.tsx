import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listRefusedDocuments, listSources } from '#contract/source.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { SourceMeta } from './source-list-page.tsx';

/** One source, and every document of it that could not be admitted: the place and the reason. */
export function SourcePage(): ReactNode {
  const { id } = useParams({ from: '/desk/sources/$id' });
  const words = useWords();
  const { language } = useLanguage();
  const sources = useAsk(listSources, {}, { everySeconds: 6 });
  const refused = useAsk(listRefusedDocuments, { params: { id } }, { everySeconds: 10 });
  const source = sources.data?.sources.find((one) => one.id === id);
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return (
    <>
      <PageHead
        title={source?.name ?? words.source.title}
        lead={<span className="row meta-line">{source ? <SourceMeta source={source} /> : null}</span>}
      />
      <Panel title={words.source.refused} count={refused.data?.documents.length ?? 0}>
        <p className="soft">{words.source.refusedLead}</p>
        <Asked query={refused}>
          {({ documents }) =>
            documents.length === 0 ? (
              <Empty title={words.source.noneRefused} help={words.source.noneRefusedHelp} />
            ) : (
              <div className="table-wrap">
                <table className="plain">
                  <thead>
                    <tr>
                      <th>{words.source.columns.document}</th>
                      <th>{words.source.at}</th>
                      <th>{words.source.why}</th>
                      <th>{words.source.columns.received}</th>
                      <th>{words.source.columns.size}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {documents.map((one) => (
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
                        <td className="tabular">{size.format(one.sizeBytes / 1000)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </Asked>
      </Panel>
    </>
  );
}
