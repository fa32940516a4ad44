import type { ReactNode } from 'react';
import { listRefusedArrivals } from '#contract/register.ts';
import { useAsk } from '../../ask.ts';
import { Tri } from '../../sentence.tsx';
import type { RefusedArrival } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** What partners sent about agreements and does not count: what it was, why, and what a person can do. Mostly there is nothing. */
export function RefusedPanel(): ReactNode {
  const words = useWords();
  const asked = useAsk(listRefusedArrivals, {}, { everySeconds: 60, keepLast: true });
  const refused = asked.data?.refused ?? [];
  if (refused.length === 0) return null;
  return (
    <Panel title={words.register.refused} count={refused.length}>
      <div className="stack">
        <p className="soft">{words.register.refusedHelp}</p>
        <ul className="stack">
          {refused.map((one) => (
            <Refused key={`${one.at} ${one.partner.did} ${one.code}`} one={one} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Refused({ one }: { readonly one: RefusedArrival }): ReactNode {
  const words = useWords();
  return (
    <li>
      <b>
        <Tri text={one.came} />
      </b>{' '}
      · <Tri text={one.partner.name} /> · <BothTimes at={one.at} />
      <dl>
        <dt className="soft small">{words.register.refusedWhy}</dt>
        <dd>
          <Tri text={one.why} />{' '}
          <code className="soft small">{[one.code, one.because].filter(Boolean).join(' · ')}</code>
        </dd>
        <dt className="soft small">{words.register.refusedNext}</dt>
        <dd>
          <Tri text={one.next} />
        </dd>
      </dl>
    </li>
  );
}
