import type { ReactNode } from 'react';
import { listSourceRuns } from '#contract/source.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';

/** How the last readings of a source went. */
export function RunsPanel({ sourceId }: { readonly sourceId: string }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const { run } = words.intake;
  const runs = useAsk(listSourceRuns, { params: { id: sourceId } }, { everySeconds: 10 });
  const count = new Intl.NumberFormat(language);
  const time = new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond' });
  return (
    <Panel title={words.intake.runs}>
      <Asked query={runs}>
        {({ runs: list }) =>
          list.length === 0 ? (
            <p className="soft">{words.intake.noRuns}</p>
          ) : (
            <div className="table-wrap">
              <table className="plain">
                <thead>
                  <tr>
                    <th>{run.at}</th>
                    <th>{run.status}</th>
                    <th>{run.size}</th>
                    <th>{run.time}</th>
                    <th>{run.outcome}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map(({ at, outcome }, index) => (
                    <tr key={`${at} ${index}`}>
                      <td>
                        <BothTimes at={at} />
                      </td>
                      <td className="tabular">{outcome.status ?? '—'}</td>
                      <td className="tabular">
                        {outcome.sizeBytes === undefined ? '—' : count.format(outcome.sizeBytes)}
                      </td>
                      <td className="tabular">
                        {outcome.milliseconds === undefined ? '—' : time.format(outcome.milliseconds)}
                      </td>
                      <td>
                        <Mark tone={outcome.ok && outcome.refused === 0 ? 'good' : 'warn'}>
                          {words.source.outcome(outcome.items, outcome.refused)}
                        </Mark>{' '}
                        <span lang="en">{outcome.detail}</span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Asked>
    </Panel>
  );
}
