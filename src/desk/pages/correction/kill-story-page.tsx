import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { killStory } from '#contract/correction.ts';
import { readStory } from '#contract/wire.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { useReasons } from '../../session.tsx';
import type { Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Stopped } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ReasonForm } from './reason-form.tsx';

/** Kill one of our own stories: the chief's decision, with its public reason. */
export function KillStoryPage(): ReactNode {
  const { id } = useParams({ from: '/desk/s/$id/kill' });
  const story = useAsk(readStory, { params: { id } });
  return <Asked query={story}>{(data) => <KillForm story={data} />}</Asked>;
}

function KillForm({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const reasons = useReasons()('kill-own', story.may.kill);
  const navigate = useNavigate();
  const { tell } = useToasts();
  const kill = useTell(killStory, {
    onDone: ({ recall }) => {
      tell(words.recall.issuedToast);
      void navigate({ to: '/corrections', search: { tab: 'sent', s: recall.id } });
    },
  });
  return (
    <>
      <PageHead
        title={words.recall.killTitle}
        lead={<Headline text={story.headline} language={story.language} />}
      />
      {reasons.length > 0 ? (
        <Stopped reasons={reasons} />
      ) : (
        <Panel title={words.recall.kinds.kill}>
          <ReasonForm
            lead={words.recall.killLead}
            button={words.recall.kill}
            confirm={words.recall.killConfirm}
            busy={kill.isPending}
            fault={kill.error}
            onSend={(reason) => kill.mutate({ params: { id: story.id }, body: reason })}
          />
        </Panel>
      )}
    </>
  );
}
