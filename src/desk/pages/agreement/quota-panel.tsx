import type { ReactNode } from 'react';
import { readQuotas } from '#contract/explanation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Meter, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** What is left to us of each quota of an agreement in the period that runs. */
export function QuotaPanel({ uid }: { readonly uid: string }): ReactNode {
  const words = useWords();
  const quotas = useAsk(readQuotas, { params: { uid } }, { everySeconds: 30 });
  return (
    <Panel title={words.register.quotas}>
      <Asked query={quotas}>
        {(data) =>
          data.quotas.length === 0 ? (
            <p className="soft">{words.register.noQuotas}</p>
          ) : (
            <ul className="quotas">
              {data.quotas.map(({ rule, clause, used, left, limit, until }) => (
                <li key={rule}>
                  <Meter
                    label={`${words.refusal.clause(String(clause))}: ${words.register.quota(left, limit)}`}
                    value={used}
                    of={limit}
                  />
                  <span className="soft small">
                    {words.register.renews} <BothTimes at={until} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Panel>
  );
}
