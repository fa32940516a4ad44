import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readAgreement, resumeAgreement } from '#contract/agreement.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Tri } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useDay } from '../../ui/moment.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AgreementFiles } from './agreement-files.tsx';
import { AgreementMark } from './agreement-mark.tsx';
import { ContestSheet, CureSheet } from './answer-sheets.tsx';
import { EndSheet, endingWayOf } from './end-sheet.tsx';
import { EndingPanel } from './ending-panel.tsx';
import { CommitmentPanel } from './commitment-panel.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { QuotaPanel } from './quota-panel.tsx';
import { NoticeNote } from './notice-note.tsx';
import { RenewalNote } from './renewal-note.tsx';
import { SignSheet } from './sign-sheet.tsx';
import { PartyNames } from './party-names.tsx';
import { Signatures } from './signatures.tsx';
import { SigningLinks } from './signing-links.tsx';
import { SigningPeople } from './signing-people.tsx';
import { SuspendSheet } from './suspend-sheet.tsx';
import { TalksView } from './talks-view.tsx';

/** States in which it can still be ended, and those in which it lives or has lived. */
const LIVING: ReadonlySet<Agreement['state']> = new Set(['not-yet-effective', 'in-force', 'suspended']);
const LIVED: ReadonlySet<Agreement['state']> = new Set([...LIVING, 'expired', 'terminated']);

/** One agreement: its text in three languages, its signatures, and what may be done with it now. */
export function AgreementPage(): ReactNode {
  const { uid } = useParams({ from: '/desk/agreements/$uid' });
  const { doc } = useSearch({ from: '/desk/agreements/$uid' });
  const query = doc === undefined ? {} : { digest: doc };
  const agreement = useAsk(readAgreement, { params: { uid }, query }, { everySeconds: 8 });
  return <Asked query={agreement}>{(data) => <AgreementView agreement={data} />}</Asked>;
}

