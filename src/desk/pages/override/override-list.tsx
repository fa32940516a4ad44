import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { answerOverride, OVERRIDE_CODES } from '#contract/override.ts';
import { useTell } from '../../ask.ts';
import { useLanguageName, useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Override, OverrideTold } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES = { asked: 'warn', approved: 'good', refused: 'bad', ended: 'plain' } as const;

/** On the story's own page its link says nothing. */
type Place = { readonly withStory: boolean };

/** Our overrides with who asked, who answered, and the two keys for a second person. */
export function OverrideList(props: Place & { readonly overrides: readonly Override[] }): ReactNode {
  const words = useWords();
  const nameUse = useUseName();
  return (
    <ul className="rows">
      {props.overrides.map((one) => (
        <li className="row" key={one.id}>
          <div className="stack tight">
            <p>
              <b>{nameUse(one)}</b>{' '}
              <Mark tone={TONES[one.standing]}>{words.override.standings[one.standing]}</Mark>
            </p>
            <WhyOverridden override={one} />
            <People override={one} />
            {one.standing === 'asked' ? <AnswerKeys override={one} /> : null}
            {props.withStory ? <StoryLink id={one.storyId} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What partners told of our stories. */
export function ToldList(props: Place & { readonly told: readonly OverrideTold[] }): ReactNode {
  const words = useWords();
  const text = useText();
  const nameUse = useUseName();
  return (
    <ul className="rows">
      {props.told.map((one) => (
        <li className="row" key={`${one.partner.did} ${one.toldAt} ${one.storyId}`}>
          <div className="stack tight">
            <p>
              <b>{words.override.toldBy(text(one.partner.name))}</b> · {nameUse(one)}
            </p>
            <WhyOverridden override={one} />
            <p className="soft small">
              {words.override.until} <BothTimes at={one.until} />
            </p>
            {props.withStory ? <StoryLink id={one.storyId} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What stood against it, and the words of who asked. */
function WhyOverridden({ override }: { readonly override: Override | OverrideTold }): ReactNode {
  const words = useWords();
  const named = override.waived.map((code) => {
    const known = OVERRIDE_CODES.find((one) => one === code);
    // A partner's software may name a reason that ours does not know.
    return known ? words.override.codes[known] : code;
  });
  return (
    <>
      <p>
        {words.override.against} {named.join(' · ')}
      </p>
      <blockquote dir="auto">{override.reason}</blockquote>
    </>
  );
}

function People({ override }: { readonly override: Override }): ReactNode {
  const words = useWords();
  const { asker, askedAt, answerer, answeredAt, until, standing } = override;
  return (
    <p className="soft small">
      {words.override.askedBy(asker)} <BothTimes at={askedAt} />
      {answerer !== undefined && answeredAt ? (
        <>
          {' · '}
          {standing === 'refused'
            ? words.override.refusedBy(answerer)
            : words.override.approvedBy(answerer)}{' '}
          <BothTimes at={answeredAt} />
        </>
      ) : null}
      {until ? (
        <>
          {' · '}
          {words.override.until} <BothTimes at={until} />
        </>
      ) : null}
    </p>
  );
}

function AnswerKeys({ override }: { readonly override: Override }): ReactNode {
  const words = useWords();
  const { tell, refused } = useToasts();
  const seat = useSeatReasons()('answer-override');
  const answer = useTell(answerOverride, {
    onDone: ({ standing }) => {
      if (standing === 'approved') tell(words.override.approved);
      else tell(override.isOwn ? words.override.takenBack : words.override.refused);
    },
    onRefused: refused,
  });
  const say = (outcome: 'approved' | 'refused'): void =>
    answer.mutate({ params: { id: override.id }, body: { outcome } });
  const reasons = override.isOwn ? [...seat, words.override.own] : seat;
  return (
    <div className="actions">
      <GuardedButton reasons={reasons} size="xs" loading={answer.isPending} onClick={() => say('approved')}>
        {words.override.approve}
      </GuardedButton>
      {seat.length > 0 ? null : (
        <Button size="xs" variant="default" onClick={() => say('refused')}>
          {override.isOwn ? words.override.takeBack : words.override.refuse}
        </Button>
      )}
    </div>
  );
}

function StoryLink({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  return (
    <Link to="/s/$id" params={{ id }} className="small">
      {words.override.story}
    </Link>
  );
}

type Use = Pick<Override, 'action' | 'channel' | 'language'>;

/** “Publish on our web in Vietnamese”. */
export function useUseName(): (use: Use) => string {
  const words = useWords();
  const nameLanguage = useLanguageName();
  const text = useText();
  return ({ action, channel, language }) => {
    const name = language === undefined ? undefined : nameLanguage(language);
    if (action === 'publish' && channel !== 'web')
      return words.override.publishBy(text(CHANNEL_LABELS[channel]), name);
    if (name === undefined) return words.override.publish;
    return action === 'publish' ? words.override.publishIn(name) : words.override.translate(name);
  };
}
