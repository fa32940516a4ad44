import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readDialect, switchDialect } from '#contract/dialect.ts';
import type { DialectText } from '#contract/dialect-shape.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { DialectHistory } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useAgo, useTwoClocks } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { DialectMeta } from './dialect-list-page.tsx';
import { DialectSays } from './dialect-says.tsx';

/** One dialect: what it says, which sources are read with it, and who kept which version. */
export function DialectPage(): ReactNode {
  const { id } = useParams({ from: '/desk/sources/dialects/$id' });
  const query = useAsk(readDialect, { params: { id } });
  return <Asked query={query}>{(shown) => <Shown shown={shown} />}</Asked>;
}

function Shown({ shown }: { readonly shown: DialectHistory }): ReactNode {
  const { dialect: words } = useWords();
  const reasons = useSeatReasons()('manage-sources');
  const { dialect, from, state, versions } = shown;
  return (
    <>
      <PageHead
        title={dialect.name}
        lead={
          <span className="row meta-line">
            <DialectMeta dialect={shown} />
          </span>
        }
        actions={<Actions shown={shown} reasons={reasons} />}
      />
      <div className="stack">
        {state === 'off' ? <Note tone="warn" title={words.offWarning} /> : null}
        {from === 'kept' ? null : <p className="soft">{words.cannotSwitch[from]}</p>}
        <Panel title={words.says}>
          <DialectSays dialect={dialect} />
        </Panel>
        <Sources sources={shown.sources} />
        {versions.length > 0 ? <Versions versions={versions} /> : null}
      </div>
    </>
  );
}

function Actions(props: {
  readonly shown: DialectHistory;
  readonly reasons: readonly ReactNode[];
}): ReactNode {
  const { shown, reasons } = props;
  const { dialect: words } = useWords();
  const { tell, refused } = useToasts();
  const { dialect, from, state, versions } = shown;
  const to = state === 'off' ? 'on' : 'off';
  const change = useTell(switchDialect, {
    onDone: () => tell(to === 'off' ? words.switchedOff : words.switchedOn),
    onRefused: refused,
  });
  const revision = versions[0]?.version ?? 0;
  return (
    <>
      {reasons.length === 0 ? (
        <LinkButton to="/sources/dialects/new" search={{ from: dialect.id }}>
          {from === 'kept' ? words.change : words.makeOwn}
        </LinkButton>
      ) : null}
      <Button variant="default" onClick={() => saveDialect(dialect)}>
        {words.exportFile}
      </Button>
      {from === 'kept' ? (
        <GuardedButton
          variant="default"
          reasons={reasons}
          loading={change.isPending}
          onClick={() => change.mutate({ params: { id: dialect.id }, body: { state: to, revision } })}
        >
          {to === 'off' ? words.switchOff : words.switchOn}
        </GuardedButton>
      ) : null}
    </>
  );
}

function Sources({ sources }: Pick<DialectHistory, 'sources'>): ReactNode {
  const { dialect: words } = useWords();
  const ago = useAgo();
  return (
    <Panel title={words.usedBy} count={sources.length}>
      {sources.length === 0 ? <p className="soft">{words.usedByNone}</p> : null}
      <ul>
        {sources.map(({ id, name, at, version }) => (
          <li key={id}>
            <Link to="/sources/$id" params={{ id }}>
              {words.usedAt(name, ago(at))}
            </Link>
            {version === undefined ? null : <span className="soft"> {words.version(version)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Versions({ versions }: Pick<DialectHistory, 'versions'>): ReactNode {
  const { dialect: words } = useWords();
  const clocks = useTwoClocks();
  return (
    <Panel title={words.history} count={versions.length}>
      <ul>
        {versions.map(({ version, state, at, by }) => (
          <li key={version}>
            {words.historyLine(words.version(version), words.changedBy[state], words.keptBy(by, clocks(at)))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function saveDialect(dialect: DialectText): void {
  const text = `${JSON.stringify(dialect, undefined, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${dialect.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