function AgreementView({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/agreements/$uid' });
  const navigate = useNavigate();
  const all = search.view !== 'one';
  const go = (search: { view?: string; ask?: string; doc?: string; from?: string; clause?: string }): void =>
    void navigate({
      to: '/agreements/$uid',
      params: { uid: agreement.uid },
      search: { ...view, ...search },
      replace: true,
      resetScroll: false,
    });
  const view = search.view ? { view: search.view } : {};
  const here = search.doc ? { doc: search.doc } : {};
  const from = search.from ? { from: search.from } : {};
  const show = (next: { view?: string; ask?: string }): void => go({ ...here, ...from, ...next });
  const close = (): void => go(here);
  return (
    <>
      <PageHead
        title={<Tri text={agreement.title} />}
        lead={
          <>
            <AgreementMark state={agreement.state} /> {words.agreement.version(agreement.version)}
          </>
        }
        actions={<AgreementActions agreement={agreement} onAsk={(ask) => show({ ask })} />}
      />
      <div className="stack">
        <div className="story">
          <AgreementFacts agreement={agreement} />
          <Signatures agreement={agreement} />
        </div>
        {LIVED.has(agreement.state) ? (
          <>
            <NoticeNote agreement={agreement} />
            <RenewalNote agreement={agreement} />
            <EndingPanel agreement={agreement} onAsk={(ask) => show({ ask })} />
            <QuotaPanel uid={agreement.uid} />
            <CommitmentPanel
              uid={agreement.uid}
              isAsked={search.ask === 'fulfil'}
              onAsk={() => show({ ask: 'fulfil' })}
              onClose={close}
            />
          </>
        ) : null}
        {agreement.paperDigest === undefined ? null : (
          <PaperPanel uid={agreement.uid} digest={agreement.paperDigest} />
        )}
        <SigningPeople agreement={agreement} />
        <SigningLinks agreement={agreement} />
        <TalksView
          agreement={agreement}
          all={all}
          address={search}
          languages={
            <SegmentedControl
              size="xs"
              aria-label={words.agreement.clauses}
              value={all ? 'all' : 'one'}
              data={[
                { value: 'all', label: words.agreement.allLanguages },
                { value: 'one', label: words.agreement.oneLanguage },
              ]}
              onChange={(view) => show({ view })}
            />
          }
          go={go}
        />
        <details className="panel">
          <summary>{words.agreement.document}</summary>
          <AgreementFiles agreement={agreement} />
          <pre className="mono table-wrap" tabIndex={0} lang="en">
            {JSON.stringify(agreement.document, null, 2)}
          </pre>
        </details>
      </div>
      {search.ask === 'approve' ? <SignSheet agreement={agreement} role="approver" onClose={close} /> : null}
      {search.ask === 'sign' ? <SignSheet agreement={agreement} role="signatory" onClose={close} /> : null}
      <LifeSheet agreement={agreement} ask={search.ask} onAsk={(ask) => show({ ask })} onClose={close} />
    </>
  );
}

/** The sheet over the page that the address asks for: suspend, end, or answer an ending. */
function LifeSheet(props: {
  readonly agreement: Agreement;
  readonly ask: string | undefined;
  readonly onAsk: (ask: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { agreement, ask, onAsk, onClose } = props;
  const { uid } = agreement;
  const way = endingWayOf(ask);
  if (way) return <EndSheet {...{ agreement, way, onClose }} onWay={(next) => onAsk(`end-${next}`)} />;
  if (ask === 'suspend') return <SuspendSheet agreement={agreement} onClose={onClose} />;
  if (ask === 'cured') return <CureSheet uid={uid} onClose={onClose} />;
  return ask === 'contest' ? <ContestSheet uid={uid} onClose={onClose} /> : null;
}

function AgreementFacts({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const words = useWords();
  const day = useDay();
  return (
    <Panel title={words.agreement.term}>
      <Facts>
        <Fact label={words.agreement.with}>
          <PartyNames parties={agreement.parties} />
        </Fact>
        <Fact label={words.agreement.term}>
          <span className="tabular">
            {day(agreement.effectiveFrom)} – {day(agreement.effectiveUntil)}
          </span>
        </Fact>
        <Fact label={words.agreement.digest}>
          <span className="mono">{agreement.digest}</span>
        </Fact>
      </Facts>
    </Panel>
  );
}

function isUs({ parties }: Agreement, { did }: { readonly did: string }): boolean {
  return parties.some((party) => party.isUs && party.did === did);
}

function AgreementActions(props: {
  readonly agreement: Agreement;
  readonly onAsk: (ask: string) => void;
}): ReactNode {
  const { agreement, onAsk } = props;
  const words = useWords();
  const reasonsFor = useReasons();
  const toSign =
    agreement.state === 'draft' || agreement.state === 'shared' || agreement.state === 'received';
  const { approve } = agreement.may;
  const asksApproval =
    toSign && (approve.ok || !approve.because.some(({ code }) => code === 'signing-approval-not-asked'));
  const isSigned = agreement.signatures.length === agreement.parties.length;
  return (
    <>
      {isSigned ? (
        <Button component="a" variant="default" href={`/desk-evidence/${agreement.uid}`} download>
          {words.signing.evidence}
        </Button>
      ) : null}
      {asksApproval ? (
        <GuardedButton
          variant="default"
          reasons={reasonsFor('approve-agreement', approve)}
          onClick={() => onAsk('approve')}
        >
          {words.signing.approve}
        </GuardedButton>
      ) : null}
      {toSign ? (
        <GuardedButton
          reasons={reasonsFor('sign-agreement', agreement.may.sign)}
          onClick={() => onAsk('sign')}
        >
          {agreement.state === 'received' ? words.agreement.countersign : words.agreement.sign}
        </GuardedButton>
      ) : null}
      <SuspendActions agreement={agreement} onAsk={onAsk} />
      {LIVING.has(agreement.state) ? (
        <GuardedButton variant="default" reasons={reasonsFor('sign-agreement')} onClick={() => onAsk('end')}>
          {words.life.end}
        </GuardedButton>
      ) : null}
    </>
  );
}

/** What one side may do at once and alone: suspend, the whole or in part, and lift what it suspended. */
function SuspendActions(props: {
  readonly agreement: Agreement;
  readonly onAsk: (ask: string) => void;
}): ReactNode {
  const { agreement, onAsk } = props;
  const words = useWords();
  const reasonsFor = useReasons();
  const { tell, refused } = useToasts();
  const resume = useTell(resumeAgreement, {
    onDone: () => tell(words.agreement.resumed),
    onRefused: refused,
  });
  const restsByUs = agreement.endings.resting.some(({ by }) => isUs(agreement, by));
  const isResting = agreement.state === 'suspended' || restsByUs;
  return (
    <>
      {agreement.state === 'in-force' ? (
        <GuardedButton
          variant="default"
          reasons={reasonsFor('sign-agreement', agreement.may.suspend)}
          onClick={() => onAsk('suspend')}
        >
          {words.agreement.suspend}
        </GuardedButton>
      ) : null}
      {isResting ? (
        <GuardedButton
          {...(agreement.state === 'suspended' ? {} : { variant: 'default' })}
          reasons={reasonsFor('sign-agreement', agreement.may.resume)}
          loading={resume.isPending}
          onClick={() => resume.mutate({ params: { uid: agreement.uid } })}
        >
          {words.agreement.resume}
        </GuardedButton>
      ) : null}
    </>
  );
}
