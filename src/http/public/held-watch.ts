import type { RestorationMark } from '#ports/restoration.ts';

/** Whether the public sees nothing for now (I28), looked at each second: another process may have seen that all is known again. */
export type HeldWatch = {
  readonly isHeld: () => boolean;
  start(): Promise<void>;
  stop(): void;
};

const EVERY_MS = 1000;

export function watchHeld(mark: Pick<RestorationMark, 'read'>): HeldWatch {
  let isHeld = true;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    // A mark that cannot be read is no leave to show anything.
    isHeld = await mark.read().then(
      ({ heldSince }) => heldSince !== undefined,
      () => true,
    );
  };
  return {
    isHeld: () => isHeld,
    async start() {
      await look();
      timer = setInterval(() => void look(), EVERY_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
