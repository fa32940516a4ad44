import { useDay } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';

/** The last day of a stretch whose end is the moment after it. */
export function useLastDay(): (until: string | undefined) => string {
  const day = useDay();
  const { commitment: words } = useWords();
  return (until) =>
    until === undefined ? words.noEnd : day(new Date(Date.parse(until) - 1000).toISOString());
}
