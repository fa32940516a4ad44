import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { discardDraft, withdrawProposal } from '#contract/talks.ts';
import { useTell } from '../../ask.ts';
import { Tri } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Tabled, Talks } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes, useDay } from '../../ui/moment.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AgreementMark } from './agreement-mark.tsx';

type Props = {
  readonly uid: string;
  readonly talks: Talks;
  /** The document that is on the screen. */
  readonly shown: string;
  readonly onAsk: (ask: string) => void;
};

/** Every document of the agreement, and what our side may do next at the table. */
export function TalksPanel({ uid, talks, shown, onAsk }: Props): ReactNode {
  const words = useWords();
  const { documents } = talks;
  return (
    <Panel title={words.talks.versions} count={documents.length}>
      <div className="stack">
        <p className="soft">{words.talks.help}</p>
        <ol className="versions">
          {documents.map((one) => (
            <Version key={one.digest} uid={uid} talks={talks} one={one} isShown={one.digest === shown} />
          ))}
        </ol>
        <TalksActions uid={uid} talks={talks} onAsk={onAsk} />
      </div>
    </Panel>
  );
}

function Version(props: {
  readonly uid: string;
  readonly talks: Talks;
  readonly one: Tabled;
  readonly isShown: boolean;
}): ReactNode {
  const { uid, talks, one, isShown } = props;
  const words = useWords();
  const day = useDay();
  const to = { to: '/agreements/$uid', params: { uid } } as const;
  return (
    <li aria-current={isShown}>
      <b>{words.talks.version(one.version)}</b> <AgreementMark state={one.state} />
      {one.digest === talks.standing ? <span className="soft small"> {words.talks.inForceNow}</span> : null}
      <span className="small">
        {one.laidBy && one.laidAt ? (
          <>
            {words.talks.laidBy} <Tri text={one.laidBy.name} />, <BothTimes at={one.laidAt} />
          </>
        ) : (
          words.talks.ours
        )}
      </span>
      <span className="soft small">
        {[
          ...(one.supersedes === undefined ? [] : [words.talks.amends]),
          ...(one.expiresAt !== undefined && one.signedBy.length < talks.partyCount
            ? [words.talks.lapses(day(one.expiresAt))]
            : []),
        ].join(' · ')}
      </span>
      <span className="version-links">
        {isShown ? null : (
          <Link {...to} search={{ doc: one.digest }}>
            {words.talks.read}
            <span className="visually-hidden"> {words.talks.version(one.version)}</span>
          </Link>
        )}
        {one.base === undefined ? null : (
          <Link {...to} search={{ doc: one.digest, from: one.base }}>
            {words.talks.compare}
            <span className="visually-hidden"> {words.talks.version(one.version)}</span>
          </Link>
        )}
      </span>
    </li>
  );
}

function TalksActions({ uid, talks, onAsk }: Omit<Props, 'shown'>): ReactNode {
  const { talks: words } = useWords();
  const reasonsFor = useReasons();
  const navigate = useNavigate();
  const { tell, refused } = useToasts();
  const { may, head, draft } = talks;
  const withdraw = useTell(withdrawProposal, { onDone: () => tell(words.withdrawn), onRefused: refused });
  const discard = useTell(discardDraft, {
    onDone: () => {
      tell(words.discarded);
      void navigate(head ? { to: '/agreements/$uid', params: { uid } } : { to: '/agreements' });
    },
    onRefused: refused,
  });
  const isAmending = talks.documents.some(({ signedBy }) => signedBy.length === talks.partyCount);
  const write = draft ? words.edit : isAmending ? words.amend : words.counter;
  return (
    <div className="actions">
      {draft ? (
        <>
          <GuardedButton reasons={reasonsFor('draft-agreement', may.share)} onClick={() => onAsk('share')}>
            {words.share}
          </GuardedButton>
          <GuardedButton
            variant="default"
            reasons={reasonsFor('draft-agreement')}
            loading={discard.isPending}
            onClick={() => discard.mutate({ params: { uid } })}
          >
            {words.discard}
          </GuardedButton>
        </>
      ) : null}
      <GuardedButton
        variant="default"
        reasons={reasonsFor('draft-agreement', may.write)}
        onClick={() => void navigate({ to: '/agreements/$uid/edit', params: { uid } })}
      >
        {write}
      </GuardedButton>
      {head ? (
        <GuardedButton
          variant="default"
          reasons={reasonsFor('draft-agreement', may.withdraw)}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { uid }, body: { digest: head } })}
        >
          {words.withdraw}
        </GuardedButton>
      ) : null}
    </div>
  );
}
