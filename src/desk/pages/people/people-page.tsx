import { Button, Checkbox, Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ROLES } from '#contract/permissions.ts';
import { changeRoles, disablePerson, listPeople } from '#contract/people.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { ConfirmSheet } from '../../confirm-sheet.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Person } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Note } from '../../ui/note.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import { NewLinkSheet } from './new-link-sheet.tsx';

/** Who sits at this desk and what each may do. */
export function PeoplePage(): ReactNode {
  const words = useWords();
  const reasons = useSeatReasons()('manage-people');
  const search = useSearch({ from: '/desk/people' });
  const navigate = useNavigate();
  const show = (next: { invite?: string; close?: string; link?: string; s?: string }): void =>
    void navigate({ to: '/people', search: next, replace: true });
  return (
    <>
      <PageHead
        title={words.people.title}
        lead={words.people.lead}
        actions={
          <>
            <LinkButton to="/api-keys" variant="default">
              {words.apiKey.title}
            </LinkButton>
            <GuardedButton reasons={reasons} onClick={() => show({ invite: '1' })}>
              {words.people.invite}
            </GuardedButton>
          </>
        }
      />
      {reasons.length > 0 ? <Note tone="info" title={reasons} /> : <PeopleList search={search} show={show} />}
      {search.invite && reasons.length === 0 ? <InviteSheet onClose={() => show({})} /> : null}
    </>
  );
}

type ListProps = {
  readonly search: { readonly s?: string; readonly close?: string; readonly link?: string };
  readonly show: (next: { close?: string; link?: string; s?: string }) => void;
};

function PeopleList({ search, show }: ListProps): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const list = useAsk(listPeople, {});
  return (
    <Asked query={list}>
      {({ people }) => {
        const closing = people.find((one) => one.id === search.close);
        const renewing = people.find((one) => one.id === search.link);
        return (
          <Panel title={<span className="visually-hidden">{words.people.title}</span>} className="list">
            <RowList
              title={words.people.title}
              rows={people
                .toSorted((a, b) => sortName(a.name, b.name, language))
                .map((person) => ({
                  id: person.id,
                  link: <b>{person.name}</b>,
                  meta: <PersonMeta person={person} />,
                  below: person.disabledAt ? null : (
                    <PersonRoles
                      person={person}
                      onClose={() => show({ close: person.id })}
                      onLink={() => show({ link: person.id })}
                    />
                  ),
                }))}
              cursor={search.s}
              onCursor={(s) => show({ s })}
              empty={<Empty title={words.empty.none} />}
            />
            {closing ? <CloseAccount person={closing} onClose={() => show({})} /> : null}
            {renewing ? <NewLinkSheet person={renewing} onClose={() => show({})} /> : null}
          </Panel>
        );
      }}
    </Asked>
  );
}

/** Vietnamese people are looked up by their given name, the last word; Chinese by pinyin. */
function sortName(a: string, b: string, language: string): number {
  const key = (name: string): string => (language === 'vi' ? `${name.split(' ').at(-1)} ${name}` : name);
  return key(a).localeCompare(key(b), language === 'zh-Hans' ? 'zh-u-co-pinyin' : language);
}

function PersonMeta({ person }: { readonly person: Person }): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  return (
    <>
      {person.id === session.person.id ? <Mark tone="accent">{words.people.you}</Mark> : null}
      {person.disabledAt ? <Mark tone="bad">{words.people.disabled}</Mark> : null}
      <span className="mono">{person.email}</span>
      {person.hasPasskey ? <Mark tone="good">{words.people.passkey}</Mark> : null}
      {person.hasCode ? <Mark tone="good">{words.people.code}</Mark> : null}
      {person.hasPasskey || person.hasCode ? null : (
        <Mark tone="plain">{person.isDemoSeat ? words.people.demoSeat : words.people.noSecond}</Mark>
      )}
    </>
  );
}

function PersonRoles({
  person,
  onClose,
  onLink,
}: {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onLink: () => void;
}): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const { tell, refused } = useToasts();
  const change = useTell(changeRoles, { onDone: () => tell(words.people.rolesChanged), onRefused: refused });
  return (
    <div className="actions">
      <Checkbox.Group
        aria-label={`${words.people.roles}: ${person.name}`}
        value={person.roles}
        onChange={(chosen) =>
          change.mutate({
            params: { id: person.id },
            body: { roles: ROLES.filter((role) => chosen.includes(role)) },
          })
        }
      >
        <Group gap="10px 18px">
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={words.roles[role]}
              size="sm"
              disabled={change.isPending}
            />
          ))}
        </Group>
      </Checkbox.Group>
      {person.isDemoSeat ? null : (
        <Button size="compact-xs" variant="default" onClick={onLink}>
          {words.people.newLink}
        </Button>
      )}
      {person.id === session.person.id ? null : (
        <Button size="compact-xs" variant="default" onClick={onClose}>
          {words.people.disable}
        </Button>
      )}
    </div>
  );
}

function CloseAccount({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}): ReactNode {
  const words = useWords();
  const close = useTell(disablePerson, { onDone: onClose });
  return (
    <ConfirmSheet
      title={words.people.disableTitle(person.name)}
      help={words.people.disableHelp}
      confirm={words.people.disable}
      telling={close}
      onConfirm={() => close.mutate({ params: { id: person.id } })}
      onClose={onClose}
    />
  );
}
