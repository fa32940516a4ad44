import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';

/** Yes or no. */
export function Tick(props: {
  readonly field: string;
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactNode {
  return (
    <Switch
      data-question={props.field}
      label={props.label}
      checked={props.on}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
