import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../sentence.tsx';
import type { RegisterLine } from '../../shapes.ts';
import { useTick } from '../../ui/keys.tsx';
import { useDay } from '../../ui/moment.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Units of the drawing: names to the left, time to the right. */
const NAMES = 300;
const WIDTH = 1000;
const ROW = 24;
const HEAD = 22;
const YEAR_MS = 31_557_600_000;

/** When each agreement begins and ends, with its tail and today; the list beside it says the same in words. */
export function RegisterTimeline({ lines }: { readonly lines: readonly RegisterLine[] }): ReactNode {
  const words = useWords();
  const day = useDay();
  const now = useTick(60);
  const [from, until] = spanOf(lines, now);
  const at = (time: number): number => NAMES + ((time - from) / (until - from)) * (WIDTH - NAMES);
  const height = HEAD + lines.length * ROW;
  const ending = lines.filter(({ reminder }) => reminder).length;
  const iso = (time: number): string => new Date(time).toISOString();
  return (
    <Panel title={words.register.timeline}>
      <p className="small soft">
        {words.register.timelineSays(lines.length, day(iso(from)), day(iso(until)), ending)}
      </p>
      <div className="table-wrap" tabIndex={0} role="group" aria-label={words.register.timeline}>
        <svg className="timeline" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
          <defs>
            <pattern id="tail-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
              <path d="M0 6 L6 0" className="timeline-hatch" />
            </pattern>
          </defs>
          {yearsIn(from, until).map((year) => (
            <g key={year}>
              <line
                x1={at(Date.UTC(year, 0))}
                x2={at(Date.UTC(year, 0))}
                y1={HEAD}
                y2={height}
                className="timeline-year"
              />
              <text x={at(Date.UTC(year, 0)) + 4} y={14}>
                {year}
              </text>
            </g>
          ))}
          {lines.map((line, index) => (
            <Bar key={line.uid} line={line} y={HEAD + index * ROW} at={at} until={until} />
          ))}
          <line x1={at(now)} x2={at(now)} y1={0} y2={height} className="timeline-today" />
        </svg>
      </div>
      <MarksInWords lines={lines} />
    </Panel>
  );
}

function Bar(props: {
  readonly line: RegisterLine;
  readonly y: number;
  readonly at: (time: number) => number;
  readonly until: number;
}): ReactNode {
  const { line, y, at, until } = props;
  const textOf = useText();
  const start = at(Date.parse(line.effectiveFrom));
  const end = line.ending.endsAt === undefined ? at(until) : at(Date.parse(line.ending.endsAt));
  const tail = line.ending.tailUntil === undefined ? end : at(Date.parse(line.ending.tailUntil));
  const title = textOf(line.title);
  return (
    <Link to="/agreements/$uid" params={{ uid: line.uid }} tabIndex={-1}>
      <g className="timeline-row" data-state={line.state} data-soon={line.reminder !== undefined}>
        <title>{title}</title>
        <text x={0} y={y + 16}>
          {title.length > 34 ? `${title.slice(0, 33)}…` : title}
        </text>
        <rect x={start} y={y + 5} width={Math.max(2, end - start)} height={ROW - 10} rx={3} />
        {tail > end ? (
          <rect
            x={end}
            y={y + 5}
            width={tail - end}
            height={ROW - 10}
            className="timeline-tail"
            fill="url(#tail-hatch)"
          />
        ) : null}
        {line.marks.map((mark) => (
          <text
            key={`${mark.kind} ${mark.at}`}
            x={at(Date.parse(mark.at))}
            y={y + 16}
            textAnchor="middle"
            className="timeline-mark"
          >
            {SIGNS[mark.kind]}
          </text>
        ))}
      </g>
    </Link>
  );
}

type Kind = RegisterLine['marks'][number]['kind'];

/** Told apart by shape; the words beneath say the same. */
const SIGNS: Readonly<Record<Kind, string>> = {
  signed: '✎',
  'in-force': '▶',
  amended: '◆',
  suspended: '‖',
  resumed: '▷',
  notice: '!',
  terminated: '×',
  renewal: '·',
  end: '■',
};
const KINDS = [
  'signed',
  'in-force',
  'amended',
  'suspended',
  'resumed',
  'notice',
  'terminated',
  'renewal',
  'end',
] as const satisfies readonly Kind[];

/** What each sign means, and the marks of every agreement as text with their days. */
function MarksInWords({ lines }: { readonly lines: readonly RegisterLine[] }): ReactNode {
  const { register: words } = useWords();
  const day = useDay();
  const textOf = useText();
  const lived = lines.filter(({ marks }) => marks.length > 0);
  if (lived.length === 0) return null;
  return (
    <>
      <p className="meta">
        {KINDS.map((kind) => (
          <span key={kind}>
            {SIGNS[kind]} {words.marks[kind]}
          </span>
        ))}
      </p>
      <details className="small">
        <summary>{words.marksInWords}</summary>
        <ul>
          {lived.map(({ uid, title, marks }) => (
            <li key={uid}>
              <b>{textOf(title)}</b>:{' '}
              {marks.map(({ kind, at }) => `${words.marks[kind]} ${day(at)}`).join(' · ')}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** From the first beginning to the last tail; what has no end runs a year past today. */
function spanOf(lines: readonly RegisterLine[], now: number): readonly [number, number] {
  const starts = lines.flatMap(({ effectiveFrom, marks }) =>
    [effectiveFrom, ...marks.map(({ at }) => at)].map((one) => Date.parse(one)),
  );
  const ends = lines.map(({ ending }) =>
    ending.tailUntil === undefined ? now + YEAR_MS : Date.parse(ending.tailUntil),
  );
  return [Math.min(now, ...starts), Math.max(now, ...ends)];
}

function yearsIn(from: number, until: number): readonly number[] {
  const first = new Date(from).getUTCFullYear() + 1;
  const last = new Date(until).getUTCFullYear();
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
