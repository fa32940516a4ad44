import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** The head of a screen: what it is, one line of why, and its main actions. */
export function PageHead(props: {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <header className="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.lead ? <p className="lead">{props.lead}</p> : null}
      </div>
      {props.actions ? <div className="actions">{props.actions}</div> : null}
    </header>
  );
}

/** A card with a heading; `count` stands beside the heading when there is something. */
export function Panel(props: {
  readonly title: ReactNode;
  readonly count?: number | string;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={`panel ${props.className ?? ''}`}>
      <header>
        <h2>
          {props.title}
          {props.count ? <span className="count tabular">{props.count}</span> : null}
        </h2>
        {props.actions}
      </header>
      {props.children}
    </section>
  );
}

/** An empty list that helps: what this is, why it is empty, and the one button that fills it. */
export function Empty(props: {
  readonly title: string;
  readonly help?: string;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <svg viewBox="0 0 120 48" aria-hidden="true" className="empty-drawing">
        <circle cx="22" cy="32" r="9" />
        <path d="M33 27 C 52 14, 68 14, 87 27" />
        <circle cx="98" cy="32" r="9" />
      </svg>
      <p className="empty-title">{props.title}</p>
      {props.help ? <p>{props.help}</p> : null}
      {props.action ? <div className="actions">{props.action}</div> : null}
    </div>
  );
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info' | 'accent';

/** A state in one word: colour and shape say the same. */
export function Mark(props: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span className="mark" data-tone={props.tone}>
      <i aria-hidden="true" />
      {props.children}
    </span>
  );
}

/** A label and what it holds, as rows of a description list. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="facts">{children}</dl>;
}

export function Fact({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export type LaneStep = {
  readonly label: string;
  readonly when?: ReactNode;
  readonly state: 'done' | 'wait' | 'bad';
};

/** How far something has come at one place: steps from left to right, done ones with their time. */
export function Lane(props: { readonly label: string; readonly steps: readonly LaneStep[] }): ReactNode {
  return (
    <ol className="lane" aria-label={props.label}>
      {props.steps.map((step) => (
        <li key={step.label} data-state={step.state}>
          <span className="lane-dot" aria-hidden="true">
            {step.state === 'done' ? <IconCheck size={12} stroke={3} /> : null}
            {step.state === 'wait' ? <IconClock size={12} /> : null}
            {step.state === 'bad' ? <IconX size={12} stroke={3} /> : null}
          </span>
          <span>
            {step.label}
            {step.when ? <small>{step.when}</small> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** How much of a limit is used: the words say it, the bar shows it. */
export function Meter(props: {
  readonly label: string;
  readonly value: number;
  readonly of: number;
}): ReactNode {
  return (
    <div className="meter">
      <span id={`meter-${props.label}`}>{props.label}</span>
      <meter min={0} max={Math.max(1, props.of)} value={props.value} aria-label={props.label} />
    </div>
  );
}

/** Keys as printed on a button. */
export function KeyCap({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className="keycap" aria-hidden="true">
      {keys.split(' ').map((part) => (
        <kbd key={part}>{part.replaceAll('+', ' ')}</kbd>
      ))}
    </span>
  );
}
