import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.tsx';
import { ZONES } from './compose-draft.ts';
import { OneOf } from './question-parts.tsx';

/** Whose midnight ends a period; one that only the text knows stays. */
export function ZoneOf(props: {
  readonly field: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (zone: string) => void;
}): ReactNode {
  const { value = 'UTC' } = props;
  const names: Readonly<Record<string, string>> = useWords().time.zones;
  const zones: readonly string[] = [...new Set([...ZONES, value])];
  return <OneOf {...props} value={value} options={zones.map((zone) => [zone, names[zone] ?? zone])} />;
}
