import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { useLanguageName, useText } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { dayIn, endOfDay, freshDraft, startOfDay, titleFor } from './compose-draft.ts';

type Props = {
  readonly draft: Draft;
  readonly partners: readonly Agency[];
  readonly onChange: (draft: Draft) => void;
};

/** Who, what kind, how long, and which language decides. */
export function ComposeBasics({ draft, partners, onChange }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  const { session } = useSeat();
  const ask = words.agreement.composer;
  const choosePartner = (did: string): void => {
    const partner = partners.find((one) => one.did === did);
    onChange({
      ...draft,
      partner: did,
      title: partner ? titleFor(session.agency.name, partner.name) : draft.title,
    });
  };
  const chooseTemplate = (value: string): void => {
    const { receive, ...rest } = draft;
    onChange(
      value === 'one-way-supply'
        ? { ...rest, template: 'one-way-supply' }
        : { ...rest, template: 'news-exchange', receive: receive ?? freshDraft(session).give },
    );
  };
  return (
    <Panel title={ask.basics}>
      <div className="stack">
        <div className="two-up">
          <NativeSelect
            label={ask.partner}
            value={draft.partner}
            data={[
              { value: '', label: '—' },
              ...partners.map(({ did, name }) => ({ value: did, label: text(name) })),
            ]}
            onChange={(event) => choosePartner(event.currentTarget.value)}
          />
          <NativeSelect
            label={ask.template}
            value={draft.template}
            data={[
              { value: 'news-exchange', label: ask.exchange },
              { value: 'one-way-supply', label: ask.supply },
            ]}
            onChange={(event) => chooseTemplate(event.currentTarget.value)}
          />
        </div>
        <Titles draft={draft} partners={partners} onChange={onChange} />
        <Term draft={draft} partners={partners} onChange={onChange} />
      </div>
    </Panel>
  );
}

function Titles({ draft, onChange }: Props): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  return INTERFACE_LANGUAGES.map((language) => (
    <TextInput
      key={language}
      label={`${words.agreement.composer.name} · ${languageName(language)}`}
      lang={language}
      value={draft.title[language]}
      onChange={(event) =>
        onChange({ ...draft, title: { ...draft.title, [language]: event.currentTarget.value } })
      }
    />
  ));
}

function Term({ draft, onChange }: Props): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const zone = useSeat().session.agency.timeZone;
  const ask = words.agreement.composer;
  return (
    <div className="two-up">
      <TextInput
        type="date"
        label={ask.from}
        value={dayIn(draft.effectiveFrom, zone)}
        onChange={(event) => {
          const day = event.currentTarget.value;
          if (day) onChange({ ...draft, effectiveFrom: startOfDay(day, zone) });
        }}
      />
      <TextInput
        type="date"
        label={ask.until}
        value={draft.effectiveUntil === undefined ? '' : dayIn(draft.effectiveUntil, zone)}
        onChange={(event) => {
          const day = event.currentTarget.value;
          if (day) onChange({ ...draft, effectiveUntil: endOfDay(day, zone) });
        }}
      />
      <NativeSelect
        label={ask.prevails}
        value={draft.governingLanguage}
        data={INTERFACE_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
        onChange={(event) => onChange({ ...draft, governingLanguage: event.currentTarget.value })}
      />
      <NumberInput
        label={ask.freshness}
        min={1}
        max={1440}
        allowDecimal={false}
        hideControls
        value={draft.freshnessMinutes}
        onChange={(minutes) => {
          if (typeof minutes === 'number' && minutes >= 1) onChange({ ...draft, freshnessMinutes: minutes });
        }}
      />
    </div>
  );
}
