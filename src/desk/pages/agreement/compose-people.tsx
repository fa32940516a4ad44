import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { COMMITMENT_KINDS, CONTACT_PURPOSES, PERIODS } from '#contract/agreement-answers.ts';
import type { Agency, Draft } from '../../shapes.ts';
import { useText } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { withoutAnswer } from './compose-draft.ts';
import { InLanguages, Line, NeededCount, OneOf, QuestionGroup } from './question-parts.tsx';
import { useFaultAt } from './answer-fault.tsx';
import { PaperQuestion } from './paper-question.tsx';
import { ZoneOf } from './zone-of.tsx';

type Props = {
  readonly draft: Draft;
  readonly partners: readonly Agency[];
  readonly onChange: (draft: Draft) => void;
};
type Contact = NonNullable<Draft['contacts']>[number];
type Commitment = NonNullable<Draft['commitments']>[number];

/** Whom to reach, what is promised beside the news, and the paper that goes with it. */
export function ComposePeople(props: Props): ReactNode {
  const { compose } = useWords();
  return (
    <>
      <Panel title={compose.groups.contacts}>
        <Contacts {...props} />
      </Panel>
      <Panel title={compose.groups.commitments}>
        <Commitments {...props} />
      </Panel>
      <Panel title={compose.groups.paper}>
        <PaperQuestion draft={props.draft} onChange={props.onChange} />
      </Panel>
    </>
  );
}

/** Our side by its own name; the document knows it by its DID. */
function useSides({ draft, partners }: Props): readonly (readonly [string, string])[] {
  const text = useText();
  const { session } = useSeat();
  const others = partners.filter(({ did }) => did === draft.partner || draft.others?.includes(did));
  const sides = [session.agency, ...others].map(({ did, name }) => [did, text(name)] as const);
  // Somebody answered for is still shown when it is a party no longer; the answer is marked then.
  const answeredFor = [
    ...(draft.contacts ?? []).map(({ party }) => party),
    ...(draft.commitments ?? []).map(({ by }) => by),
  ];
  const strangers = [...new Set(answeredFor)].filter(
    (did) => did !== 'us' && !sides.some(([one]) => one === did),
  );
  const nameOf = (did: string): string => {
    const known = partners.find((one) => one.did === did);
    return known ? text(known.name) : did;
  };
  return [...sides, ...strangers.map((did) => [did, nameOf(did)] as const)];
}

function Contacts(props: Props): ReactNode {
  const { draft, onChange } = props;
  const { compose } = useWords();
  const sides = useSides(props);
  const list = useEntries(draft.contacts, (contacts) =>
    onChange(contacts.length > 0 ? { ...draft, contacts } : withoutAnswer(draft, 'contacts')),
  );
  const blank: Contact = { party: sides[0]?.[0] ?? 'us', contactFor: 'editorial', name: {}, email: '' };
  return (
    <div className="stack">
      {list.entries.map((contact, at) => (
        <QuestionGroup key={at} title={`${at + 1}. ${compose.purposes[contact.contactFor]}`}>
          <div className="two-up">
            <OneOf
              field={`contacts.${at}.party`}
              label={compose.party}
              value={contact.party}
              options={sides}
              onChange={(party) => list.write(at, { ...contact, party })}
            />
            <OneOf
              field={`contacts.${at}.contactFor`}
              label={compose.contactFor}
              value={contact.contactFor}
              options={CONTACT_PURPOSES.map((one) => [one, compose.purposes[one]])}
              onChange={(contactFor) => list.write(at, { ...contact, contactFor })}
            />
            <InLanguages
              field={`contacts.${at}.name`}
              label={compose.contactName}
              value={contact.name}
              onChange={(name) => list.write(at, { ...contact, name })}
            />
            <Line
              field={`contacts.${at}.email`}
              label={compose.email}
              value={contact.email}
              onChange={(email) => list.write(at, { ...contact, email })}
            />
            <Line
              field={`contacts.${at}.phone`}
              label={compose.phone}
              value={contact.phone ?? ''}
              onChange={(phone) => {
                const { phone: _former, ...rest } = contact;
                list.write(at, phone === '' ? rest : { ...rest, phone });
              }}
            />
          </div>
          <RemoveEntry name={compose.purposes[contact.contactFor]} onClick={() => list.remove(at)} />
        </QuestionGroup>
      ))}
      <AddEntry onClick={() => list.add(blank)}>{compose.addContact}</AddEntry>
    </div>
  );
}

