import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeys, type Key } from './keys.tsx';

type Props = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly keys?: readonly Key[];
  /** `side`: beside the screen it belongs to; `middle`: for one short question. */
  readonly place: 'side' | 'middle';
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/**
 * A sheet above the screen. Its own Escape waits for the input method: one that is composing keeps the sheet open,
 * which the library's handler would close.
 */
export function Sheet(props: Props): ReactNode {
  const { title, closeLabel, onClose, keys = [], place, wide = false, children } = props;
  useKeys(title, [...keys, { keys: 'Escape', label: closeLabel, run: onClose, inFields: true }], true);
  const shared = {
    opened: true,
    onClose,
    title: <span className="sheet-title">{title}</span>,
    closeOnEscape: false,
    closeButtonProps: { 'aria-label': closeLabel },
  };
  const content = <div ref={focusAtOnce}>{children}</div>;
  return place === 'side' ? (
    <Drawer {...shared} position="right" size={wide ? '42rem' : '30rem'}>
      {content}
    </Drawer>
  ) : (
    <Modal {...shared} size={wide ? 'xl' : 'lg'} centered>
      {content}
    </Modal>
  );
}

/** The library waits for a timer, and on a busy machine the next keys come before it: they would go to nobody. */
function focusAtOnce(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
}
