import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listApiKeys, revokeApiKey } from '#contract/api-key.ts';
import type { Reply } from '#contract/endpoint.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { ConfirmSheet } from '../../confirm-sheet.tsx';
import { useSeatReasons } from '../../session.tsx';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useCalendarDay, useDay } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { MakeKeySheet } from './make-key-sheet.tsx';

type ApiKey = Reply<typeof listApiKeys>['keys'][number];
type Search = { readonly make?: string; readonly revoke?: string; readonly s?: string };

/** The keys by which programs read in the agency’s name. */
export function ApiKeyPage(): ReactNode {
  const words = useWords();
  const reasons = useSeatReasons()('manage-api-keys');
  const search = useSearch({ from: '/desk/api-keys' });
  const navigate = useNavigate();
  const show = (next: Search): void => void navigate({ to: '/api-keys', search: next, replace: true });
  const make = (
    <GuardedButton reasons={reasons} onClick={() => show({ make: '1' })}>
      {words.apiKey.make}
    </GuardedButton>
  );
  return (
    <>
      <PageHead title={words.apiKey.title} lead={words.apiKey.lead} actions={make} />
      {reasons.length > 0 ? <Note tone="info" title={reasons} /> : <KeyList search={search} show={show} />}
      {search.make && reasons.length === 0 ? <MakeKeySheet onClose={() => show({})} /> : null}
    </>
  );
}

function KeyList(props: { readonly search: Search; readonly show: (next: Search) => void }): ReactNode {
  const words = useWords();
  const { search, show } = props;
  const list = useAsk(listApiKeys, {});
  return (
    <Asked query={list}>
      {({ keys }) => {
        const leaving = keys.find(({ id }) => id === search.revoke);
        return (
          <Panel title={<span className="visually-hidden">{words.apiKey.title}</span>} className="list">
            <RowList
              title={words.apiKey.title}
              rows={keys.map((key) => ({
                id: key.id,
                link: <b>{key.name}</b>,
                meta: <KeyMeta apiKey={key} />,
                below: <KeyScopes apiKey={key} onRevoke={() => show({ revoke: key.id })} />,
              }))}
              cursor={search.s}
              onCursor={(s) => show({ s })}
              empty={<Empty title={words.apiKey.empty} help={words.apiKey.emptyHelp} />}
            />
            {leaving ? <RevokeSheet apiKey={leaving} onClose={() => show({})} /> : null}
          </Panel>
        );
      }}
    </Asked>
  );
}

function isLive({ revokedAt, expiresAt }: ApiKey): boolean {
  return revokedAt === undefined && Date.parse(expiresAt) > Date.now();
}

function KeyMeta({ apiKey }: { readonly apiKey: ApiKey }): ReactNode {
  const words = useWords();
  const day = useDay();
  const calendarDay = useCalendarDay();
  const { revokedAt, expiresAt, usedOn, madeBy } = apiKey;
  return (
    <>
      {revokedAt ? <Mark tone="bad">{words.apiKey.revoked(day(revokedAt))}</Mark> : null}
      {isLive(apiKey) ? <Mark tone="good">{words.apiKey.until(day(expiresAt))}</Mark> : null}
      {!revokedAt && !isLive(apiKey) ? (
        <Mark tone="plain">{words.apiKey.expired(day(expiresAt))}</Mark>
      ) : null}
      <span>{usedOn ? words.apiKey.usedOn(calendarDay(usedOn)) : words.apiKey.neverUsed}</span>
      <span>{words.apiKey.madeBy(madeBy)}</span>
    </>
  );
}

function KeyScopes(props: { readonly apiKey: ApiKey; readonly onRevoke: () => void }): ReactNode {
  const words = useWords();
  const { name, scopes } = props.apiKey;
  return (
    <div className="actions">
      <span className="small">
        {words.apiKey.scopes}: {scopes.map((scope) => words.apiKey.scope[scope]).join('; ')}
      </span>
      {isLive(props.apiKey) ? (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${words.apiKey.revoke}: ${name}`}
          onClick={props.onRevoke}
        >
          {words.apiKey.revoke}
        </Button>
      ) : null}
    </div>
  );
}

function RevokeSheet(props: { readonly apiKey: ApiKey; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const { id, name } = props.apiKey;
  const revoke = useTell(revokeApiKey, {
    onDone: () => {
      tell(words.apiKey.revokedNow);
      props.onClose();
    },
  });
  return (
    <ConfirmSheet
      title={words.apiKey.revokeTitle(name)}
      help={words.apiKey.revokeHelp}
      confirm={words.apiKey.revoke}
      telling={revoke}
      onConfirm={() => revoke.mutate({ params: { id } })}
      onClose={props.onClose}
    />
  );
}
