import type { ReactNode } from 'react';
import { INDEX_POLICIES } from '#contract/agreement-answers.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { useLanguageName } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Draft } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { endOfDay, freshDraft, withoutAnswer } from './compose-draft.ts';
import { Count, DayOf, NeededCount, OneOf } from './question-parts.tsx';
import { Tick } from './tick.tsx';

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** How long it holds, which language decides, and what outlasts it. */
export function ComposeTerm(props: Props): ReactNode {
  const { draft, onChange } = props;
  const { compose, agreement } = useWords();
  const { session } = useSeat();
  const ask = agreement.composer;
  const endless = draft.effectiveUntil === undefined;
  return (
    <Panel title={compose.groups.term}>
      <div className="stack">
        <div className="two-up">
          <DayOf
            field="effectiveFrom"
            label={ask.from}
            value={draft.effectiveFrom}
            onChange={(effectiveFrom) => {
              if (effectiveFrom !== undefined) onChange({ ...draft, effectiveFrom });
            }}
          />
          <DayOf
            field="effectiveUntil"
            label={ask.until}
            value={draft.effectiveUntil}
            disabled={endless}
            toMoment={endOfDay}
            onChange={(effectiveUntil) => {
              if (effectiveUntil !== undefined) onChange({ ...draft, effectiveUntil });
            }}
          />
        </div>
        <Tick
          field="effectiveUntil"
          label={compose.untilNotice}
          on={endless}
          onChange={(on) => {
            const { effectiveUntil } = freshDraft(session);
            onChange(
              on || effectiveUntil === undefined
                ? withoutAnswer(draft, 'effectiveUntil')
                : { ...draft, effectiveUntil },
            );
          }}
        />
        <Afterwards {...props} />
      </div>
    </Panel>
  );
}

function Afterwards({ draft, onChange }: Props): ReactNode {
  const { compose, agreement } = useWords();
  const languageName = useLanguageName();
  const days = (field: 'noticeDays' | 'cureDays' | 'tailDays') => ({
    field,
    value: draft[field],
    onChange: (count: number | undefined): void =>
      onChange(count === undefined ? withoutAnswer(draft, field) : { ...draft, [field]: count }),
  });
  return (
    <div className="two-up">
      <OneOf
        field="governingLanguage"
        label={agreement.composer.prevails}
        value={draft.governingLanguage}
        options={[...new Set([...INTERFACE_LANGUAGES, draft.governingLanguage])].map((tag) => [
          tag,
          languageName(tag),
        ])}
        onChange={(governingLanguage) => onChange({ ...draft, governingLanguage })}
      />
      <NeededCount
        field="freshnessMinutes"
        label={agreement.composer.freshness}
        most={1440}
        value={draft.freshnessMinutes}
        onChange={(freshnessMinutes) => onChange({ ...draft, freshnessMinutes })}
      />
      <Count {...days('noticeDays')} label={compose.notice} most={730} />
      <Count {...days('cureDays')} label={compose.cure} most={365} />
      <Count {...days('tailDays')} label={compose.tail} most={3650} />
      <OneOf
        field="tailPolicy"
        label={compose.tailPolicy}
        value={draft.tailPolicy ?? 'keepPublished'}
        options={(['keepPublished', 'removeAll'] as const).map((one) => [one, compose.tailPolicies[one]])}
        onChange={(tailPolicy) => onChange({ ...draft, tailPolicy })}
      />
      <OneOf
        field="indexPolicy"
        label={compose.index}
        value={draft.indexPolicy ?? 'translationIndexed'}
        options={INDEX_POLICIES.map((one) => [one, compose.indexes[one]])}
        onChange={(indexPolicy) => onChange({ ...draft, indexPolicy })}
      />
    </div>
  );
}
