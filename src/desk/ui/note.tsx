import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Why something cannot be done at all, in the place where it would be done. */
export function Stopped({ reasons }: { readonly reasons: readonly ReactNode[] }): ReactNode {
  const [first, ...others] = reasons;
  return (
    <Note tone="warn" title={first}>
      {others.map((reason, at) => (
        <p key={at}>{reason}</p>
      ))}
    </Note>
  );
}

/** A strip that tells something: `alert` is read out at once. */
export function Note(props: {
  readonly tone: 'info' | 'warn' | 'bad' | 'good';
  readonly alert?: boolean;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  const Icon = props.tone === 'info' || props.tone === 'good' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className="note" data-tone={props.tone} {...(props.alert ? { role: 'alert' } : {})}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p className="note-title">{props.title}</p>
        {props.children}
        {props.actions ? <div className="actions">{props.actions}</div> : null}
      </div>
    </div>
  );
}
