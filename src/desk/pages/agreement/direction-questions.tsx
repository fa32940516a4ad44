import { Checkbox, Group, NumberInput, Radio, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import type { Direction } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { CHANNELS, COUNTRIES, NEWS_TYPES, STORY_LANGUAGES } from './compose-draft.ts';

type Props = {
  readonly title: string;
  readonly value: Direction;
  readonly onChange: (value: Direction) => void;
};

/** The questions for one direction; each answer becomes a clause. */
export function DirectionQuestions({ title, value, onChange }: Props): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const { language } = useLanguage();
  const ask = words.agreement.composer;
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const languages = STORY_LANGUAGES.map((tag) => [tag, languageName(tag)] as const);
  const set = (part: Partial<Direction>): void => onChange({ ...value, ...part });
  return (
    <Panel title={title}>
      <Stack gap="md">
        <Choices
          label={ask.newsTypes}
          options={NEWS_TYPES.map((type) => [type, words.wire.newsTypes[type]])}
          chosen={value.newsTypes}
          onChange={(chosen) => set({ newsTypes: NEWS_TYPES.filter((type) => chosen.includes(type)) })}
        />
        <Choices
          label={ask.topics}
          options={Object.entries(words.agreement.topicNames)}
          chosen={value.topics}
          onChange={(topics) => set({ topics })}
        />
        <Choices
          label={ask.languages}
          options={languages}
          chosen={value.languages}
          onChange={(chosen) => set({ languages: chosen })}
        />
        <Choices
          label={ask.translateInto}
          options={languages}
          chosen={value.translateInto}
          onChange={(translateInto) => set({ translateInto })}
        />
        <Choices
          label={ask.channels}
          options={CHANNELS.map((channel) => [channel, words.agreement.channels[channel]])}
          chosen={value.channels}
          onChange={(chosen) => set({ channels: CHANNELS.filter((channel) => chosen.includes(channel)) })}
        />
        <Choices
          label={ask.territories}
          options={COUNTRIES.map((code) => [code, countries.of(code) ?? code])}
          chosen={value.territories}
          onChange={(territories) => set({ territories })}
        />
        <Limits value={value} onChange={onChange} />
      </Stack>
    </Panel>
  );
}

function withQuota(value: Direction, limit: string | number): Direction {
  if (typeof limit === 'number') return { ...value, quota: limit };
  const unlimited = { ...value };
  delete unlimited.quota;
  return unlimited;
}

function Limits({ value, onChange }: Omit<Props, 'title'>): ReactNode {
  const words = useWords();
  const set = (part: Partial<Direction>): void => onChange({ ...value, ...part });
  const ask = words.agreement.composer;
  return (
    <>
      <Switch
        label={ask.linkBack}
        checked={value.linkBack}
        onChange={(event) => set({ linkBack: event.currentTarget.checked })}
      />
      <div className="two-up">
        <NumberInput
          label={ask.quota}
          min={1}
          max={100_000}
          hideControls
          value={value.quota ?? ''}
          onChange={(limit) => onChange(withQuota(value, limit))}
        />
        <Hours
          label={ask.reportUse}
          value={value.reportUseHours}
          onChange={(reportUseHours) => set({ reportUseHours })}
        />
        <Hours
          label={ask.correction}
          value={value.correctionHours}
          onChange={(correctionHours) => set({ correctionHours })}
        />
        <Hours label={ask.kill} value={value.killHours} onChange={(killHours) => set({ killHours })} />
      </div>
      <Radio.Group
        label={ask.onKill}
        value={value.onKill}
        onChange={(chosen) => set({ onKill: chosen === 'desk' ? 'desk' : 'automatic' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="automatic" label={ask.automatic} />
          <Radio value="desk" label={ask.desk} />
        </Stack>
      </Radio.Group>
    </>
  );
}

function Hours(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (hours: number) => void;
}): ReactNode {
  return (
    <NumberInput
      label={props.label}
      min={1}
      max={720}
      allowDecimal={false}
      hideControls
      value={props.value}
      onChange={(hours) => {
        if (typeof hours === 'number' && hours >= 1) props.onChange(hours);
      }}
    />
  );
}

/** Any number of choices, all of them visible. */
export function Choices(props: {
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}): ReactNode {
  return (
    <Checkbox.Group label={props.label} value={[...props.chosen]} onChange={props.onChange}>
      <Group gap="10px 18px" mt={6}>
        {props.options.map(([value, label]) => (
          <Checkbox key={value} value={value} label={label} size="sm" />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
