import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { offerAgain, releaseStory, withdrawOffer, withholdStory } from '#contract/correction.ts';
import { readStory } from '#contract/wire.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { Refused } from '../../refused.tsx';
import { useReasons } from '../../session.tsx';
import type { Recall, Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Stopped } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PublicReasonField, ReasonForm } from './reason-form.tsx';

/** Stop one of our own stories, or let one that is stopped go on. */
export function WithholdStoryPage(): ReactNode {
  const { id } = useParams({ from: '/desk/s/$id/withhold' });
  const story = useAsk(readStory, { params: { id } });
  return <Asked query={story}>{(data) => <WithholdDoor story={data} />}</Asked>;
}

function WithholdDoor({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const reasons = useReasons()('correct-own', story.may.withhold);
  const isWithheld = story.badges.includes('withheld');
  return (
    <>
      <PageHead
        title={isWithheld ? words.recall.releaseTitle : words.recall.withholdTitle}
        lead={<Headline text={story.headline} language={story.language} />}
      />
      {reasons.length > 0 ? (
        <Stopped reasons={reasons} />
      ) : isWithheld ? (
        <ReleaseForm story={story} />
      ) : (
        <div className="columns">
          <WithholdForm story={story} />
          <OfferPanel story={story} />
        </div>
      )}
    </>
  );
}

/** After it was issued: its reach. */
function useIssued(): (reply: { readonly recall: Recall }) => void {
  const words = useWords();
  const navigate = useNavigate();
  const { tell } = useToasts();
  return ({ recall }) => {
    tell(words.recall.issuedToast);
    void navigate({ to: '/corrections', search: { tab: 'sent', s: recall.id } });
  };
}

function WithholdForm({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const withhold = useTell(withholdStory, { onDone: useIssued() });
  return (
    <Panel title={words.recall.kinds.withhold}>
      <ReasonForm
        lead={words.recall.withholdLead}
        button={words.recall.withhold}
        busy={withhold.isPending}
        fault={withhold.error}
        onSend={(reason) => withhold.mutate({ params: { id: story.id }, body: reason })}
      />
    </Panel>
  );
}

/** The lesser stop: no longer on offer, or on offer again. */
function OfferPanel({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const { refused, tell } = useToasts();
  const withdraw = useTell(withdrawOffer, { onDone: useIssued() });
  const again = useTell(offerAgain, {
    onDone: () => tell(words.recall.offeredToast),
    onRefused: refused,
  });
  if (story.badges.includes('off-offer'))
    return (
      <Panel title={words.recall.kinds.withdraw}>
        <p>{words.recall.offerLead}</p>
        <div className="actions">
          <Button loading={again.isPending} onClick={() => again.mutate({ params: { id: story.id } })}>
            {words.recall.offer}
          </Button>
        </div>
      </Panel>
    );
  return (
    <Panel title={words.recall.offTitle}>
      <ReasonForm
        lead={words.recall.offLead}
        button={words.recall.off}
        busy={withdraw.isPending}
        fault={withdraw.error}
        onSend={(reason) => withdraw.mutate({ params: { id: story.id }, body: reason })}
      />
    </Panel>
  );
}

function ReleaseForm({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const [publicReason, setReason] = useState('');
  const release = useTell(releaseStory, { onDone: useIssued() });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    release.mutate({ params: { id: story.id }, body: { publicReason: publicReason.trim() } });
  };
  return (
    <Panel title={words.recall.kinds.release}>
      <form className="stack" onSubmit={submit}>
        <p>{words.recall.releaseLead}</p>
        <PublicReasonField value={publicReason} onChange={setReason} />
        {release.error ? <Refused fault={release.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={release.isPending} disabled={publicReason.trim() === ''}>
            {words.recall.release}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
