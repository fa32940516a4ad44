import { useState, type ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { useText } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { titleFor, type DraftKind } from './compose-draft.ts';
import { Choices, InLanguages, OneOf } from './question-parts.tsx';
import { reshapeDraft, undoReshape, type Reshaped } from './reshape-draft.ts';
import { ReshapedNote } from './reshaped-note.tsx';

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
  const { draft, onChange, isNext = false } = props;
  const { agreement } = useWords();
  return (
    <Panel title={agreement.composer.basics}>
      <div className="stack">
        {isNext ? <Parties {...props} /> : <Kind {...props} />}
        <Titles draft={draft} onChange={onChange} />
      </div>
    </Panel>
  );
}

/** Who is asked to agree, and to what kind; another choice keeps what was answered and says what it changed. */
function Kind({ draft, partners, onChange }: Props): ReactNode {
  const { agreement, compose } = useWords();
  const text = useText();
  const { session } = useSeat();
  const [reshaped, setReshaped] = useState<Reshaped>();
  const ask = agreement.composer;
  const named = (one: Draft): Draft['title'] =>
    titleFor(
      session.agency.name,
      ...partners
        .filter(({ did }) => did === one.partner || one.others?.includes(did))
        .map(({ name }) => name),
    );
  // A title that nobody has written goes with the parties.
  const titled = (next: Draft): Draft => {
    const isOurs =
      Object.values(draft.title).every((title) => title === '') || sameTitle(draft.title, named(draft));
    return isOurs && next.partner !== '' ? { ...next, title: named(next) } : next;
  };
  const reshape = (wanted: DraftKind): void => {
    const next = reshapeDraft(draft, wanted, session);
    setReshaped(next);
    onChange(titled(next.draft));
  };
  const choosePartner = (partner: string): void => {
    const others = (draft.others ?? []).filter((did) => did !== partner);
    const next = reshapeDraft(draft, { template: draft.template, others }, session);
    setReshaped(next);
    onChange(titled({ ...next.draft, partner }));
  };
  const names = partners.map(({ did, name }) => [did, text(name)] as const);
  return (
    <>
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
          onChange={(template) => reshape({ ...draft, template })}
        />
      </div>
      {partners.length > 1 && draft.partner !== '' ? (
        <>
          <Choices
            field="others"
            label={compose.others}
            options={names.filter(([did]) => did !== draft.partner)}
            chosen={draft.others ?? []}
            onChange={(others) => reshape({ template: draft.template, others })}
          />
          <p className="soft small">{compose.othersHelp}</p>
        </>
      ) : null}
      {reshaped ? (
        <ReshapedNote
          reshaped={reshaped}
          onUndo={() => {
            setReshaped(undefined);
            onChange(titled(undoReshape(draft, reshaped)));
          }}
          onClose={() => setReshaped(undefined)}
        />
      ) : null}
    </>
  );
}

/** Between whom, where that stands. */
function Parties({ draft, partners }: Props): ReactNode {
  const { compose } = useWords();
  const text = useText();
  const { session } = useSeat();
  const others = partners.filter(({ did }) => did === draft.partner || draft.others?.includes(did));
  return (
    <p>
      <span className="soft">{compose.parties}: </span>
      {[session.agency.name, ...others.map(({ name }) => name)].map(text).join(' · ')}
    </p>
  );
}

function sameTitle(one: Draft['title'], other: Draft['title']): boolean {
  return INTERFACE_LANGUAGES.every((language) => one[language] === other[language]);
}

function Titles({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>): ReactNode {
  const { agreement } = useWords();
  return (
    <InLanguages
      field="title"
      label={agreement.composer.name}
      value={draft.title}
      onChange={(title) => onChange({ ...draft, title: { ...NO_TITLE, ...title } })}
    />
  );
}

const NO_TITLE: Draft['title'] = { vi: '', 'zh-Hans': '', en: '' };
