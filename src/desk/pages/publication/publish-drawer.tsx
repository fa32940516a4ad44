import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { previewPublication, publishStory } from '#contract/publication.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { SentenceOf, Tri, useLanguageName } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { PublicationPreview } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { BothTimes, useTwoClocks } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Fact, Facts, Meter } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = {
  readonly storyId: string;
  readonly language: string;
  readonly translationId?: string;
  /** The page that stands already, when this would update it. */
  readonly update: { readonly url: string } | undefined;
  readonly onClose: () => void;
};

/** Before the button: the decision with its clauses, the credit, the duties, the quota. After it: the page. */
export function PublishDrawer(props: Props): ReactNode {
  const words = useWords();
  const { storyId, language, translationId } = props;
  const asked = {
    params: { id: storyId },
    query: { language, ...(translationId ? { translation: translationId } : {}) },
  };
  // What stands against it may pass while one looks: an embargo, a partner not heard of.
  const preview = useAsk(previewPublication, asked, { everySeconds: 10 });
  return (
    <Sheet title={words.publish.title} closeLabel={words.act.close} onClose={props.onClose} place="side" wide>
      <Asked query={preview}>{(data) => <PublishForm {...props} preview={data} />}</Asked>
    </Sheet>
  );
}

function PublishForm(props: Props & { readonly preview: PublicationPreview }): ReactNode {
  const { preview, storyId, translationId, update } = props;
  const words = useWords();
  const both = useTwoClocks();
  const seatReasons = useSeatReasons();
  const [note, setNote] = useState('');
  const publish = useTell(publishStory);
  const denied = preview.may.ok ? [] : preview.may.because;
  const reasons = [
    ...seatReasons('publish'),
    ...denied.map((reason) => <SentenceOf key={reason.code} reason={reason} />),
  ];
  const go = (): void =>
    publish.mutate({
      body: {
        storyId,
        ...(translationId ? { translationId } : {}),
        ...(note.trim() ? { correctionNote: note.trim() } : {}),
      },
    });
  useKeys(
    words.publish.title,
    [
      {
        keys: 'Ctrl+Enter',
        label: words.publish.button,
        run: () => reasons.length === 0 && go(),
        inFields: true,
      },
    ],
    true,
  );
  const retryAt = preview.may.ok ? undefined : preview.may.retryAt;
  if (publish.data) return <Done url={publish.data.publication.url} />;
  return (
    <div className="stack">
      <Note
        tone={preview.may.ok ? 'good' : 'bad'}
        title={preview.may.ok ? words.publish.permitted : words.publish.denied}
      >
        {denied.map((reason) => (
          <p key={reason.code}>
            <SentenceOf reason={reason} />
          </p>
        ))}
        {retryAt ? <p>{words.publish.retryAt(both(retryAt))}</p> : null}
      </Note>
      {preview.may.ok && preview.unfinishedBlocks > 0 ? (
        <Note tone="warn" title={words.publish.unfinished(preview.unfinishedBlocks)} />
      ) : null}
      <WhatItCarries {...props} />
      {update ? (
        <Textarea
          label={words.publish.note}
          description={words.publish.noteHelp}
          lang={props.language}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : null}
      {publish.error ? <Refused fault={publish.error} kept="change" onRetry={go} /> : null}
      <GuardedButton
        reasons={reasons}
        onClick={go}
        loading={publish.isPending}
        shortcut="Ctrl+Enter"
        autoFocus
      >
        {update ? words.publish.update : words.publish.button}
      </GuardedButton>
    </div>
  );
}

/** The page in facts: headline, credit, origin, duties, quota. */
function WhatItCarries({
  preview,
  language,
  update,
}: Props & { readonly preview: PublicationPreview }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const { quota } = preview;
  return (
    <>
      <Facts>
        <Fact label={words.publish.headline}>
          <b lang={language}>{preview.headline}</b>
        </Fact>
        <Fact label={words.wire.language}>{languageName(language)}</Fact>
        <Fact label={words.publish.credit}>
          <span lang={language}>{preview.creditLine}</span>
        </Fact>
        <Fact label={words.publish.origin}>
          <Tri text={preview.originLine} />
        </Fact>
        {preview.linkBack ? (
          <Fact label={words.publish.linkBack}>
            <a href={preview.linkBack} target="_blank" rel="noreferrer">
              {preview.linkBack}
            </a>
          </Fact>
        ) : null}
      </Facts>
      <section>
        <h3>{words.publish.duties}</h3>
        {preview.duties.length === 0 ? <p className="soft">{words.publish.noDuties}</p> : null}
        <ul className="clauses">
          {preview.duties.map((duty) => (
            <li key={duty.action} data-kind="duty">
              <Tri text={duty.sentence} />
            </li>
          ))}
        </ul>
      </section>
      {preview.leftOut.length > 0 ? (
        <section>
          <h3>{words.publish.leftOut}</h3>
          <ul className="clauses">
            {preview.leftOut.map(({ name, because }) => (
              <li key={name} data-kind="prohibition">
                {name}:{' '}
                {because.map((reason) => (
                  <SentenceOf key={reason.code} reason={reason} />
                ))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {quota ? (
        <div>
          <Meter label={words.publish.quota(quota.used, quota.limit)} value={quota.used} of={quota.limit} />
          <p className="soft small">
            {update ? null : <>{words.publish.quotaAfter(Math.max(0, quota.limit - quota.used - 1))} · </>}
            {words.publish.renews('')}
            <BothTimes at={quota.renewsAt} />
          </p>
        </div>
      ) : null}
    </>
  );
}

function Done({ url }: { readonly url: string }): ReactNode {
  const words = useWords();
  return (
    <Note
      tone="good"
      alert
      title={words.publish.done}
      actions={
        <Button component="a" href={url} target="_blank" rel="noreferrer" data-autofocus>
          {words.publish.openPage}
        </Button>
      }
    >
      <p>{words.publish.told}</p>
    </Note>
  );
}
