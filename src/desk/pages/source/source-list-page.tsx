import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { changeSource, listSources, runSource } from '#contract/source.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useLanguageName } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Source } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useAgo } from '../../ui/moment.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { AddSourceSheet } from './add-source-sheet.tsx';

/** Where our own stories come from, and how the last run went. */
export function SourceListPage(): ReactNode {
  const words = useWords();
  const list = useAsk(listSources, {}, { everySeconds: 6 });
  const search = useSearch({ from: '/desk/sources' });
  const navigate = useNavigate();
  const reasons = useSeatReasons()('manage-sources');
  const show = (next: { add?: string; s?: string }): void =>
    void navigate({ to: '/sources', search: next, replace: true });
  return (
    <>
      <PageHead
        title={words.source.title}
        lead={words.source.lead}
        actions={
          <>
            <LinkButton to="/sources/dialects" variant="default">
              {words.dialect.open}
            </LinkButton>
            <GuardedButton reasons={reasons} onClick={() => show({ add: '1' })}>
              {words.source.add}
            </GuardedButton>
          </>
        }
      />
      <Asked query={list}>
        {({ sources }) => (
          <Panel title={<span className="visually-hidden">{words.source.title}</span>} className="list">
            <RowList
              title={words.source.title}
              rows={sources.map((source) => ({
                id: source.id,
                link: (
                  <Link to="/sources/$id" params={{ id: source.id }} className="row-link">
                    {source.name}
                  </Link>
                ),
                meta: <SourceMeta source={source} />,
                below: <SourceActions source={source} reasons={reasons} />,
              }))}
              cursor={search.s}
              onCursor={(s) => show({ s })}
              onOpen={(id) => void navigate({ to: '/sources/$id', params: { id } })}
              empty={
                <Empty
                  title={words.source.empty}
                  help={words.source.emptyHelp}
                  action={
                    <Button onClick={() => show({ add: '1' })} disabled={reasons.length > 0}>
                      {words.source.add}
                    </Button>
                  }
                />
              }
            />
          </Panel>
        )}
      </Asked>
      {search.add ? <AddSourceSheet onClose={() => show({})} /> : null}
    </>
  );
}

export function SourceMeta({ source }: { readonly source: Source }): ReactNode {
  const words = useWords();
  const ago = useAgo();
  const languageName = useLanguageName();
  const outcome = source.lastOutcome;
  return (
    <>
      <Mark tone={source.state === 'active' ? 'good' : 'plain'}>{words.source.states[source.state]}</Mark>
      {source.stoppedAt ? <Mark tone="bad">{words.intake.troubles.stopped}</Mark> : null}
      {source.silentSince ? <Mark tone="warn">{words.intake.troubles.silent}</Mark> : null}
      <span>{words.source.kinds[source.kind]}</span>
      <span className="mono">{source.place}</span>
      {source.language ? <span>{languageName(source.language)}</span> : null}
      <span>{source.lastRunAt ? words.source.lastRun(ago(source.lastRunAt)) : words.source.neverRan}</span>
      {outcome ? (
        <Mark tone={outcome.ok && outcome.refused === 0 ? 'good' : 'warn'}>
          {words.source.outcome(outcome.items, outcome.refused)}
        </Mark>
      ) : null}
      {outcome && !outcome.ok ? <span lang="en">{outcome.detail}</span> : null}
    </>
  );
}

function SourceActions(props: {
  readonly source: Source;
  readonly reasons: readonly ReactNode[];
}): ReactNode {
  const { source, reasons } = props;
  const words = useWords();
  const { tell, refused } = useToasts();
  const run = useTell(runSource, { onDone: () => tell(words.source.ran), onRefused: refused });
  const change = useTell(changeSource, { onRefused: refused });
  if (reasons.length > 0) return null;
  return (
    <div className="actions">
      {source.kind === 'push' ? null : (
        <Button
          size="compact-sm"
          variant="light"
          loading={run.isPending}
          onClick={() => run.mutate({ params: { id: source.id } })}
        >
          {words.source.run}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        loading={change.isPending}
        onClick={() =>
          change.mutate({
            params: { id: source.id },
            body: { state: source.state === 'active' ? 'paused' : 'active' },
          })
        }
      >
        {source.state === 'active' ? words.source.pause : words.source.resume}
      </Button>
    </div>
  );
}
