import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Today } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ExactAnswer } from '../destination/exact-answer.tsx';

type Shown = Pick<Today, 'heldSince' | 'logStopped' | 'logDeclined' | 'logContradicting'>;

/** Why nothing is shown after a restore, why our log stands still, who does not cosign it, and whose log contradicts itself; each with what to do. */
export function LogTroubles({ heldSince, logStopped, logDeclined, logContradicting }: Shown): ReactNode {
  const { log: words } = useWords();
  return (
    <>
      {heldSince ? (
        <Note tone="bad" title={words.held}>
          <p>{words.heldHelp}</p>
        </Note>
      ) : null}
      {logStopped ? (
        <Note tone="bad" title={words.stopped[logStopped]}>
          <p>{words.stoppedHelp}</p>
        </Note>
      ) : null}
      {logDeclined.length + logContradicting.length === 0 ? null : (
        <Panel title={words.trouble} count={logDeclined.length + logContradicting.length}>
          <ul className="rows">
            {logContradicting.map(({ did, name, at, isProven }) => (
              <li className="row" key={`contradicts ${did}`}>
                <Link to="/partners/$did" params={{ did }} className="row-link">
                  <Tri text={name} />
                </Link>
                <span className="meta">
                  <Mark tone={isProven ? 'bad' : 'warn'}>
                    {isProven ? words.contradicts : words.unproven}
                  </Mark>
                  <BothTimes at={at} />
                </span>
                <p className="small">{isProven ? words.contradictsHelp : words.unprovenHelp}</p>
              </li>
            ))}
            {logDeclined.map(({ did, name, reason, said, since }) => (
              <li className="row" key={`declines ${did}`}>
                <Link to="/partners/$did" params={{ did }} className="row-link">
                  <Tri text={name} />
                </Link>
                <span className="meta">
                  <Mark tone="warn">{words.declines}</Mark>
                  <BothTimes at={since} />
                </span>
                <p className="small">{words.why[reason]}</p>
                <ExactAnswer answer={said} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
