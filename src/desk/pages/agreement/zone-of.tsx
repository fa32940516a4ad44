import { Select } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { foldedIncludes } from '../../ui/fold.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { useFaultAt } from './answer-fault.tsx';
import { COMMON_ZONES } from './compose-draft.ts';
import { allZones } from './known-codes.ts';

/** Shown at once; whoever looks for more types another letter. */
const MOST_FOUND = 40;

/** Whose midnight ends a period: the usual ones first, every other found by its name; one that only the text knows stays. */
export function ZoneOf(props: {
  readonly field: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (zone: string) => void;
}): ReactNode {
  const { field, label, value = 'UTC', onChange } = props;
  const names: Readonly<Record<string, string>> = useWords().time.zones;
  const { noCode } = useWords().compose;
  const { language } = useLanguage();
  const error = useFaultAt()(field);
  const data = useMemo(() => {
    const called = new Map(allZones(language).map(({ code, name }) => [code, name]));
    const codes = new Set<string>([...COMMON_ZONES, value, ...called.keys()]);
    return [...codes].map((code) => ({
      value: code,
      label: [names[code], called.get(code) ?? code].filter((one) => one !== undefined).join(' · '),
    }));
  }, [language, names, value]);
  return (
    <Select
      data-question={field}
      label={label}
      error={error}
      searchable
      allowDeselect={false}
      limit={MOST_FOUND}
      nothingFoundMessage={noCode}
      filter={({ options, search }) =>
        options.filter((one) => 'label' in one && foldedIncludes(one.label, search.trim()))
      }
      data={data}
      value={value}
      onChange={(zone) => {
        if (zone !== null) onChange(zone);
      }}
    />
  );
}
