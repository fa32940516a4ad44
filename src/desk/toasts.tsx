import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { createContext, use, useCallback, useMemo, useRef, useState, useEffect, type ReactNode } from 'react';
import { Refused } from './refused.tsx';
import { useWords } from './words/use-words.tsx';

type Undoable = {
  readonly message: ReactNode;
  readonly undo: () => void;
  readonly seconds: number;
  readonly more?: ReactNode;
};

type Toasts = {
  readonly tell: (message: ReactNode, more?: ReactNode) => void;
  readonly refused: (fault: unknown) => void;
  /** Something that can be taken back for a while, by its button or Ctrl+Z. */
  readonly undoable: (undoable: Undoable) => void;
  readonly undoLast: () => void;
};

const none = (): void => undefined;
const ToastsContext = createContext<Toasts>({ tell: none, refused: none, undoable: none, undoLast: none });

export function ToastsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useWords();
  const last = useRef<{ until: number; run: () => void } | undefined>(undefined);
  const closeLabel = words.act.close;
  const show = useCallback(
    (message: ReactNode, color: 'petrol' | 'red', autoClose: number) =>
      notifications.show({
        message,
        color,
        autoClose,
        closeButtonProps: { 'aria-label': closeLabel },
      }),
    [closeLabel],
  );
  const value = useMemo<Toasts>(
    () => ({
      tell: (message, more) => {
        show(<ToastBody message={message} more={more} />, 'petrol', 6000);
      },
      refused: (fault) => {
        show(<Refused fault={fault} kept="change" />, 'red', 20_000);
      },
      undoable: ({ message, undo, seconds, more }) => {
        const run = (): void => {
          last.current = undefined;
          notifications.hide(id);
          undo();
        };
        const id = show(
          <ToastBody message={message} more={more} undo={{ run, seconds }} />,
          'petrol',
          seconds * 1000,
        );
        last.current = { until: Date.now() + seconds * 1000, run };
      },
      undoLast: () => {
        if (last.current && last.current.until > Date.now()) last.current.run();
      },
    }),
    [show],
  );
  return (
    <ToastsContext value={value}>
      {children}
      <Notifications position="bottom-right" limit={4} />
    </ToastsContext>
  );
}

export function useToasts(): Toasts {
  return use(ToastsContext);
}

function ToastBody(props: {
  readonly message: ReactNode;
  readonly more?: ReactNode;
  readonly undo?: { readonly run: () => void; readonly seconds: number };
}): ReactNode {
  return (
    <div>
      {props.message}
      {props.undo || props.more ? (
        <div className="actions toast-actions">
          {props.undo ? <UndoButton {...props.undo} /> : null}
          {props.more}
        </div>
      ) : null}
    </div>
  );
}

/** Counts down, so that nobody has to guess how long undoing is possible. */
function UndoButton({ run, seconds }: { readonly run: () => void; readonly seconds: number }): ReactNode {
  const words = useWords();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Button size="compact-sm" variant="default" onClick={run}>
      {words.take.seconds(left)}
    </Button>
  );
}
