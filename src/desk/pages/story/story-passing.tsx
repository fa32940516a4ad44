import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { explainSight } from '#contract/explanation.ts';
import { passOn, takeBack } from '#contract/passing-on.ts';
import { useAsk, useTell } from '../../ask.ts';
import { useReasons } from '../../session.tsx';
import type { Sight, Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PublicReasonField } from '../correction/reason-form.tsx';
import { PartnerSight } from './partner-sight.tsx';

/** A partner's story and those to whom an agreement of ours gives what its provider makes: may it go on, why not, since when. */
export function StoryPassing({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const { data } = useAsk(explainSight, { params: { id: story.id } });
  if (!data || data.partners.length === 0) return null;
  return (
    <Panel title={words.passing.title}>
      <div className="stack">
        {data.partners.map((sight) => (
          <OneTaker key={sight.partner.did} story={story} sight={sight} />
        ))}
      </div>
    </Panel>
  );
}

type Props = { readonly story: Story; readonly sight: Sight };

function OneTaker({ story, sight }: Props): ReactNode {
  const words = useWords();
  const { partner, passedOn } = sight;
  const isPassed = passedOn !== undefined && passedOn.endedAt === undefined;
  const said = { yes: words.passing.may, no: words.passing.mayNot, from: words.passing.from };
  const actions = isPassed ? (
    <TakeBack story={story} did={partner.did} />
  ) : (
    <PassOn story={story} sight={sight} />
  );
  return (
    <PartnerSight sight={sight} said={said} actions={actions}>
      {passedOn ? (
        <p className="soft">
          {words.passing.since} <BothTimes at={passedOn.since} />
          {passedOn.endedAt ? (
            <>
              , {words.passing.endedAt} <BothTimes at={passedOn.endedAt} />
            </>
          ) : null}
        </p>
      ) : null}
    </PartnerSight>
  );
}

function PassOn({ story, sight: { partner, may } }: Props): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const { refused, tell } = useToasts();
  const pass = useTell(passOn, { onDone: () => tell(words.passing.done), onRefused: refused });
  const untaken = may.ok && !story.take ? [words.story.takeFirst] : [];
  return (
    <div className="actions">
      <GuardedButton
        reasons={[...reasonsFor('publish', may), ...untaken]}
        variant="default"
        onClick={() => pass.mutate({ params: { id: story.id }, body: { partner: partner.did } })}
      >
        {words.passing.button}
      </GuardedButton>
    </div>
  );
}

function TakeBack({ story, did }: { readonly story: Story; readonly did: string }): ReactNode {
  const words = useWords();
  const { refused, tell } = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [publicReason, setReason] = useState('');
  const back = useTell(takeBack, { onDone: () => tell(words.passing.backDone), onRefused: refused });
  if (!isOpen)
    return (
      <div className="actions">
        <Button variant="default" onClick={() => setOpen(true)}>
          {words.passing.back}
        </Button>
      </div>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    back.mutate({ params: { id: story.id }, body: { partner: did, publicReason: publicReason.trim() } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{words.passing.backLead}</p>
      <PublicReasonField value={publicReason} onChange={setReason} />
      <div className="actions">
        <Button type="submit" loading={back.isPending} disabled={publicReason.trim() === ''}>
          {words.passing.back}
        </Button>
      </div>
    </form>
  );
}
