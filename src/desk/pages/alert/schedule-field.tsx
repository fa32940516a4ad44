import { ActionIcon, Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AlertSchedule } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { QUARTER_TIMES } from './quarter-times.ts';

const KINDS = ['at-once', 'hourly', 'hours'] as const;

type Props = {
  readonly schedule: AlertSchedule;
  readonly onChange: (schedule: AlertSchedule) => void;
};

/** When somebody is told: at once, with every full hour, or at hours of their own. */
export function ScheduleField({ schedule, onChange }: Props): ReactNode {
  const { search: words } = useWords();
  const choose = (value: string): void => {
    const kind = KINDS.find((one) => one === value) ?? 'at-once';
    onChange(kind === 'hours' ? { kind, hours: ['07:00'] } : { kind });
  };
  return (
    <div className="stack tight">
      <p className="small soft">{words.when}</p>
      <SegmentedControl
        aria-label={words.when}
        value={schedule.kind}
        data={KINDS.map((value) => ({ value, label: words.schedules[value] }))}
        onChange={choose}
      />
      {schedule.kind === 'hours' ? (
        <Hours hours={schedule.hours} onChange={(hours) => onChange({ kind: 'hours', hours: [...hours] })} />
      ) : null}
    </div>
  );
}

function Hours(props: {
  readonly hours: readonly string[];
  readonly onChange: (hours: readonly string[]) => void;
}): ReactNode {
  const words = useWords();
  const { hours, onChange } = props;
  const free = QUARTER_TIMES.find(
    (time) => time.endsWith(':00') && time > (hours.at(-1) ?? '') && !hours.includes(time),
  );
  return (
    <fieldset className="alert-hours">
      <legend className="small soft">
        {words.search.hours} · {words.search.hoursHelp}
      </legend>
      {hours.map((hour, at) => (
        <span key={hour} className="alert-hour">
          <NativeSelect
            aria-label={words.search.hours}
            value={hour}
            data={QUARTER_TIMES.filter((time) => time === hour || !hours.includes(time))}
            onChange={(event) => onChange(hours.with(at, event.currentTarget.value).toSorted())}
          />
          {hours.length > 1 ? (
            <ActionIcon
              variant="default"
              aria-label={`${words.act.remove}: ${hour}`}
              onClick={() => onChange(hours.filter((one) => one !== hour))}
            >
              <IconX size={14} />
            </ActionIcon>
          ) : null}
        </span>
      ))}
      {free !== undefined && hours.length < 24 ? (
        <Button size="xs" variant="default" onClick={() => onChange([...hours, free].toSorted())}>
          {words.act.add}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** A schedule in a few words. */
export function useScheduleText(): (schedule: AlertSchedule) => string {
  const { search: words, alert } = useWords();
  return (schedule) =>
    schedule.kind === 'hours'
      ? words.atHours(schedule.hours.join(alert.comma))
      : words.schedules[schedule.kind];
}
