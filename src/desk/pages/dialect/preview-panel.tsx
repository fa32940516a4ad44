import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Studied, StudiedSample } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { LookView } from '../source/look-view.tsx';

/** What the samples become; only what was seen can be kept. */
export function PreviewPanel(props: {
  readonly studied: Studied;
  readonly isStale: boolean;
  readonly isReading: boolean;
  readonly isKeeping: boolean;
  readonly reasons: readonly ReactNode[];
  readonly onPreview: () => void;
  readonly onKeep: () => void;
}): ReactNode {
  const { studied, isStale, isReading, isKeeping, reasons } = props;
  const { dialect: words } = useWords();
  return (
    <Panel title={words.preview}>
      <div className="stack">
        <p className="soft">{isStale ? words.previewStale : words.previewHelp}</p>
        {isStale ? null : <Seen studied={studied} />}
        <div className="actions">
          <Button variant={isStale ? 'filled' : 'default'} loading={isReading} onClick={props.onPreview}>
            {isStale ? words.previewNow : words.previewAgain}
          </Button>
          <GuardedButton
            variant={isStale ? 'default' : 'filled'}
            loading={isKeeping}
            reasons={isStale ? [...reasons, words.seeFirst] : reasons}
            onClick={props.onKeep}
          >
            {words.keep}
          </GuardedButton>
        </div>
      </div>
    </Panel>
  );
}

function Seen({ studied }: { readonly studied: Studied }): ReactNode {
  const { dialect: words } = useWords();
  const { samples, clashes, replaces, dialect } = studied;
  return (
    <>
      {samples.length === 0 ? <p>{words.noSamples}</p> : null}
      {samples.map((sample, at) => (
        <Becomes key={at} sample={sample} dialectId={dialect.id} />
      ))}
      {replaces ? <Note tone="info" title={words.replaces[replaces]} /> : null}
      {clashes.map(({ id, name, by, sources }) => (
        <Note key={id} tone="warn" title={words.clash(name)}>
          <p>{words.clashBy(by.join(words.comma))}</p>
          {sources.length > 0 ? <p>{words.clashSources(sources.join(words.comma))}</p> : null}
        </Note>
      ))}
    </>
  );
}

function Becomes(props: { readonly sample: StudiedSample; readonly dialectId: string }): ReactNode {
  const { sample, dialectId } = props;
  const { dialect: words } = useWords();
  const { before, after } = sample;
  const { look } = after;
  return (
    <section className="stack" aria-label={sample.name}>
      <h3 className="mono">{sample.name}</h3>
      {look?.dialect !== undefined && look.dialect !== dialectId ? (
        <Note tone="warn" title={words.readByOther(look.dialect)} />
      ) : null}
      {before.look === undefined ? <p className="soft">{words.wasUnread}</p> : null}
      {look === undefined ? (
        <Note tone="bad" title={words.unread}>
          <p lang="en">
            <code className="mono">{after.refusal?.code}</code> {after.refusal?.at} {after.refusal?.detail}
          </p>
        </Note>
      ) : (
        <LookView look={look} {...(before.look === undefined ? {} : { before: before.look })} />
      )}
    </section>
  );
}
