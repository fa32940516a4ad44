import { Select } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useLanguage, useWords } from '../words/use-words.tsx';
import { foldedIncludes } from './fold.ts';
import { allZones } from './known-codes.ts';

/** Where a newsroom's day mostly ends, shown first. */
const COMMON_ZONES = ['Asia/Ho_Chi_Minh', 'Asia/Shanghai', 'Asia/Singapore', 'Asia/Tokyo', 'UTC'] as const;

/** Shown at once; whoever looks for more types another letter. */
const MOST_FOUND = 40;

type Props = {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly value: string | undefined;
  /** The path of the answer in a draft, where it is one. */
  readonly question?: string;
} & (
  | { readonly canBeNone: true; readonly onChange: (zone: string | undefined) => void }
  | { readonly canBeNone?: false; readonly onChange: (zone: string) => void }
);

/** A time zone of IANA: the usual ones first, every other found by its name; one that only the text knows stays. */
export function ZoneSelect(props: Props): ReactNode {
  const { label, description, error, value, question } = props;
  const names: Readonly<Record<string, string>> = useWords().time.zones;
  const { noCode } = useWords().compose;
  const { language } = useLanguage();
  const data = useMemo(() => {
    const called = new Map(allZones(language).map(({ code, name }) => [code, name]));
    const codes = new Set<string>([...COMMON_ZONES, ...(value ? [value] : []), ...called.keys()]);
    return [...codes].map((code) => ({
      value: code,
      label: [names[code], called.get(code) ?? code].filter((one) => one !== undefined).join(' · '),
    }));
  }, [language, names, value]);
  return (
    <Select
      data-question={question}
      label={label}
      description={description}
      error={error}
      searchable
      allowDeselect={false}
      clearable={props.canBeNone ?? false}
      limit={MOST_FOUND}
      nothingFoundMessage={noCode}
      filter={({ options, search }) =>
        options.filter((one) => 'label' in one && foldedIncludes(one.label, search.trim()))
      }
      data={data}
      value={value ?? null}
      onChange={(zone) => {
        if (zone !== null) props.onChange(zone);
        else if (props.canBeNone) props.onChange(undefined);
      }}
    />
  );
}
