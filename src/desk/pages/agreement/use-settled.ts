import { useEffect, useState } from 'react';

const IDLE_MILLISECONDS = 400;

/** The value as it stood when somebody last paused: what is asked of the server while a person types. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
