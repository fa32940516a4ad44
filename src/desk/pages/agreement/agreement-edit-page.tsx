import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Reply } from '#contract/endpoint.ts';
import { listPartners } from '#contract/partner.ts';
import { previewDraft, readDraft, saveDraft } from '#contract/talks.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useKeptForm } from '../../kept-form.ts';
import { Refused } from '../../refused.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Stopped } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ComposeBasics } from './compose-basics.tsx';
import { isReadable, parseDraft } from './compose-draft.ts';
import { DirectionQuestions } from './direction-questions.tsx';
import { RedlineList } from './redline-list.tsx';

type Start = Reply<typeof readDraft>;

/** Our next version of an agreement: the draft opened again, an answer to the partner's, or an amendment. */
export function AgreementEditPage(): ReactNode {
  const { uid } = useParams({ from: '/desk/agreements/$uid/edit' });
  const words = useWords();
  const reasons = useSeatReasons()('draft-agreement');
  const start = useAsk(readDraft, { params: { uid } }, { enabled: reasons.length === 0 });
  const partners = useAsk(listPartners, {});
  return (
    <>
      <PageHead title={words.talks.writeTitle} lead={words.talks.writeLead} />
      {reasons.length > 0 ? (
        <Stopped reasons={reasons} />
      ) : (
        <Asked query={partners}>
          {(known) => (
            <Asked query={start}>
              {(data) => (
                <Editor uid={uid} start={data} partners={known.partners.map(({ agency }) => agency)} />
              )}
            </Asked>
          )}
        </Asked>
      )}
    </>
  );
}

function Editor(props: {
  readonly uid: string;
  readonly start: Start;
  readonly partners: readonly Agency[];
}): ReactNode {
  const { uid, start } = props;
  const words = useWords();
  const { session } = useSeat();
  const navigate = useNavigate();
  const { tell } = useToasts();
  // Answers upon another document are not these: what the partner laid down meanwhile starts afresh.
  const key = `pactwire.draft:${session.person.id}:${uid}:${start.base ?? ''}`;
  const form = useKeptForm(key, start.draft, parseDraft);
  const keep = useTell(saveDraft, {
    onDone: ({ digest }) => {
      form.forget();
      tell(words.talks.kept);
      void navigate({ to: '/agreements/$uid', params: { uid }, search: { doc: digest } });
    },
  });
  const draft = form.value;
  const { base } = start;
  const body = useMemo(() => ({ draft, ...(base === undefined ? {} : { base }) }), [draft, base]);
  const send = (): void => {
    if (isReadable(draft)) keep.mutate({ params: { uid }, body });
  };
  useKeys(words.talks.writeTitle, [
    { keys: 'Ctrl+Enter', label: words.talks.keep, run: send, inFields: true },
  ]);
  return (
    <div className="composer">
      <Questions {...props} draft={draft} onChange={form.change} />
      <div className="live-text">
        <Panel title={words.talks.preview}>
          <div className="stack">
            <LiveRedline uid={uid} body={body} />
            {keep.error ? <Refused fault={keep.error} kept="change" onRetry={send} /> : null}
            <GuardedButton
              reasons={isReadable(draft) ? [] : [words.agreement.composer.previewWaits]}
              loading={keep.isPending}
              shortcut="Ctrl+Enter"
              onClick={send}
            >
              {words.talks.keep}
            </GuardedButton>
          </div>
        </Panel>
      </div>
    </div>
  );
}

/** The parties keep their places, so that clauses keep their names: the second party's questions change sides. */
function Questions(props: {
  readonly start: Start;
  readonly partners: readonly Agency[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}): ReactNode {
  const { start, draft, onChange } = props;
  const { talks } = useWords();
  const isFirst = start.weAre === 'first';
  return (
    <div className="stack">
      <ComposeBasics
        draft={draft}
        partners={props.partners.filter(({ did }) => did === start.draft.partner)}
        onChange={(next) => onChange({ ...next, partner: start.draft.partner })}
      />
      <DirectionQuestions
        title={isFirst ? talks.weGive : talks.theyGive}
        value={draft.give}
        onChange={(give) => onChange({ ...draft, give })}
      />
      {draft.receive ? (
        <DirectionQuestions
          title={isFirst ? talks.theyGive : talks.weGive}
          value={draft.receive}
          onChange={(receive) => onChange({ ...draft, receive })}
        />
      ) : null}
    </div>
  );
}

const IDLE_MILLISECONDS = 400;

type LiveProps = { readonly uid: string; readonly body: { readonly draft: Draft; readonly base?: string } };

/** What the answers change in the last document, always in step with them. */
function LiveRedline({ uid, body }: LiveProps): ReactNode {
  const words = useWords();
  const [settled, setSettled] = useState(body);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(body), IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [body]);
  const readable = isReadable(settled.draft);
  const preview = useAsk(
    previewDraft,
    { params: { uid }, body: settled },
    { enabled: readable, keepLast: true },
  );
  if (!readable) return <p className="soft">{words.agreement.composer.previewWaits}</p>;
  return (
    <Asked query={preview}>
      {({ clauses }) => <RedlineList clauses={clauses} all={false} onlyChanges />}
    </Asked>
  );
}
