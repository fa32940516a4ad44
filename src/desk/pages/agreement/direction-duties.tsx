import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Direction } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { withoutAnswer } from './compose-draft.ts';
import type { DirectionProps } from './direction-props.ts';
import { InLanguages, NeededCount, QuestionGroup } from './question-parts.tsx';
import { Tick } from './tick.tsx';

/** Credit and link, and what is owed after the use. */
export function DirectionDuties(props: DirectionProps): ReactNode {
  const { name, value, unasked, onChange } = props;
  const { compose, agreement } = useWords();
  return (
    <>
      <QuestionGroup title={compose.groups.duties}>
        <Tick
          field={`${name}.credit`}
          label={compose.credit}
          on={value.credit ?? true}
          onChange={(on) => onChange(withCredit(value, on))}
        />
        {value.credit === false || unasked.includes('creditWording') ? null : <Wording {...props} />}
        <Tick
          field={`${name}.linkBack`}
          label={agreement.composer.linkBack}
          on={value.linkBack}
          onChange={(linkBack) => onChange({ ...value, linkBack })}
        />
      </QuestionGroup>
      <Deadlines {...props} />
    </>
  );
}

/** No words of a credit that is not owed. */
function withCredit(value: Direction, on: boolean): Direction {
  return on ? withoutAnswer(value, 'credit') : { ...withoutAnswer(value, 'creditWording'), credit: false };
}

function Wording({ name, value, onChange }: DirectionProps): ReactNode {
  const { compose } = useWords();
  return (
    <div className="two-up">
      <InLanguages
        field={`${name}.creditWording`}
        label={compose.wording}
        value={value.creditWording ?? {}}
        onChange={(creditWording) =>
          onChange(
            Object.keys(creditWording).length > 0
              ? { ...value, creditWording }
              : withoutAnswer(value, 'creditWording'),
          )
        }
      />
    </div>
  );
}

function Deadlines({ name, value, onChange }: DirectionProps): ReactNode {
  const { compose, agreement } = useWords();
  const ask = agreement.composer;
  const hours = (field: 'reportUseHours' | 'correctionHours' | 'killHours', label: string) => ({
    field: `${name}.${field}`,
    label,
    most: 8760,
    value: value[field],
    onChange: (count: number): void => onChange({ ...value, [field]: count }),
  });
  return (
    <QuestionGroup title={compose.groups.deadlines}>
      <div className="two-up">
        <NeededCount {...hours('reportUseHours', ask.reportUse)} />
        <NeededCount {...hours('correctionHours', ask.correction)} />
        <NeededCount {...hours('killHours', ask.kill)} />
      </div>
      <Radio.Group
        data-question={`${name}.onKill`}
        label={ask.onKill}
        value={value.onKill}
        onChange={(chosen) => onChange({ ...value, onKill: chosen === 'desk' ? 'desk' : 'automatic' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="automatic" label={ask.automatic} />
          <Radio value="desk" label={ask.desk} />
        </Stack>
      </Radio.Group>
    </QuestionGroup>
  );
}
