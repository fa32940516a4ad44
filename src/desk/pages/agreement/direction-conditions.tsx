import type { ReactNode } from 'react';
import { PERIODS } from '#contract/agreement-answers.ts';
import { useSeat } from '../../session.tsx';
import type { Direction } from '../../shapes.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { COMMON_COUNTRIES, withoutAnswer } from './compose-draft.ts';
import type { DirectionProps } from './direction-props.ts';
import { allRegions } from '../../ui/known-codes.ts';
import { Count, DayOf, OneOf, QuestionGroup } from './question-parts.tsx';
import { SearchChoices } from './search-choices.tsx';
import { ZoneOf } from './zone-of.tsx';

/** Territory, window, quota, exclusivity; what every agreement has anyway is said and not asked. */
export function DirectionConditions(props: DirectionProps): ReactNode {
  const { name, value, unasked, onChange } = props;
  const { compose, agreement } = useWords();
  const { language } = useLanguage();
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  return (
    <QuestionGroup title={compose.groups.conditions}>
      <SearchChoices
        field={`${name}.territories`}
        label={agreement.composer.territories}
        find={compose.findCountry}
        common={COMMON_COUNTRIES}
        all={() => allRegions(language)}
        nameOf={(code) => countries.of(code) ?? code}
        chosen={value.territories}
        onChange={(territories) => onChange({ ...value, territories })}
      />
      <p className="soft small">{compose.embargo}</p>
      <Window {...props} />
      <Quota {...props} />
      {unasked.includes('exclusiveHours') ? null : (
        <Count
          field={`${name}.exclusiveHours`}
          label={compose.exclusive}
          most={8760}
          value={value.exclusiveHours}
          onChange={(exclusiveHours) =>
            onChange(
              exclusiveHours === undefined
                ? withoutAnswer(value, 'exclusiveHours')
                : { ...value, exclusiveHours },
            )
          }
        />
      )}
    </QuestionGroup>
  );
}

function Window({ name, value, onChange }: DirectionProps): ReactNode {
  const { compose } = useWords();
  const day = (field: 'publishFrom' | 'publishUntil') => ({
    field: `${name}.${field}`,
    label: compose[field],
    value: value[field],
    onChange: (moment: string | undefined): void =>
      onChange(moment === undefined ? withoutAnswer(value, field) : { ...value, [field]: moment }),
  });
  return (
    <div className="two-up">
      <DayOf {...day('publishFrom')} />
      <DayOf {...day('publishUntil')} />
    </div>
  );
}

/** Without a number there is no period to ask for. */
function Quota({ name, value, onChange }: DirectionProps): ReactNode {
  const { compose, agreement } = useWords();
  const { timeZone } = useSeat().session.agency;
  const set = (part: Partial<Direction>): void => onChange({ ...value, ...part });
  return (
    <div className="two-up">
      <Count
        field={`${name}.quota`}
        label={agreement.composer.quota}
        most={100_000}
        value={value.quota}
        onChange={(quota) =>
          quota === undefined
            ? onChange(withoutAnswer(value, 'quota'))
            : set({ quota, quotaZone: value.quotaZone ?? timeZone })
        }
      />
      {value.quota === undefined ? null : (
        <>
          <OneOf
            field={`${name}.quotaPeriod`}
            label={compose.quotaPer}
            value={value.quotaPeriod ?? 'P1M'}
            options={PERIODS.map((period) => [period, compose.periods[period]])}
            onChange={(quotaPeriod) => set({ quotaPeriod })}
          />
          <ZoneOf
            field={`${name}.quotaZone`}
            label={compose.quotaZone}
            value={value.quotaZone}
            onChange={(quotaZone) => set({ quotaZone })}
          />
        </>
      )}
    </div>
  );
}
