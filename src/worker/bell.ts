/** Wakes who waits for a name; the waker does not know who does. A ring that nobody hears is lost: waiters poll too. */
export type Bell = {
  ring(name: string): void;
  /** Resolves at the next ring of the name, or after so many milliseconds. */
  wait(name: string, milliseconds: number): Promise<void>;
  /** Lets everybody go. */
  close(): void;
};

export function createBell(): Bell {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring(name) {
      const wakers = waiting.get(name);
      waiting.delete(name);
      for (const wake of wakers ?? []) wake();
    },
    wait(name, milliseconds) {
      return new Promise((resolve) => {
        const wakers = waiting.get(name) ?? new Set();
        waiting.set(name, wakers);
        const wake = () => {
          clearTimeout(timer);
          wakers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        wakers.add(wake);
      });
    },
    close() {
      const all = [...waiting.values()];
      waiting.clear();
      for (const wakers of all) for (const wake of wakers) wake();
    },
  };
}
