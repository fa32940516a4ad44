import type { ReactNode } from 'react';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { useFaultAt } from './answer-fault.tsx';

/** Whose midnight ends a period, as an answer of the draft. */
export function ZoneOf(props: {
  readonly field: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (zone: string) => void;
}): ReactNode {
  const { field, label, value = 'UTC', onChange } = props;
  return (
    <ZoneSelect
      question={field}
      label={label}
      error={useFaultAt()(field)}
      value={value}
      onChange={onChange}
    />
  );
}
