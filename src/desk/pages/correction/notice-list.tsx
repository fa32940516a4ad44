import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { applyNotice, refuseNotice, seeNotice } from '#contract/correction.ts';
import { useTell } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Notice } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { langOf } from '../../ui/lang-of.ts';
import { Address } from '../../ui/address.tsx';
import { Empty, Panel } from '../../ui/pieces.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { WordsSheet } from '../../words-sheet.tsx';
import { RowList } from '../row-list.tsx';
import { PublicationMark } from '../story/story-record.tsx';
import { OwnCopies } from './own-copies.tsx';
import { NoticeMark } from './notice-mark.tsx';

type Props = {
  readonly notices: readonly Notice[];
  readonly cursor: string | undefined;
  readonly refusing: string | undefined;
  readonly onCursor: (id: string) => void;
  readonly onRefuse: (id: string | undefined) => void;
};

/** What partners ask of us, with every copy of ours that it touches. */
export function NoticeList({ notices, cursor, refusing, onCursor, onRefuse }: Props): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  const open = (notice: Notice | undefined): void => {
    if (notice?.storyId) void navigate({ to: '/s/$id', params: { id: notice.storyId } });
  };
  useSight(notices.find(({ id }) => id === cursor) ?? notices[0]);
  return (
    <Panel title={<span className="visually-hidden">{words.recall.receivedTab}</span>} className="list">
      <RowList
        title={words.recall.receivedTab}
        rows={notices.map((notice) => ({
          id: notice.id,
          link: <NoticeLink notice={notice} />,
          below: <NoticeBody notice={notice} onRefuse={() => onRefuse(notice.id)} />,
        }))}
        cursor={cursor}
        onCursor={onCursor}
        onOpen={(id) => open(notices.find((notice) => notice.id === id))}
        empty={<Empty title={words.recall.noneReceived} help={words.recall.noneReceivedHelp} />}
      />
      {refusing ? <RefuseSheet id={refusing} onClose={() => onRefuse(undefined)} /> : null}
    </Panel>
  );
}

/** The notice that the list stands at has been opened by this person, if it is theirs to answer; said once. */
function useSight(notice: Notice | undefined): void {
  const mayAnswer = useSeatReasons()('answer-notice').length === 0;
  const { mutate } = useTell(seeNotice, {});
  const id = notice && mayAnswer && notice.state === 'open' && !notice.seen ? notice.id : undefined;
  useEffect(() => {
    if (id !== undefined) mutate({ params: { id } });
  }, [id, mutate]);
}

function NoticeLink({ notice }: { readonly notice: Notice }): ReactNode {
  if (!notice.storyId)
    return (
      <span className="row-link">
        <Headline text={notice.headline} language={notice.language} />
      </span>
    );
  return (
    <Link to="/s/$id" params={{ id: notice.storyId }} className="row-link">
      <Headline text={notice.headline} language={notice.language} />
    </Link>
  );
}

function NoticeBody({
  notice,
  onRefuse,
}: {
  readonly notice: Notice;
  readonly onRefuse: () => void;
}): ReactNode {
  const words = useWords();
  return (
    <div className="stack tight">
      <NoticeMark notice={notice} />
      <p>
        <b>{words.recall.reasons[notice.reasonClass]}:</b>{' '}
        <span {...langOf(notice.language)}>{notice.publicReason}</span>
      </p>
      <p className="soft small">
        {words.recall.states.received}: <BothTimes at={notice.receivedAt} />
        {notice.automatic ? ` · ${words.recall.automatic}` : ''}
      </p>
      {notice.copies.length > 0 ? (
        <ul className="plain-list small">
          {notice.copies.map((copy) => (
            <li key={copy.publicationId}>
              {words.recall.copies}:{' '}
              <a href={copy.url} target="_blank" rel="noreferrer">
                <Address url={copy.url} />
              </a>{' '}
              <PublicationMark state={copy.state} />
            </li>
          ))}
        </ul>
      ) : null}
      <OwnCopies
        copies={notice.ownCopies}
        since={notice.receivedAt}
        isCorrection={notice.kind === 'correction'}
      />
      {notice.state === 'open' ? <NoticeActions notice={notice} onRefuse={onRefuse} /> : null}
    </div>
  );
}

function NoticeActions({
  notice,
  onRefuse,
}: {
  readonly notice: Notice;
  readonly onRefuse: () => void;
}): ReactNode {
  const words = useWords();
  const reasons = useSeatReasons()('answer-notice');
  const { tell, refused } = useToasts();
  const apply = useTell(applyNotice, {
    onDone: ({ copiesUp }) =>
      tell(copiesUp > 0 ? words.recall.appliedWaitsToast(copiesUp) : words.recall.appliedToast),
    onRefused: refused,
  });
  return (
    <div className="actions">
      {notice.translationIds.map((id) => (
        <LinkButton key={id} to="/t/$id" params={{ id }} size="xs">
          {words.recall.openTranslation}
        </LinkButton>
      ))}
      <GuardedButton
        size="xs"
        variant={notice.kind === 'correction' ? 'default' : 'filled'}
        reasons={reasons}
        loading={apply.isPending}
        onClick={() => apply.mutate({ params: { id: notice.id } })}
      >
        {notice.kind === 'correction' ? words.recall.applyCorrection : words.recall.apply}
      </GuardedButton>
      <GuardedButton size="xs" variant="default" reasons={reasons} onClick={onRefuse}>
        {words.recall.refuse}
      </GuardedButton>
    </div>
  );
}

function RefuseSheet({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const { recall: words } = useWords();
  const { tell } = useToasts();
  const refuse = useTell(refuseNotice, {
    onDone: () => {
      tell(words.refusedToast);
      onClose();
    },
  });
  return (
    <WordsSheet
      title={words.refuseTitle}
      help={words.refuseHelp}
      label={words.refuseReason}
      mostCharacters={2000}
      send={words.refuseSend}
      telling={refuse}
      onSend={(reason) => refuse.mutate({ params: { id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
