import { Checkbox } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { acceptPartner, listPartners } from '#contract/partner.ts';
import { listAgreements } from '#contract/agreement.ts';
import { isProblemCode, PROBLEMS } from '#contract/problems.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { LostPage } from '../../frame/lost-page.tsx';
import { Refused } from '../../refused.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Partner } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes, useDay } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Fact, Facts, Meter, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AgreementMark } from '../agreement/agreement-mark.tsx';
import { KeyTable } from './key-table.tsx';
import { LinkHealth } from './link-health.tsx';
import { SpokenKeys } from './spoken-keys.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** One partner: who they are, how the link is, what has gone each way. */
export function PartnerPage(): ReactNode {
  const { did } = useParams({ from: '/desk/partners/$did' });
  const list = useAsk(listPartners, {}, { everySeconds: 8 });
  return (
    <Asked query={list}>
      {({ partners, ours }) => {
        const partner = partners.find((one) => one.agency.did === did);
        return partner ? <PartnerView partner={partner} ours={ours} /> : <LostPage />;
      }}
    </Asked>
  );
}

type Seen = { readonly partner: Partner; readonly ours: Partner['words'] };

function PartnerView({ partner, ours }: Seen): ReactNode {
  const words = useWords();
  const day = useDay();
  const { counts } = partner;
  return (
    <>
      <PageHead
        title={<Tri text={partner.agency.name} />}
        lead={
          <>
            <LinkHealth partner={partner} /> {words.ownership[partner.agency.ownership]} ·{' '}
            {words.partner.since(day(partner.since))}
          </>
        }
      />
      <div className="stack">
        {partner.state === 'asking' ? <AcceptPanel partner={partner} ours={ours} /> : null}
        <div className="cards">
          <LinkPanel partner={partner} />
          <Panel title={words.partner.counts}>
            <Facts>
              <Fact label={words.partner.received}>{counts.received}</Fact>
              <Fact label={words.partner.offered}>{counts.offered}</Fact>
              <Fact label={words.partner.taken}>{counts.taken}</Fact>
              <Fact label={words.partner.usesReported}>{counts.usesReported}</Fact>
            </Facts>
          </Panel>
          <AgreementsPanel partner={partner} />
        </div>
        <Panel title={words.partner.keys}>
          <p className="mono soft">{partner.agency.did}</p>
          <KeyTable keys={partner.keys} />
        </Panel>
      </div>
    </>
  );
}

function LinkPanel({ partner }: { readonly partner: Partner }): ReactNode {
  const words = useWords();
  const { incoming, outgoing } = partner;
  return (
    <Panel title={words.partner.node}>
      <Facts>
        <Fact label={words.partner.node}>
          <a href={partner.baseUrl} target="_blank" rel="noreferrer">
            {partner.baseUrl}
          </a>
        </Fact>
        {incoming ? (
          <Fact label={words.partner.incoming}>
            {words.partner.entry(incoming.seq)}
            <br />
            {incoming.headAt ? <BothTimes at={incoming.headAt} /> : words.partner.neverHeard}
          </Fact>
        ) : null}
        {outgoing ? (
          <Fact label={words.partner.outgoing}>
            <Meter
              label={words.partner.holds(outgoing.partnerHolds, outgoing.seq)}
              value={outgoing.partnerHolds}
              of={outgoing.seq}
            />
          </Fact>
        ) : null}
      </Facts>
      <OwnTrouble partner={partner} />
      {incoming?.state === 'frozen' ? (
        <Note tone="bad" title={words.partner.frozen}>
          <p>{words.partner.frozenHelp}</p>
          <p className="mono">pactwire channel resume {partner.agency.did}</p>
          <p>{words.partner.frozenEvidence}</p>
          <p className="mono">pactwire channel evidence {partner.agency.did} --to FILE</p>
        </Note>
      ) : null}
      {incoming?.lastError ? (
        <Note tone="warn" title={words.partner.lastError}>
          <LinkTrouble code={incoming.lastError} />
        </Note>
      ) : null}
    </Panel>
  );
}

/** Why our own channel says nothing new, where it does not. */
function OwnTrouble({ partner }: { readonly partner: Partner }): ReactNode {
  const words = useWords();
  const { agency, outgoing, waits, lostKey } = partner;
  if (lostKey !== undefined) return <KeyLost kid={lostKey} />;
  if (!waits) return null;
  return (
    <Note tone="bad" title={words.partner.waits}>
      <p>{words.partner.waitsHelp}</p>
      {outgoing?.lastError ? <LinkTrouble code={outgoing.lastError} /> : null}
      <p className="mono">pactwire channel reopen {agency.did}</p>
    </Note>
  );
}

/** Our signing key that they believe is gone: what can be done, and what where the recovery key is gone too. */
function KeyLost({ kid }: { readonly kid: string }): ReactNode {
  const words = useWords();
  return (
    <Note tone="bad" title={words.partner.keyLost}>
      <p>{words.partner.keyLostHelp}</p>
      <p className="mono">pactwire key revoke {kid} --recovery FILE</p>
      <p>{words.partner.recoveryLostHelp}</p>
    </Note>
  );
}

/** A known code in words; what the other node said beside it, as it said it. */
function LinkTrouble({ code }: { readonly code: string }): ReactNode {
  const [known = '', ...because] = code.split(': ');
  if (isProblemCode(known))
    return (
      <>
        <Tri text={PROBLEMS[known].title} />
        {because.length > 0 ? <span lang="en"> ({because.join(': ')})</span> : null}
      </>
    );
  return (
    <p lang="en" className="small">
      {code}
    </p>
  );
}

function AgreementsPanel({ partner }: { readonly partner: Partner }): ReactNode {
  const words = useWords();
  const list = useAsk(listAgreements, {});
  const ours = (list.data?.agreements ?? []).filter(({ parties }) =>
    parties.some(({ did }) => did === partner.agency.did),
  );
  return (
    <Panel title={words.partner.agreements} count={ours.length}>
      <ul className="plain-list stack tight">
        {ours.map((one) => (
          <li key={one.uid}>
            <Link to="/agreements/$uid" params={{ uid: one.uid }}>
              <Tri text={one.title} />
            </Link>{' '}
            <AgreementMark state={one.state} />
          </li>
        ))}
      </ul>
      {partner.state === 'pinned' ? (
        <LinkButton
          to="/agreements/new"
          search={{ partner: partner.agency.did }}
          variant="light"
          size="xs"
          mt="xs"
        >
          {words.agreement.new}
        </LinkButton>
      ) : null}
    </Panel>
  );
}

/** They asked; two people compare the words of the keys before any key is trusted. */
function AcceptPanel({ partner, ours }: Seen): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const reasons = useSeatReasons()('manage-partners');
  const [compared, setCompared] = useState(false);
  const accept = useTell(acceptPartner, { onDone: () => tell(words.partner.accepted) });
  return (
    <Panel title={words.partner.states.asking}>
      <div className="stack">
        <p>{words.partner.compare}</p>
        <SpokenKeys theirs={partner.words} ours={ours} />
        <Checkbox
          label={words.partner.compared}
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
        {accept.error ? <Refused fault={accept.error} kept="change" /> : null}
        <GuardedButton
          reasons={compared ? reasons : [...reasons, words.partner.compare]}
          loading={accept.isPending}
          onClick={() =>
            accept.mutate({
              body: { did: partner.agency.did, thumbprints: partner.keys.map((key) => key.thumbprint) },
            })
          }
        >
          {words.partner.accept}
        </GuardedButton>
      </div>
    </Panel>
  );
}
