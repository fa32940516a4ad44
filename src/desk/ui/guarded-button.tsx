import { Button, type ButtonProps } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { KeyCap } from './pieces.tsx';

type Props = Omit<ButtonProps, 'data-disabled'> & {
  /** Why not; empty when it may be done. Each is a whole sentence, with its clause. */
  readonly reasons: readonly ReactNode[];
  readonly onClick: () => void;
  readonly shortcut?: string;
  readonly autoFocus?: boolean;
  readonly children: ReactNode;
};

/** A button that says why it cannot be pressed. It stays focusable, so that the reason can be heard too. */
export function GuardedButton({ reasons, onClick, shortcut, children, ...rest }: Props): ReactNode {
  const id = useId();
  const stopped = reasons.length > 0;
  return (
    <div className="guarded">
      <Button
        {...rest}
        {...(stopped ? { 'data-disabled': true } : {})}
        aria-disabled={stopped}
        {...(stopped ? { 'aria-describedby': id } : {})}
        onClick={() => {
          if (!stopped) onClick();
        }}
        rightSection={shortcut && !stopped ? <KeyCap keys={shortcut} /> : undefined}
      >
        {children}
      </Button>
      {stopped ? (
        <ul className="reasons" id={id}>
          {reasons.map((reason, at) => (
            <li key={at}>{reason}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
