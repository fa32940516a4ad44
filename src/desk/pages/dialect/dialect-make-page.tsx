import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { keepDialect, readDialect, studySamples } from '#contract/dialect.ts';
import type { DialectText } from '#contract/dialect-shape.ts';
import { useAsk, useTell, useTrial } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Studied } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { Stopped } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AgencyForm, TimeForm } from './agency-form.tsx';
import { tidy } from './dialect-draft.ts';
import { ExpertField } from './expert-field.tsx';
import { FoundPanel } from './found-panel.tsx';
import { DeskForm, NotesForm, SubjectsForm, WordsForm } from './meaning-form.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SampleFiles, type Sample } from './sample-files.tsx';
import { StructureForm } from './structure-form.tsx';

/** A new dialect, or the next version of one (`?from=`): samples, what was found, what it means, preview, keep. */
export function DialectMakePage(): ReactNode {
  const { from } = useSearch({ from: '/desk/sources/dialects/new' });
  const { dialect: words } = useWords();
  const reasons = useSeatReasons()('manage-sources');
  if (reasons.length > 0)
    return (
      <>
        <PageHead title={words.newTitle} />
        <Stopped reasons={reasons} />
      </>
    );
  return from === undefined ? <Making key="new" /> : <Changing key={from} id={from} />;
}

function Changing({ id }: { readonly id: string }): ReactNode {
  const query = useAsk(readDialect, { params: { id } }, { readOnce: true });
  return <Asked query={query}>{({ dialect }) => <Making from={dialect} />}</Asked>;
}

/** What the node has last read of the samples, and what the person has made of it since. */
type State = { readonly studied: Studied; readonly draft: DialectText };

function Making({ from }: { readonly from?: DialectText }): ReactNode {
  const { dialect: words } = useWords();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [state, setState] = useState<State>();
  const study = useTrial(studySamples, {
    onDone: (studied) => setState({ studied, draft: studied.dialect }),
  });
  const draft = state?.draft ?? from;
  const read = (laid: readonly Sample[], dialect: DialectText | undefined): void =>
    study.mutate({
      body: {
        samples: laid.map(({ name, content }) => ({ name, content })),
        ...(dialect === undefined ? {} : { dialect: tidy(dialect) }),
      },
    });
  const lay = (laid: readonly Sample[]): void => {
    setSamples(laid);
    // Without samples and a dialect there is nothing to read.
    if (laid.length > 0 || draft !== undefined) read(laid, draft);
  };
  return (
    <>
      <PageHead
        title={from === undefined ? words.newTitle : words.changeTitle(from.name)}
        lead={words.newLead}
      />
      <div className="stack">
        <SampleFiles
          samples={samples}
          isReading={study.isPending}
          onChange={lay}
          onDialect={(dialect) => read(samples, asText(dialect))}
        />
        {state ? <Mapping state={state} onDraft={(next) => setState({ ...state, draft: next })} /> : null}
        {draft ? <ExpertField draft={draft} onUse={(dialect) => read(samples, asText(dialect))} /> : null}
        {study.error ? <Refused fault={study.error} kept="change" /> : null}
        {draft ? (
          <Keeping
            draft={draft}
            {...(state ? { state } : {})}
            isReading={study.isPending}
            onPreview={() => read(samples, draft)}
          />
        ) : null}
      </div>
    </>
  );
}

/** Whatever somebody typed or opened goes to the node as it is, which says what is wrong in it. */
function asText(dialect: Readonly<Record<string, unknown>>): DialectText {
  return { id: '', name: '', match: [], ...dialect };
}

function Mapping(props: {
  readonly state: State;
  readonly onDraft: (draft: DialectText) => void;
}): ReactNode {
  const { studied, draft } = props.state;
  const form = { draft, samples: studied.samples, onChange: props.onDraft };
  return (
    <>
      {studied.samples.length > 0 ? <FoundPanel samples={studied.samples} /> : null}
      <StructureForm {...form} />
      <AgencyForm {...form} />
      <TimeForm {...form} />
      <NotesForm {...form} />
      <WordsForm {...form} />
      <DeskForm {...form} />
      <SubjectsForm {...form} />
    </>
  );
}

function Keeping(props: {
  readonly draft: DialectText;
  readonly state?: State;
  readonly isReading: boolean;
  readonly onPreview: () => void;
}): ReactNode {
  const { draft, state, isReading, onPreview } = props;
  const { dialect: words } = useWords();
  const navigate = useNavigate();
  const { tell } = useToasts();
  const keep = useTell(keepDialect, {
    onDone: ({ id, version }) => {
      tell(words.keptNow(version));
      void navigate({ to: '/sources/dialects/$id', params: { id } });
    },
  });
  const studied = state?.studied ?? { dialect: draft, samples: [], clashes: [], revision: 0 };
  const isStale = state === undefined || state.studied.dialect !== draft;
  return (
    <>
      <PreviewPanel
        studied={studied}
        isStale={isStale}
        isReading={isReading}
        isKeeping={keep.isPending}
        reasons={[]}
        onPreview={onPreview}
        onKeep={() => keep.mutate({ body: { dialect: draft, revision: studied.revision } })}
      />
      {keep.error ? <Refused fault={keep.error} kept="change" /> : null}
    </>
  );
}
