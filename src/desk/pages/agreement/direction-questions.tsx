import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { NEWS_TYPES } from '#contract/agreement.ts';
import { CHANNELS, CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { useLanguageName, useText } from '../../sentence.tsx';
import type { Agency, Direction } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { STORY_LANGUAGES, withoutAnswer } from './compose-draft.ts';
import { DirectionConditions } from './direction-conditions.tsx';
import { DirectionDuties } from './direction-duties.tsx';
import type { DirectionProps } from './direction-props.ts';
import { allLanguages, tagNamed } from '../../ui/known-codes.ts';
import { Choices, Count, Names, QuestionGroup } from './question-parts.tsx';
import { SearchChoices } from './search-choices.tsx';
import { Tick } from './tick.tsx';
import { TopicChoices } from './topic-choices.tsx';

/** The questions for one direction, in the order in which the text will say the answers. */
export function DirectionQuestions({
  title,
  ...props
}: DirectionProps & { readonly title: string }): ReactNode {
  return (
    <Panel title={title}>
      <Stack gap="md">
        <Stories {...props} />
        <Uses {...props} />
        <DirectionConditions {...props} />
        <DirectionDuties {...props} />
      </Stack>
    </Panel>
  );
}

function Stories({ name, value, outsiders, onChange }: DirectionProps): ReactNode {
  const { compose, agreement } = useWords();
  const ask = agreement.composer;
  const set = (part: Partial<Direction>): void => onChange({ ...value, ...part });
  return (
    <QuestionGroup title={compose.groups.stories}>
      <Choices
        field={`${name}.newsTypes`}
        label={ask.newsTypes}
        options={NEWS_TYPES.map((type) => [type, compose.newsTypes[type]])}
        chosen={value.newsTypes}
        onChange={(chosen) => set({ newsTypes: NEWS_TYPES.filter((type) => chosen.includes(type)) })}
      />
      <TopicChoices
        field={`${name}.topics`}
        label={ask.topics}
        chosen={value.topics}
        onChange={(topics) => set({ topics })}
      />
      <LanguageChoices
        field={`${name}.languages`}
        label={ask.languages}
        chosen={value.languages}
        onChange={(languages) => set({ languages })}
      />
      <Names
        field={`${name}.products`}
        label={compose.products}
        help={compose.productsHelp}
        value={value.products ?? []}
        onChange={(products) =>
          onChange(products.length > 0 ? { ...value, products } : withoutAnswer(value, 'products'))
        }
      />
      <Agencies
        field={`${name}.providers`}
        label={compose.providers}
        agencies={outsiders}
        chosen={value.providers ?? []}
        onChange={(providers) =>
          onChange(providers.length > 0 ? { ...value, providers } : withoutAnswer(value, 'providers'))
        }
      />
    </QuestionGroup>
  );
}

function Uses({ name, value, outsiders, onChange }: DirectionProps): ReactNode {
  const { compose, agreement } = useWords();
  const ask = agreement.composer;
  const set = (part: Partial<Direction>): void => onChange({ ...value, ...part });
  const text = useText();
  return (
    <QuestionGroup title={compose.groups.uses}>
      <Choices
        field={`${name}.channels`}
        label={ask.channels}
        options={CHANNELS.map((channel) => [channel, text(CHANNEL_LABELS[channel])])}
        chosen={value.channels}
        onChange={(chosen) => set({ channels: CHANNELS.filter((channel) => chosen.includes(channel)) })}
      />
      <LanguageChoices
        field={`${name}.translateInto`}
        label={ask.translateInto}
        chosen={value.translateInto}
        onChange={(translateInto) => set({ translateInto })}
      />
      <div className="two-up">
        <Count
          field={`${name}.excerptWords`}
          label={compose.excerpt}
          most={100_000}
          value={value.excerptWords}
          onChange={(excerptWords) =>
            onChange(
              excerptWords === undefined ? withoutAnswer(value, 'excerptWords') : { ...value, excerptWords },
            )
          }
        />
        <Count
          field={`${name}.archiveMonths`}
          label={compose.archive}
          most={1200}
          value={value.archiveMonths}
          onChange={(archiveMonths) =>
            onChange(
              archiveMonths === undefined
                ? withoutAnswer(value, 'archiveMonths')
                : { ...value, archiveMonths },
            )
          }
        />
      </div>
      <Tick
        field={`${name}.mayModify`}
        label={compose.modify}
        on={value.mayModify ?? false}
        onChange={(mayModify) => set({ mayModify })}
      />
      <Tick
        field={`${name}.mayKeepInMemory`}
        label={compose.memory}
        on={value.mayKeepInMemory ?? false}
        onChange={(mayKeepInMemory) => set({ mayKeepInMemory })}
      />
      <Tick
        field={`${name}.mayMineData`}
        label={compose.mine}
        on={value.mayMineData ?? false}
        onChange={(mayMineData) => set({ mayMineData })}
      />
      <Agencies
        field={`${name}.passOnTo`}
        label={compose.passOn}
        agencies={outsiders}
        chosen={value.passOnTo ?? []}
        onChange={(passOnTo) =>
          onChange(passOnTo.length > 0 ? { ...value, passOnTo } : withoutAnswer(value, 'passOnTo'))
        }
      />
    </QuestionGroup>
  );
}

/** Any of the agencies that we know; those that only the text knows stay, by their names there. */
function Agencies(props: {
  readonly field: string;
  readonly label: string;
  readonly agencies: readonly Agency[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}): ReactNode {
  const { compose } = useWords();
  const text = useText();
  const known = props.agencies.map(({ did, name }) => [did, text(name)] as const);
  const strangers = props.chosen.filter((did) => !known.some(([one]) => one === did));
  const options = [...known, ...strangers.map((did) => [did, did] as const)];
  if (options.length === 0)
    return (
      <p className="soft small" data-question={props.field}>
        {props.label}: {compose.noOthers}
      </p>
    );
  return <Choices {...props} options={options} />;
}

/** Any language: the usual ones stand there, others are found by name or typed as a tag. */
function LanguageChoices(props: {
  readonly field: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}): ReactNode {
  const { compose } = useWords();
  const { language } = useLanguage();
  return (
    <SearchChoices
      {...props}
      find={compose.findLanguage}
      common={STORY_LANGUAGES}
      all={() => allLanguages(language)}
      typed={(text) => tagNamed(text, language)}
      nameOf={useLanguageName()}
    />
  );
}