function Commitments(props: Props): ReactNode {
  const { draft, onChange } = props;
  const { compose } = useWords();
  const { session } = useSeat();
  const sides = useSides(props);
  const list = useEntries(draft.commitments, (commitments) =>
    onChange(commitments.length > 0 ? { ...draft, commitments } : withoutAnswer(draft, 'commitments')),
  );
  const fault = useFaultAt()('commitments');
  const blank: Commitment = { by: session.agency.did, kind: 'visit', count: 1, title: {} };
  return (
    <div className="stack">
      {list.entries.map((one, at) => (
        <QuestionGroup key={at} title={`${at + 1}. ${compose.kinds[one.kind]}`}>
          <div className="two-up">
            <OneOf
              field={`commitments.${at}.by`}
              label={compose.by}
              value={one.by === 'us' ? session.agency.did : one.by}
              options={sides}
              onChange={(by) => list.write(at, { ...one, by })}
            />
            <OneOf
              field={`commitments.${at}.kind`}
              label={compose.kind}
              value={one.kind}
              options={COMMITMENT_KINDS.map((kind) => [kind, compose.kinds[kind]])}
              onChange={(kind) => list.write(at, { ...one, kind })}
            />
            <NeededCount
              field={`commitments.${at}.count`}
              label={compose.count}
              most={10_000}
              value={one.count}
              onChange={(count) => list.write(at, { ...one, count })}
            />
            <OneOf
              field={`commitments.${at}.period`}
              label={compose.per}
              value={one.period ?? 'once'}
              options={[
                ['once', compose.once],
                ...PERIODS.map((period) => [period, compose.periods[period]] as const),
              ]}
              onChange={(period) => {
                const { period: _period, zone = session.agency.timeZone, ...rest } = one;
                list.write(at, period === 'once' ? rest : { ...rest, period, zone });
              }}
            />
            {one.period === undefined ? null : (
              <ZoneOf
                field={`commitments.${at}.zone`}
                label={compose.quotaZone}
                value={one.zone}
                onChange={(zone) => list.write(at, { ...one, zone })}
              />
            )}
            <InLanguages
              field={`commitments.${at}.title`}
              label={compose.commitmentTitle}
              value={one.title}
              onChange={(title) => list.write(at, { ...one, title })}
            />
          </div>
          <RemoveEntry name={compose.kinds[one.kind]} onClick={() => list.remove(at)} />
        </QuestionGroup>
      ))}
      {fault === undefined || list.entries.length > 0 ? null : <p role="alert">{fault}</p>}
      <AddEntry onClick={() => list.add(blank)}>{compose.addCommitment}</AddEntry>
    </div>
  );
}

function useEntries<T>(given: readonly T[] | undefined, onChange: (entries: T[]) => void) {
  const entries = given ?? [];
  return {
    entries,
    write: (at: number, entry: T): void =>
      onChange(entries.map((one, index) => (index === at ? entry : one))),
    add: (entry: T): void => onChange([...entries, entry]),
    remove: (at: number): void => onChange(entries.filter((_, index) => index !== at)),
  };
}

function AddEntry(props: { readonly onClick: () => void; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Button variant="default" size="xs" onClick={props.onClick}>
        {props.children}
      </Button>
    </div>
  );
}

function RemoveEntry(props: { readonly name: string; readonly onClick: () => void }): ReactNode {
  const { compose } = useWords();
  return (
    <div>
      <Button variant="subtle" size="compact-xs" onClick={props.onClick}>
        {compose.remove(props.name)}
      </Button>
    </div>
  );
}
