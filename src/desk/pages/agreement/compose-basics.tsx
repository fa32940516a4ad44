import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { useLanguageName, useText } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { titleFor, withoutAnswer, withTemplate } from './compose-draft.ts';
import { Choices, Line, OneOf } from './question-parts.tsx';

type Props = {
  readonly draft: Draft;
  readonly partners: readonly Agency[];
  /** Of an agreement that lies on the table the parties and the kind stand. */
  readonly isNext?: boolean;
  readonly onChange: (draft: Draft) => void;
};

const TEMPLATES = [
  'news-exchange',
  'photo-exchange',
  'one-way-supply',
  'event-pool',
  'joint-project',
] as const;

/** Who, what kind, and its name. */
export function ComposeBasics(props: Props): ReactNode {
  const { draft, partners, onChange, isNext = false } = props;
  const { agreement, compose } = useWords();
  const text = useText();
  const { session } = useSeat();
  const ask = agreement.composer;
  const choosePartner = (did: string): void => {
    const partner = partners.find((one) => one.did === did);
    const title = partner ? titleFor(session.agency.name, partner.name) : draft.title;
    onChange({ ...draft, partner: did, title });
  };
  const names = partners.map(({ did, name }) => [did, text(name)] as const);
  return (
    <Panel title={ask.basics}>
      <div className="stack">
        {isNext ? null : (
          <div className="two-up">
            <OneOf
              field="partner"
              label={ask.partner}
              value={draft.partner}
              options={[['', '—'], ...names]}
              onChange={choosePartner}
            />
            <OneOf
              field="template"
              label={ask.template}
              value={draft.template}
              options={TEMPLATES.map((one) => [one, compose.templates[one]])}
              onChange={(template) => onChange(withTemplate(draft, template, session))}
            />
          </div>
        )}
        {draft.template === 'event-pool' && partners.length > 1 ? (
          <Choices
            field="others"
            label={compose.others}
            options={names.filter(([did]) => did !== draft.partner)}
            chosen={draft.others ?? []}
            onChange={(others) =>
              onChange(others.length > 0 ? { ...draft, others } : withoutAnswer(draft, 'others'))
            }
          />
        ) : null}
        <Titles draft={draft} onChange={onChange} />
      </div>
    </Panel>
  );
}

function Titles({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  return INTERFACE_LANGUAGES.map((language) => (
    <Line
      key={language}
      field={`title.${language}`}
      label={`${words.agreement.composer.name} · ${languageName(language)}`}
      lang={language}
      value={draft.title[language]}
      onChange={(title) => onChange({ ...draft, title: { ...draft.title, [language]: title } })}
    />
  ));
}
