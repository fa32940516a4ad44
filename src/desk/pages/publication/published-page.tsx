import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listPublications, withdrawPublication } from '#contract/publication.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { useLanguageName } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Publication } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Ago, BothTimes } from '../../ui/moment.tsx';
import { Empty, Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ReasonForm } from '../correction/reason-form.tsx';
import { RowList } from '../row-list.tsx';
import { PublicationMark } from '../story/story-record.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** What runs on our portal, with its views, and the way to take a page down openly. */
export function PublishedPage(): ReactNode {
  const words = useWords();
  const list = useAsk(listPublications, {}, { everySeconds: 15 });
  const search = useSearch({ from: '/desk/published' });
  const navigate = useNavigate();
  const show = (next: { s?: string; withdraw?: string }): void =>
    void navigate({ to: '/published', search: next, replace: true, resetScroll: false });
  return (
    <>
      <PageHead title={words.publish.listTitle} lead={words.publish.listLead} />
      <Asked query={list}>
        {({ publications }) => (
          <Panel title={<span className="visually-hidden">{words.publish.listTitle}</span>} className="list">
            <RowList
              title={words.publish.listTitle}
              rows={publications.map((one) => ({
                id: one.id,
                link: (
                  <Link to="/s/$id" params={{ id: one.storyId }} className="row-link">
                    <Headline
                      text={one.headline}
                      language={one.language}
                      standIn={words.publish.withdrawnPage}
                    />
                  </Link>
                ),
                meta: <PublicationMeta publication={one} onWithdraw={() => show({ withdraw: one.id })} />,
              }))}
              cursor={search.s}
              onCursor={(s) => show({ s })}
              onOpen={(id) => {
                const found = publications.find((one) => one.id === id);
                if (found) void navigate({ to: '/s/$id', params: { id: found.storyId } });
              }}
              empty={
                <Empty
                  title={words.publish.empty}
                  help={words.publish.emptyHelp}
                  action={<LinkButton to="/wire">{words.bench.toWire}</LinkButton>}
                />
              }
            />
          </Panel>
        )}
      </Asked>
      {search.withdraw ? <WithdrawSheet id={search.withdraw} onClose={() => show({})} /> : null}
    </>
  );
}

function PublicationMeta(props: {
  readonly publication: Publication;
  readonly onWithdraw: () => void;
}): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const seatReasons = useSeatReasons();
  const { publication } = props;
  return (
    <>
      <PublicationMark state={publication.state} />
      <a href={publication.url} target="_blank" rel="noreferrer">
        {words.publish.openPage}
      </a>
      <span>{languageName(publication.language)}</span>
      <span>{words.story.version(publication.version)}</span>
      <span className="tabular">{words.publish.views(publication.views)}</span>
      <Ago at={publication.updatedAt} />
      <RemoveBy at={publication.removeBy} />
      {publication.state === 'withdrawn' ? null : (
        <GuardedButton
          size="compact-xs"
          variant="default"
          reasons={seatReasons('publish')}
          onClick={props.onWithdraw}
        >
          {words.publish.withdraw}
        </GuardedButton>
      )}
    </>
  );
}

/** Until when the page may stay; nothing where it may stay for good. */
function RemoveBy({ at }: { readonly at: string | undefined }): ReactNode {
  const words = useWords();
  if (at === undefined) return null;
  return (
    <Mark tone="bad">
      {words.publish.removeBy} <BothTimes at={at} />
    </Mark>
  );
}

function WithdrawSheet({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const withdraw = useTell(withdrawPublication, {
    onDone: () => {
      tell(words.publish.withdrawn);
      onClose();
    },
  });
  return (
    <Sheet title={words.publish.withdrawTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <ReasonForm
        lead={words.publish.withdrawHelp}
        button={words.publish.withdraw}
        busy={withdraw.isPending}
        fault={withdraw.error}
        onSend={(reason) => withdraw.mutate({ params: { id }, body: reason })}
      />
    </Sheet>
  );
}
