import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { listArrivals } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { pickText } from '../../sentence.tsx';
import type { Arrivals } from '../../shapes.ts';
import { useAgo, useHourSpan } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { heatOf, hourAt, stepIn, type Cell } from './arrival-heat.ts';
import { originOf, type WireSearch } from './use-wire.ts';

type Props = { readonly search: WireSearch; readonly go: (change: WireSearch) => void };
type Lane = Arrivals['lanes'][number];

/** Lanes drawn; further agencies are in the table. */
const MOST_LANES = 4;

/** When how much came from whom in the last 48 hours; pressing an hour shows only what came then from that agency. */
export function ArrivalsStrip({ search, go }: Props): ReactNode {
  const words = useWords();
  const { data } = useAsk(
    listArrivals,
    { query: { from: originOf(search) } },
    { everySeconds: 60, keepLast: true },
  );
  if (!data) return null;
  const total = data.lanes.reduce((sum, lane) => sum + lane.total, 0);
  const drawn = data.lanes.slice(0, MOST_LANES);
  return (
    <section className="strip" aria-label={words.finding.strip.title}>
      {total === 0 ? (
        <p className="small soft">{words.finding.strip.none}</p>
      ) : (
        <>
          <ArrivalsTable arrivals={data} total={total} />
          <Heat since={data.since} lanes={drawn} search={search} go={go} />
        </>
      )}
    </section>
  );
}

type HeatProps = Props & { readonly since: string; readonly lanes: readonly Lane[] };

/** One stop of the tabulator; inside it arrow keys move, as in a grid. */
function Heat({ since, lanes, search, go }: HeatProps): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const span = useHourSpan();
  const ago = useAgo();
  const [at, setAt] = useState<Cell>({ lane: 0, hour: 47 });
  const most = Math.max(1, ...lanes.flatMap(({ hours }) => hours));
  const choose = ({ lane, hour }: Cell): void => {
    const partner = lanes[lane]?.agency.did ?? '';
    const start = hourAt(since, hour);
    const isChosen = search.hour === start && search.partner === partner;
    go(isChosen ? { hour: '', partner: '', s: '' } : { hour: start, partner, s: '' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = stepIn(lanes.length, at, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    const cells = event.currentTarget.querySelectorAll<HTMLElement>('button');
    cells[next.lane * 48 + next.hour]?.focus();
  };
  return (
    <div className="heat" role="group" aria-label={words.finding.strip.howTo} onKeyDown={onKeyDown}>
      {lanes.map(({ agency, hours }, lane) => {
        const name = pickText(agency.name, language).text;
        return (
          <div className="heat-lane" key={agency.did}>
            <span className="heat-name" aria-hidden="true">
              {name}
            </span>
            <div className="heat-cells">
              {hours.map((stories, hour) => {
                const label = words.finding.strip.cell(stories, name, span(hourAt(since, hour)));
                return (
                  <button
                    key={hour}
                    type="button"
                    aria-label={label}
                    title={label}
                    aria-pressed={search.hour === hourAt(since, hour) && search.partner === agency.did}
                    tabIndex={at.lane === lane && at.hour === hour ? 0 : -1}
                    data-heat={heatOf(stories, most)}
                    onFocus={() => setAt({ lane, hour })}
                    onClick={() => choose({ lane, hour })}
                  />
                );
              })}
            </div>
          </div>
        );
      })}
      <p className="heat-axis" aria-hidden="true">
        <span>{ago(since)}</span>
        <span>{words.time.now}</span>
      </p>
    </div>
  );
}

/** The same in words and numbers: only hours in which something came. */
function ArrivalsTable(props: { readonly arrivals: Arrivals; readonly total: number }): ReactNode {
  const { since, lanes } = props.arrivals;
  const words = useWords();
  const { language } = useLanguage();
  const span = useHourSpan();
  const { strip } = words.finding;
  return (
    <details className="small">
      <summary>
        {strip.lead(props.total)}
        {lanes.length > MOST_LANES ? <> · {strip.more(lanes.length - MOST_LANES)}</> : null} · {strip.asTable}
      </summary>
      <div className="table-wrap strip-table" tabIndex={0} role="region" aria-label={strip.title}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{strip.hour}</th>
              <th scope="col">{strip.agency}</th>
              <th scope="col">{strip.count}</th>
            </tr>
          </thead>
          <tbody>
            {lanes.flatMap(({ agency, hours }) =>
              hours.flatMap((stories, hour) =>
                stories === 0
                  ? []
                  : [
                      <tr key={`${agency.did} ${hour}`}>
                        <td>{span(hourAt(since, hour))}</td>
                        <td>{pickText(agency.name, language).text}</td>
                        <td className="tabular">{stories}</td>
                      </tr>,
                    ],
              ),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** That only one hour is shown, and the way back. */
export function ChosenHour({ search, go }: Props): ReactNode {
  const words = useWords();
  const span = useHourSpan();
  if (!search.hour) return null;
  const hour = span(search.hour);
  return (
    <p className="sought chosen-hour">
      <button
        type="button"
        aria-label={words.finding.strip.clear(hour)}
        onClick={() => go({ hour: '', s: '' })}
      >
        {words.finding.strip.chosen(hour)} <span aria-hidden="true">×</span>
      </button>
    </p>
  );
}
