import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { draftAgreement, previewAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useKeptForm } from '../../kept-form.ts';
import { Refused } from '../../refused.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Note, Stopped } from '../../ui/note.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';
import { ComposeBasics } from './compose-basics.tsx';
import { freshDraft, isReadable, parseDraft, titleFor } from './compose-draft.ts';
import { DirectionQuestions } from './direction-questions.tsx';
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
          return pinned.length === 0 ? <NoPartner /> : <Composer partners={pinned} />;
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

function Composer({ partners }: { readonly partners: readonly Agency[] }): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const search = useSearch({ from: '/desk/agreements/new' });
  const navigate = useNavigate();
  const { tell } = useToasts();
  const [fresh] = useState(() =>
    startingDraft(freshDraft(session), session.agency.name, partners, search.partner),
  );
  const form = useKeptForm(`pactwire.draft:${session.person.id}`, fresh, parseDraft);
  const keep = useTell(draftAgreement, {
    onDone: ({ uid }) => {
      form.forget();
      tell(words.agreement.composer.kept);
      void navigate({ to: '/agreements/$uid', params: { uid } });
    },
  });
  const draft = form.value;
  const send = (): void => {
    if (isReadable(draft)) keep.mutate({ body: draft });
  };
  useKeys(words.agreement.composer.title, [
    { keys: 'Ctrl+Enter', label: words.agreement.composer.keep, run: send, inFields: true },
  ]);
  return (
    <div className="composer">
      <div className="stack">
        {form.restored ? (
          <Note
            tone="info"
            title={words.agreement.composer.restored}
            actions={
              <Button size="compact-sm" variant="default" onClick={form.forget}>
                {words.agreement.composer.fresh}
              </Button>
            }
          />
        ) : null}
        <ComposeBasics draft={draft} partners={partners} onChange={form.change} />
        <DirectionQuestions
          title={words.agreement.composer.give}
          value={draft.give}
          onChange={(give) => form.change({ ...draft, give })}
        />
        {draft.receive ? (
          <DirectionQuestions
            title={words.agreement.composer.receive}
            value={draft.receive}
            onChange={(receive) => form.change({ ...draft, receive })}
          />
        ) : null}
      </div>
      <div className="live-text">
        <Panel title={words.agreement.composer.preview}>
          <div className="stack">
            <LiveText draft={draft} />
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
      </div>
    </div>
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

const IDLE_MILLISECONDS = 400;

/** The sentences of the draft as it stands, always in step with the answers. */
function LiveText({ draft }: { readonly draft: Draft }): ReactNode {
  const words = useWords();
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [draft]);
  const readable = isReadable(settled);
  const preview = useAsk(previewAgreement, { body: settled }, { enabled: readable, keepLast: true });
  if (!readable) return <p className="soft">{words.agreement.composer.previewWaits}</p>;
  return <Asked query={preview}>{(data) => <ClauseList clauses={data.clauses} all />}</Asked>;
}
