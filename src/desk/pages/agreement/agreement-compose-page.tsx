import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { draftAgreement, previewAgreement } from '#contract/agreement.ts';
import { readKeptAnswers } from '#contract/kept-answers.ts';
import type { Reply } from '#contract/endpoint.ts';
import { listPartners } from '#contract/partner.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Note, Stopped } from '../../ui/note.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { answerFaultOf, AnswerFaults } from './answer-fault.tsx';
import { freshDraft, isReadable, titleFor } from './compose-draft.ts';
import { ComposeQuestions } from './compose-questions.tsx';
import { ConflictNotes } from './conflict-notes.tsx';
import { KeptAnswersNote } from './kept-answers-note.tsx';
import { LiveText } from './live-text.tsx';
import { DraftSimulation } from './simulation-panel.tsx';
import { useKeptAnswers, type Kept } from './use-kept-answers.ts';
import { useSettled } from './use-settled.ts';
import { LinkButton } from '../../ui/link-button.tsx';

/** From questions to a text in three languages: left the questions, right the text as it stands. */
export function AgreementComposePage(): ReactNode {
  const words = useWords();
  const reasons = useSeatReasons()('draft-agreement');
  const partners = useAsk(listPartners, {});
  return (
    <>
      <PageHead title={words.agreement.composer.title} lead={words.agreement.lead} />
      <Asked query={partners}>
        {(data) => {
          const pinned = data.partners
            .filter((partner) => partner.state === 'pinned')
            .map(({ agency }) => agency);
          if (reasons.length > 0) return <Stopped reasons={reasons} />;
          return pinned.length === 0 ? <NoPartner /> : <Begun partners={pinned} />;
        }}
      </Asked>
    </>
  );
}

function NoPartner(): ReactNode {
  const words = useWords();
  return (
    <Empty
      title={words.agreement.needPartner}
      help={words.agreement.needPartnerHelp}
      action={<LinkButton to="/partners/invite">{words.partner.invite}</LinkButton>}
    />
  );
}

/** What was begun before, on this machine or another, is read before anything is asked. */
function Begun({ partners }: { readonly partners: readonly Agency[] }): ReactNode {
  const begun = useAsk(readKeptAnswers, { params: { about: 'new' }, query: {} }, { readOnce: true });
  return <Asked query={begun}>{({ kept }) => <Composer partners={partners} kept={kept} />}</Asked>;
}

function Composer(props: { readonly partners: readonly Agency[]; readonly kept: Kept | null }): ReactNode {
  const { partners, kept } = props;
  const words = useWords();
  const { session } = useSeat();
  const search = useSearch({ from: '/desk/agreements/new' });
  const navigate = useNavigate();
  const { tell } = useToasts();
  const [fresh] = useState(() =>
    startingDraft(freshDraft(session), session.agency.name, partners, search.partner),
  );
  const localKey = `pactwire.draft:${session.person.id}`;
  const form = useKeptAnswers({ about: 'new', base: undefined, localKey }, fresh, kept);
  const keep = useTell(draftAgreement, {
    onDone: ({ uid }) => {
      form.forget();
      tell(words.agreement.composer.kept);
      void navigate({ to: '/agreements/$uid', params: { uid } });
    },
  });
  const draft = form.value;
  const settled = useSettled(draft);
  const preview = useAsk(
    previewAgreement,
    { body: settled },
    { enabled: isReadable(settled), keepLast: true },
  );
  const send = (): void => {
    if (isReadable(draft)) keep.mutate({ body: draft });
  };
  useKeys(words.agreement.composer.title, [
    { keys: 'Ctrl+Enter', label: words.agreement.composer.keep, run: send, inFields: true },
  ]);
  return (
    <AnswerFaults fault={answerFaultOf(keep.error ?? preview.error)}>
      <div className="composer">
        <div className="stack">
          {form.restored ? <Restored onFresh={form.forget} /> : null}
          <KeptAnswersNote form={form} />
          <ComposeQuestions draft={draft} partners={partners} onChange={form.change} />
        </div>
        <div className="live-text">
          <Panel title={words.agreement.composer.preview}>
            <div className="stack">
              <Preview isReadable={isReadable(settled)} query={preview} />
              {keep.error ? <Refused fault={keep.error} kept="change" onRetry={send} /> : null}
              <GuardedButton
                reasons={isReadable(draft) ? [] : [words.agreement.composer.previewWaits]}
                loading={keep.isPending}
                shortcut="Ctrl+Enter"
                onClick={send}
              >
                {words.agreement.composer.keep}
              </GuardedButton>
            </div>
          </Panel>
          {preview.data && !preview.error ? <DraftSimulation draft={settled} /> : null}
        </div>
      </div>
    </AnswerFaults>
  );
}

/** The answers of before are here; throwing them away is asked twice. */
function Restored({ onFresh }: { readonly onFresh: () => void }): ReactNode {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  return (
    <Note
      tone={asked ? 'warn' : 'info'}
      title={asked ? words.compose.freshSure : words.agreement.composer.restored}
      actions={
        asked ? (
          <>
            <Button size="compact-sm" color="red" onClick={onFresh}>
              {words.compose.freshYes}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
              {words.act.cancel}
            </Button>
          </>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
            {words.agreement.composer.fresh}
          </Button>
        )
      }
    />
  );
}

/** With the partner that the address names, or the only one there is. */
function startingDraft(
  draft: Draft,
  ours: Agency['name'],
  partners: readonly Agency[],
  wanted: string | undefined,
): Draft {
  const partner =
    partners.find(({ did }) => did === wanted) ?? (partners.length === 1 ? partners[0] : undefined);
  return partner ? { ...draft, partner: partner.did, title: titleFor(ours, partner.name) } : draft;
}

/** The sentences of the draft as it stands; an answer that makes no clause is marked where it was given. */
function Preview(props: {
  readonly isReadable: boolean;
  readonly query: UseQueryResult<Reply<typeof previewAgreement>>;
}): ReactNode {
  const { query } = props;
  const words = useWords();
  if (!props.isReadable) return <p className="soft">{words.agreement.composer.previewWaits}</p>;
  if (query.error && answerFaultOf(query.error))
    return <Note tone="warn" alert title={words.compose.fault} />;
  return (
    <Asked query={query}>
      {(data) => (
        <>
          <ConflictNotes conflicts={data.conflicts} />
          <LiveText clauses={data.clauses} />
        </>
      )}
    </Asked>
  );
}
