import { useNavigate, useParams } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { readAgreement } from '#contract/agreement.ts';
import type { Reply } from '#contract/endpoint.ts';
import { readKeptAnswers } from '#contract/kept-answers.ts';
import { listPartners } from '#contract/partner.ts';
import { previewDraft, readDraft, saveDraft } from '#contract/talks.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Agency } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Note, Stopped } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { answerFaultOf, AnswerFaults } from './answer-fault.tsx';
import { isReadable } from './compose-draft.ts';
import { ComposeQuestions } from './compose-questions.tsx';
import { ConflictNotes } from './conflict-notes.tsx';
import { Follows } from './ending-panel.tsx';
import { RedlineList } from './redline-list.tsx';
import { KeptAnswersNote } from './kept-answers-note.tsx';
import { NextSimulation } from './simulation-panel.tsx';
import { useKeptAnswers, type Kept } from './use-kept-answers.ts';
import { useSettled } from './use-settled.ts';

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
                <Begun uid={uid} start={data} partners={known.partners.map(({ agency }) => agency)} />
              )}
            </Asked>
          )}
        </Asked>
      )}
    </>
  );
}

type EditorProps = {
  readonly uid: string;
  readonly start: Start;
  readonly partners: readonly Agency[];
};

/** What colleagues have begun upon the same document is read before anything is asked. */
function Begun(props: EditorProps): ReactNode {
  const { base } = props.start;
  const query = base === undefined ? {} : { base };
  const begun = useAsk(readKeptAnswers, { params: { about: props.uid }, query }, { readOnce: true });
  return <Asked query={begun}>{({ kept }) => <Editor {...props} kept={kept} />}</Asked>;
}

function Editor(props: EditorProps & { readonly kept: Kept | null }): ReactNode {
  const { uid, start, kept } = props;
  const words = useWords();
  const { session } = useSeat();
  const navigate = useNavigate();
  const { tell } = useToasts();
  // Answers upon another document are not these: what the partner laid down meanwhile starts afresh.
  const key = `pactwire.draft:${session.person.id}:${uid}:${start.base ?? ''}`;
  const form = useKeptAnswers({ about: uid, base: start.base, localKey: key }, start.draft, kept);
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
  const settled = useSettled(body);
  const preview = useAsk(
    previewDraft,
    { params: { uid }, body: settled },
    { enabled: isReadable(settled.draft), keepLast: true },
  );
  return (
    <AnswerFaults fault={answerFaultOf(keep.error ?? preview.error)}>
      <div className="composer">
        <div className="stack">
          <DeclaredStays uid={uid} />
          <KeptAnswersNote form={form} />
          <UntouchedParts parts={start.untouched} />
          <ComposeQuestions
            draft={draft}
            partners={props.partners}
            next={start.weAre}
            onChange={(next) => form.change({ ...next, partner: start.draft.partner })}
          />
        </div>
        <div className="live-text">
          <Panel title={words.talks.preview}>
            <div className="stack">
              <LiveRedline isReadable={isReadable(settled.draft)} query={preview} />
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
          {preview.data && !preview.error ? <NextSimulation uid={uid} body={settled} /> : null}
        </div>
      </div>
    </AnswerFaults>
  );
}

/** What either side declared and an amendment will not change, said before anybody begins. */
function DeclaredStays({ uid }: { readonly uid: string }): ReactNode {
  const { talks } = useWords();
  const { data } = useAsk(readAgreement, { params: { uid }, query: {} });
  if (!data) return null;
  const isSuspended = data.parties.some(({ standing }) => standing === 'suspended');
  const isEnding = data.endings.events.some(({ kind }) => kind === 'notice' || kind === 'terminated');
  if (!isSuspended && !isEnding) return null;
  return (
    <Note tone="warn" title={talks.declaredStays}>
      {isSuspended ? <p>{talks.suspensionStays}</p> : null}
      {isEnding ? <Follows sentences={data.endings.standing.sentences} /> : null}
    </Note>
  );
}

/** What of the last document stays whatever is answered, said before anybody begins. */
function UntouchedParts({ parts }: { readonly parts: Start['untouched'] }): ReactNode {
  const { compose } = useWords();
  if (parts.length === 0) return null;
  return (
    <Note tone="info" title={compose.untouched}>
      <ul className="clauses">
        {parts.map((part) => (
          <li key={part.name}>
            {part.what === 'unsaid'
              ? `${compose.unsaid} `
              : part.number === undefined
                ? ''
                : `${part.number}. `}
            <Tri text={part.sentence} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** What the answers change in the last document, always in step with them. */
function LiveRedline(props: {
  readonly isReadable: boolean;
  readonly query: UseQueryResult<Reply<typeof previewDraft>>;
}): ReactNode {
  const { query } = props;
  const words = useWords();
  if (!props.isReadable) return <p className="soft">{words.agreement.composer.previewWaits}</p>;
  if (query.error && answerFaultOf(query.error))
    return <Note tone="warn" alert title={words.compose.fault} />;
  return (
    <Asked query={query}>
      {({ clauses, conflicts }) => (
        <>
          <ConflictNotes conflicts={conflicts} />
          <RedlineList clauses={clauses} all={false} onlyChanges />
        </>
      )}
    </Asked>
  );
}
