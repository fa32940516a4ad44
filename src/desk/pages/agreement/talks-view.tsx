import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { readTalks } from '#contract/talks.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { clauseName } from '../../sentence.tsx';
import { useReasons, useSeatReasons } from '../../session.tsx';
import type { Agreement, Clause, Talks } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';
import { ConflictsOf } from './conflict-notes.tsx';
import { CommentList } from './comment-list.tsx';
import { CommentSheet } from './comment-sheet.tsx';
import { RedlinePanel } from './redline-panel.tsx';
import { ShareSheet } from './share-sheet.tsx';
import { FiledSimulation } from './simulation-panel.tsx';
import { TalksPanel } from './talks-panel.tsx';

/** What the address says of the negotiation. */
export type TalksAddress = {
  readonly ask?: string;
  /** The version to compare with. */
  readonly from?: string;
  /** What is being commented on. */
  readonly clause?: string;
};

type Props = {
  readonly agreement: Agreement;
  readonly all: boolean;
  readonly address: TalksAddress;
  readonly languages: ReactNode;
  readonly go: (next: TalksAddress & { readonly doc?: string }) => void;
};

/** The negotiation of an agreement with its text: versions, what changed, and what was said at each clause. */
export function TalksView(props: Props): ReactNode {
  const { uid } = props.agreement;
  const talks = useAsk(readTalks, { params: { uid } }, { everySeconds: 8 });
  return <Asked query={talks}>{(data) => <Table {...props} talks={data} />}</Asked>;
}

function Table(props: Props & { readonly talks: Talks }): ReactNode {
  const { agreement, all, address, languages, go, talks } = props;
  const words = useWords();
  const { uid, digest } = agreement;
  const find = (wanted: string | undefined) => talks.documents.find((one) => one.digest === wanted);
  const [from, to] = [find(address.from), find(digest)];
  const commented = agreement.clauses.find(({ uid: name }) => `#${clauseName(name)}` === address.clause);
  const close = (): void => go({ doc: digest });
  const mayDraft = useSeatReasons()('draft-agreement').length === 0;
  return (
    <>
      {talks.standing !== undefined && talks.standing !== digest ? (
        <Note
          tone="info"
          title={words.talks.reading(agreement.version)}
          actions={
            <Button size="compact-sm" variant="default" onClick={() => go({})}>
              {words.talks.back}
            </Button>
          }
        />
      ) : null}
      <TalksPanel uid={uid} talks={talks} shown={digest} onAsk={(ask) => go({ doc: digest, ask })} />
      {from && to ? <RedlinePanel uid={uid} from={from} to={to} all={all} onClose={close} /> : null}
      <ConflictsOf uid={uid} digest={digest} />
      <Panel title={words.agreement.clauses} actions={languages}>
        <ClauseList
          clauses={agreement.clauses}
          {...(all ? { languages: INTERFACE_LANGUAGES } : {})}
          after={(clause) => <AtClause {...props} clause={clause} />}
        />
      </Panel>
      <WholeComments {...props} />
      {mayDraft ? <FiledSimulation key={digest} uid={uid} digest={digest} /> : null}
      {address.ask === 'share' && talks.draft !== undefined ? (
        <ShareSheet uid={uid} digest={talks.draft} onClose={close} />
      ) : null}
      {address.clause === undefined ? null : (
        <CommentSheet
          uid={uid}
          digest={digest}
          clause={address.clause}
          label={commented ? words.refusal.clause(String(commented.number)) : words.talks.whole}
          onClose={close}
        />
      )}
    </>
  );
}

/** What was said of this clause in any version, and a way to answer. */
function AtClause(props: Props & { readonly talks: Talks; readonly clause: Clause }): ReactNode {
  const { agreement, talks, clause, go } = props;
  const { talks: words, refusal } = useWords();
  const name = `#${clauseName(clause.uid)}`;
  const canComment = talks.may.comment.ok && isLaid(talks, agreement.digest);
  return (
    <div className="at-clause">
      <CommentList talks={talks} comments={talks.comments.filter((one) => one.clause === name)} />
      {canComment ? (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={words.commentOn(refusal.clause(String(clause.number)))}
          onClick={() => go({ doc: agreement.digest, clause: name })}
        >
          {words.comment}
        </Button>
      ) : null}
    </div>
  );
}

/** What was said of no clause of this text. */
function WholeComments({ agreement, talks, go }: Props & { readonly talks: Talks }): ReactNode {
  const { talks: words } = useWords();
  const reasonsFor = useReasons();
  const names = new Set(agreement.clauses.map(({ uid }) => `#${clauseName(uid)}`));
  const others = talks.comments.filter(({ clause }) => clause === undefined || !names.has(clause));
  return (
    <Panel title={words.comments} count={talks.comments.length}>
      <div className="stack">
        {talks.comments.length === 0 ? <p className="soft">{words.noComments}</p> : null}
        <CommentList talks={talks} comments={others} />
        <div className="actions">
          <GuardedButton
            variant="default"
            reasons={reasonsFor('draft-agreement', talks.may.comment)}
            onClick={() => go({ doc: talks.head ?? agreement.digest, clause: 'whole' })}
          >
            {words.commentOn(words.whole)}
          </GuardedButton>
        </div>
      </div>
    </Panel>
  );
}

function isLaid(talks: Talks, digest: string): boolean {
  return talks.documents.some((one) => one.digest === digest && one.laidAt !== undefined);
}
