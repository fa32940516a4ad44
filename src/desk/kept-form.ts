import { useState } from 'react';
import { forgetLocal, readLocal, writeLocal } from './local.ts';

/**
 * A form whose answers stay in this browser until they are sent: closing the page loses nothing. `parse` looks at what
 * was kept, for it may be older than the form.
 */
export function useKeptForm<T>(
  key: string,
  fresh: T,
  parse: (value: unknown) => T | undefined,
): {
  readonly value: T;
  readonly restored: boolean;
  readonly change: (next: T) => void;
  readonly forget: () => void;
} {
  const [first] = useState(() => parse(readKept(key)));
  const [value, setValue] = useState<T>(first ?? fresh);
  return {
    value,
    restored: first !== undefined,
    change: (next) => {
      writeLocal(key, JSON.stringify(next));
      setValue(next);
    },
    forget: () => {
      forgetLocal(key);
      setValue(fresh);
    },
  };
}

function readKept(key: string): unknown {
  try {
    return JSON.parse(readLocal(key) ?? 'null');
  } catch {
    // Not what this form wrote.
    return undefined;
  }
}
