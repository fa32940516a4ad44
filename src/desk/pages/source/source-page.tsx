import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { changeSource, listSources } from '#contract/source.ts';
import { useAsk, useTell } from '../../ask.ts';
import { useSeatReasons } from '../../session.tsx';
import type { Source } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { SourceMeta } from './source-list-page.tsx';
import { UploadPanel } from './upload-panel.tsx';

/** One source: what troubles it, how its readings went, files brought by hand, and what could not be admitted. */
export function SourcePage(): ReactNode {
  const { id } = useParams({ from: '/desk/sources/$id' });
  const words = useWords();
  const [isSetting, setSetting] = useState(false);
  const reasons = useSeatReasons()('manage-sources');
  const sources = useAsk(listSources, {}, { everySeconds: 6 });
  const source = sources.data?.sources.find((one) => one.id === id);
  return (
    <>
      <PageHead
        title={source?.name ?? words.source.title}
        lead={<span className="row meta-line">{source ? <SourceMeta source={source} /> : null}</span>}
        actions={
          <GuardedButton reasons={reasons} onClick={() => setSetting(true)}>
            {words.intake.settings}
          </GuardedButton>
        }
      />
      <div className="stack">
        {source ? <Trouble source={source} mayChange={reasons.length === 0} /> : null}
        <RunsPanel sourceId={id} />
        {reasons.length === 0 ? <UploadPanel sourceId={id} /> : null}
        <RefusedPanel sourceId={id} reasons={reasons} />
      </div>
      {source && isSetting ? <SettingsSheet source={source} onClose={() => setSetting(false)} /> : null}
    </>
  );
}

function Trouble(props: { readonly source: Source; readonly mayChange: boolean }): ReactNode {
  const { source, mayChange } = props;
  const { intake } = useWords();
  const clocks = useTwoClocks();
  const { refused } = useToasts();
  const change = useTell(changeSource, { onRefused: refused });
  const isOtherKey = source.lastOutcome?.detail.startsWith('host-key-changed') ?? false;
  if (source.stoppedAt)
    return (
      <Note
        tone="bad"
        title={isOtherKey ? intake.stoppedKey : intake.stopped}
        actions={
          mayChange ? (
            <Button
              loading={change.isPending}
              onClick={() => change.mutate({ params: { id: source.id }, body: { state: 'active' } })}
            >
              {intake.goOn}
            </Button>
          ) : null
        }
      >
        <p>{isOtherKey ? intake.stoppedKeyHelp : intake.stoppedHelp}</p>
        {source.lastOutcome?.detail ? <p lang="en">{source.lastOutcome.detail}</p> : null}
      </Note>
    );
  if (source.silentSince)
    return (
      <Note tone="warn" title={intake.silentSince(clocks(source.silentSince))}>
        <p>{intake.silentHelp}</p>
      </Note>
    );
  return null;
}
