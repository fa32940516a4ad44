import { Checkbox, Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '#kernel/language.ts';
import { useLanguageName } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import { dayIn, startOfDay } from './compose-draft.ts';
import { useFaultAt } from './answer-fault.tsx';

type Field = { readonly field: string; readonly label: string };

/** Questions that belong together, under one heading. */
export function QuestionGroup(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <fieldset className="questions">
      <legend>{props.title}</legend>
      <div className="stack">{props.children}</div>
    </fieldset>
  );
}

/** Any number of choices, all of them visible. */
export function Choices(
  props: Field & {
    readonly options: readonly (readonly [value: string, label: string])[];
    readonly chosen: readonly string[];
    readonly onChange: (chosen: string[]) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  return (
    <Checkbox.Group
      data-question={props.field}
      label={props.label}
      value={[...props.chosen]}
      onChange={props.onChange}
      error={error}
    >
      <Group gap="10px 18px" mt={6}>
        {props.options.map(([value, label]) => (
          <Checkbox key={value} value={value} label={label} size="sm" />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** A whole number, or none when it is empty. */
export function Count(
  props: Field & {
    readonly value: number | undefined;
    readonly most: number;
    readonly onChange: (count: number | undefined) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  return (
    <NumberInput
      data-question={props.field}
      label={props.label}
      error={error}
      min={1}
      max={props.most}
      allowDecimal={false}
      hideControls
      value={props.value ?? ''}
      onChange={(count) => props.onChange(typeof count === 'number' ? count : undefined)}
    />
  );
}

/** A number that is always asked: an empty field keeps the last answer. */
export function NeededCount(
  props: Field & {
    readonly value: number;
    readonly most: number;
    readonly onChange: (count: number) => void;
  },
): ReactNode {
  const { onChange } = props;
  return <Count {...props} onChange={(count) => onChange(count ?? props.value)} />;
}

/** One of a few. */
export function OneOf<T extends string>(
  props: Field & {
    readonly value: T;
    readonly options: readonly (readonly [value: T, label: string])[];
    readonly onChange: (value: T) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  return (
    <NativeSelect
      data-question={props.field}
      label={props.label}
      error={error}
      value={props.value}
      data={props.options.map(([value, label]) => ({ value, label }))}
      onChange={(event) => {
        const chosen = props.options.find(([value]) => value === event.currentTarget.value);
        if (chosen) props.onChange(chosen[0]);
      }}
    />
  );
}

/** A line of free text. */
export function Line(
  props: Field & {
    readonly value: string;
    readonly lang?: string;
    readonly onChange: (value: string) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  return (
    <TextInput
      data-question={props.field}
      label={props.label}
      error={error}
      value={props.value}
      {...(props.lang === undefined ? {} : { lang: props.lang })}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

type Worded = { readonly [L in InterfaceLanguage]?: string };

/** The same text in each language that the document speaks; one that is left empty is not said. */
export function InLanguages<T extends Worded>(
  props: Field & { readonly value: T; readonly onChange: (value: T) => void },
): ReactNode {
  const languageName = useLanguageName();
  return INTERFACE_LANGUAGES.map((language) => (
    <Line
      key={language}
      field={`${props.field}.${language}`}
      label={`${props.label} · ${languageName(language)}`}
      lang={language}
      value={props.value[language] ?? ''}
      onChange={(words) => {
        const written = { ...props.value, [language]: words };
        if (words === '') delete written[language];
        props.onChange(written);
      }}
    />
  ));
}

/** Several names, one on each line. */
export function Names(
  props: Field & {
    readonly help: string;
    readonly value: readonly string[];
    readonly onChange: (names: string[]) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  return (
    <Textarea
      data-question={props.field}
      label={props.label}
      description={props.help}
      error={error}
      autosize
      minRows={1}
      value={props.value.join('\n')}
      onChange={(event) => {
        const { value } = event.currentTarget;
        props.onChange(value === '' ? [] : value.split('\n'));
      }}
    />
  );
}

/** A day of our calendar; none when it is empty. */
export function DayOf(
  props: Field & {
    readonly value: string | undefined;
    readonly disabled?: boolean;
    readonly toMoment?: (day: string, zone: string) => string;
    readonly onChange: (moment: string | undefined) => void;
  },
): ReactNode {
  const error = useFaultAt()(props.field);
  const zone = useSeat().session.agency.timeZone;
  const toMoment = props.toMoment ?? startOfDay;
  return (
    <TextInput
      type="date"
      data-question={props.field}
      label={props.label}
      error={error}
      disabled={props.disabled ?? false}
      value={props.value === undefined ? '' : dayIn(props.value, zone)}
      onChange={(event) => {
        const day = event.currentTarget.value;
        props.onChange(day === '' ? undefined : toMoment(day, zone));
      }}
    />
  );
}
