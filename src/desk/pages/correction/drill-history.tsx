import type { ReactNode } from 'react';
import { Tri, useText } from '../../sentence.tsx';
import type { Drill } from '../../shapes.ts';
import { Ago, useTwoClocks } from '../../ui/moment.tsx';
import { Empty, Lane, Mark, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { drillFigures } from './drill-figures.ts';
import { laneSteps } from './lane-steps.tsx';

/** Every drill of ours, newest first, with a lane per partner, and what they come to. */
export function DrillHistory({ drills }: { readonly drills: readonly Drill[] }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.drill.history} count={drills.length}>
      {drills.length === 0 ? <Empty title={words.drill.none} help={words.drill.noneHelp} /> : null}
      {drills.length > 0 ? <Figures drills={drills} /> : null}
      <ul className="rows">
        {drills.map((drill) => (
          <li className="row" key={drill.id}>
            <span className="meta">
              <Mark tone="info">{words.drill.mark}</Mark>
              <Ago at={drill.startedAt} />
              {drill.startedBy === '' ? null : <span>{words.drill.startedBy(drill.startedBy)}</span>}
            </span>
            {drill.reach.map((reach) => (
              <DrillLane key={reach.agency.did} reach={reach} />
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Figures({ drills }: { readonly drills: readonly Drill[] }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const minutes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    <table className="plain">
      <caption className="visually-hidden">{words.drill.figures}</caption>
      <thead>
        <tr>
          <th scope="col">{words.drill.partner}</th>
          <th scope="col">{words.drill.drills}</th>
          <th scope="col">{words.drill.clearedCount}</th>
          <th scope="col">{words.drill.median}</th>
          <th scope="col">{words.drill.slowest}</th>
        </tr>
      </thead>
      <tbody>
        {drillFigures(drills).map((one) => (
          <tr key={one.agency.did}>
            <th scope="row">
              <Tri text={one.agency.name} />
            </th>
            <td className="tabular">{one.drills}</td>
            <td className="tabular">{one.cleared}</td>
            <td className="tabular">{one.median === undefined ? '–' : minutes.format(one.median)}</td>
            <td className="tabular">{one.slowest === undefined ? '–' : minutes.format(one.slowest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DrillLane({ reach }: { readonly reach: Drill['reach'][number] }): ReactNode {
  const words = useWords();
  const text = useText();
  const both = useTwoClocks();
  const { minutesToClear, refusalReason } = reach;
  return (
    <div className="reach" data-overdue={reach.overdue}>
      <p className="reach-head">
        <b>
          <Tri text={reach.agency.name} />
        </b>
        {minutesToClear === undefined ? null : <Mark tone="good">{words.drill.cleared(minutesToClear)}</Mark>}
        {reach.overdue ? <Mark tone="bad">{words.time.overdue}</Mark> : null}
        {reach.dueAt && reach.appliedAt === undefined ? (
          <span className="soft small">{words.time.due(both(reach.dueAt))}</span>
        ) : null}
      </p>
      <Lane label={words.recall.lane(text(reach.agency.name))} steps={laneSteps(reach, words)} />
      {refusalReason?.startsWith('unsupported type') ? (
        <p>{words.drill.unsupported}</p>
      ) : refusalReason ? (
        <p>{refusalReason}</p>
      ) : null}
    </div>
  );
}
