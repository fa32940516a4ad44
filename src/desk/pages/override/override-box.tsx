import { useState, type ReactNode } from 'react';
import { OVERRIDE_CODES, readOverrides } from '#contract/override.ts';
import { useAsk } from '../../ask.ts';
import { useSeatReasons } from '../../session.tsx';
import type { May, Overrides, Story } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AskOverrideSheet } from './ask-override-sheet.tsx';
import { OverrideList, ToldList } from './override-list.tsx';

type Props = { readonly story: Story };

/** The overrides of one story, and the key that asks for one where the agreement says no for a reason that may be waived. */
export function OverrideBox({ story }: Props): ReactNode {
  const words = useWords();
  const { data } = useAsk(readOverrides, { params: { id: story.id } }, { everySeconds: 15 });
  if (data === undefined) return null;
  const denied = [story.may.publish, story.may.translate].filter(isOverridable);
  // By another delivery channel, where our own web pages are no question.
  const isByChannel = data.open.includes('refinement.deliveryChannel') && !isStopped(story);
  const canAsk = story.origin === 'partner' && (denied.length > 0 || isByChannel);
  if (!canAsk && data.ours.length === 0 && data.told.length === 0) return null;
  return (
    <section className="stack tight">
      <h3>{words.override.title}</h3>
      <OverrideList overrides={data.ours} withStory={false} />
      <ToldList told={data.told} withStory={false} />
      {canAsk ? (
        <AskKey story={story} isOpen={isByChannel || denied.some((may) => isOpenIn(data.open, may))} />
      ) : null}
    </section>
  );
}

function AskKey({ story, isOpen }: Props & { readonly isOpen: boolean }): ReactNode {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const seat = useSeatReasons()('ask-override');
  const reasons = isOpen ? seat : [...seat, words.override.notOpen];
  return (
    <>
      <GuardedButton size="xs" variant="light" reasons={reasons} onClick={() => setAsking(true)}>
        {words.override.ask}
      </GuardedButton>
      {isAsking ? <AskOverrideSheet story={story} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function isStopped({ badges }: Story): boolean {
  return badges.includes('killed') || badges.includes('withheld');
}

/** Denied for reasons that may be overridden somewhere; a killed story is not among them. */
function isOverridable(may: May): boolean {
  return isOpenIn(OVERRIDE_CODES, may);
}

function isOpenIn(open: Overrides['open'] | typeof OVERRIDE_CODES, may: May): boolean {
  return !may.ok && may.because.every(({ code }) => open.some((one) => one === code));
}
