import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listDialects } from '#contract/dialect.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Dialect } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useAgo } from '../../ui/moment.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { recognisedBy } from './dialect-says.tsx';

/** Every dialect that our sources may be read with, in the order in which they are asked. */
export function DialectListPage(): ReactNode {
  const { dialect: words } = useWords();
  const list = useAsk(listDialects, {});
  const { s } = useSearch({ from: '/desk/sources/dialects' });
  const navigate = useNavigate();
  const reasons = useSeatReasons()('manage-sources');
  const make = (): void => void navigate({ to: '/sources/dialects/new' });
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          <GuardedButton reasons={reasons} onClick={make}>
            {words.make}
          </GuardedButton>
        }
      />
      <Asked query={list}>
        {({ dialects }) => (
          <Panel title={<span className="visually-hidden">{words.title}</span>} className="list">
            <RowList
              title={words.title}
              rows={dialects.map((one) => ({
                id: rowId(one),
                link: <DialectLink dialect={one} />,
                meta: <DialectMeta dialect={one} />,
              }))}
              cursor={s}
              onCursor={(next) =>
                void navigate({ to: '/sources/dialects', search: { s: next }, replace: true })
              }
              onOpen={(id) =>
                void navigate({ to: '/sources/dialects/$id', params: { id: id.split(' ')[1] ?? '' } })
              }
              empty={<Empty title={words.nothing} />}
            />
          </Panel>
        )}
      </Asked>
    </>
  );
}

/** One id may be there twice: one of them holds. */
function rowId({ from, dialect }: Dialect): string {
  return `${from} ${dialect.id}`;
}

function DialectLink({ dialect: { dialect } }: { readonly dialect: Dialect }): ReactNode {
  return (
    <Link to="/sources/dialects/$id" params={{ id: dialect.id }} className="row-link">
      {dialect.name}
    </Link>
  );
}

export function DialectMeta({ dialect: shown }: { readonly dialect: Dialect }): ReactNode {
  const { dialect: words } = useWords();
  const ago = useAgo();
  const { dialect, from, state, at, by, sources } = shown;
  return (
    <>
      {state === 'on' ? null : <Mark tone={state === 'off' ? 'warn' : 'plain'}>{words.states[state]}</Mark>}
      <Mark tone={from === 'kept' ? 'accent' : 'plain'}>{words.from[from]}</Mark>
      <span className="mono">{dialect.id}</span>
      {dialect.version === undefined ? null : <span>{words.version(dialect.version)}</span>}
      {at && by ? <span>{words.keptBy(by, ago(at))}</span> : null}
      <span>{recognisedBy(words, dialect)}</span>
      {sources.length > 0 ? (
        <span>
          {words.usedBy}
          {words.colon}
          {sources.map((source) => source.name).join(words.comma)}
        </span>
      ) : null}
    </>
  );
}
