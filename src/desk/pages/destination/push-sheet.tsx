import { Button, NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { listDestinations, pushStory, readStoryPlacements } from '#contract/destination.ts';
import { OUTLET_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { SentenceOf, Tri, useLanguageName, useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Destination, Placement, StoryPlacements } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Note, Stopped } from '../../ui/note.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ArchivedNote } from './archived-note.tsx';
import { RecordRun } from './by-hand.tsx';
import { CallBackButton } from './call-back-button.tsx';
import { PlacementMark } from './placement-mark.tsx';

/** A story as it came, or one translation of it. */
export type PushText = { readonly language: string; readonly translationId?: string };

type Props = {
  readonly storyId: string;
  readonly isOwn: boolean;
  readonly texts: readonly PushText[];
  readonly first: string | undefined;
  readonly onClose: () => void;
};

/** What the agreement says of pushing a text, and every system that it can be pushed to, with what stands there. */
export function PushSheet({ storyId, isOwn, texts, first, onClose }: Props): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const [chosen, setChosen] = useState(first ?? '');
  const translationId = chosen === '' ? undefined : chosen;
  const asked = {
    params: { id: storyId },
    query: translationId === undefined ? {} : { translation: translationId },
  };
  // What stands against it may pass while one looks, and what is on its way arrives.
  const placed = useAsk(readStoryPlacements, asked, { everySeconds: 3, keepLast: true });
  const list = useAsk(listDestinations, {}, { everySeconds: 10 });
  return (
    <Sheet
      title={words.destination.pushTitle}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      wide
    >
      <div className="stack">
        {texts.length > 1 ? (
          <NativeSelect
            label={words.destination.which}
            value={chosen}
            data-autofocus
            data={texts.map((one) => ({
              value: one.translationId ?? '',
              label: one.translationId
                ? words.destination.translation(languageName(one.language))
                : words.destination.asItCame(languageName(one.language)),
            }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        ) : null}
        <Asked query={placed}>
          {({ channels, copies, placements }) => (
            <Asked query={list}>
              {({ destinations }) => (
                <>
                  <MayNotes channels={channels} isOwn={isOwn} destinations={destinations} />
                  <DestinationRows
                    destinations={destinations}
                    placements={placements.filter((one) => one.translationId === translationId)}
                    channels={channels}
                    copies={copies}
                    order={{ storyId, ...(translationId === undefined ? {} : { translationId }) }}
                  />
                </>
              )}
            </Asked>
          )}
        </Asked>
      </div>
    </Sheet>
  );
}

/** What the agreement says of each outlet that a destination of ours is; of our own story it has nothing to say. */
function MayNotes(
  props: Pick<StoryPlacements, 'channels'> & {
    readonly isOwn: boolean;
    readonly destinations: readonly Destination[];
  },
): ReactNode {
  const { destination: words } = useWords();
  const { channels, isOwn, destinations } = props;
  const reasons = useSeatReasons()('publish');
  if (reasons.length > 0) return <Stopped reasons={reasons} />;
  if (isOwn && channels.every(({ may }) => may.ok))
    return (
      <Note tone="good" title={words.ownStory}>
        <p>{words.ownHelp}</p>
      </Note>
    );
  const used = channels.filter(({ channel }) => destinations.some((one) => one.channel === channel));
  return used.map((one) => <MayNote key={one.channel} {...one} />);
}

function MayNote({ channel, may, kept = [] }: StoryPlacements['channels'][number]): ReactNode {
  const words = useWords();
  const text = useText();
  const both = useTwoClocks();
  const name = text(OUTLET_LABELS[channel]);
  if (may.ok)
    return (
      <Note
        tone="good"
        title={words.destination.ofChannel(
          name,
          channel === ARCHIVE ? words.destination.mayArchive : words.destination.mayPush,
        )}
      >
        {kept.map((reason) => (
          <p key={reason.code}>
            <SentenceOf reason={reason} />
          </p>
        ))}
        <p>{words.destination.mayHelp}</p>
      </Note>
    );
  return (
    <Note tone="bad" title={words.destination.ofChannel(name, words.destination.mayNotPush)}>
      {may.because.map((reason) => (
        <p key={`${reason.code}${reason.clause}`}>
          <SentenceOf reason={reason} />
        </p>
      ))}
      {may.retryAt ? <p>{words.publish.retryAt(both(may.retryAt))}</p> : null}
    </Note>
  );
}

type Order = { readonly storyId: string; readonly translationId?: string };

function DestinationRows(props: {
  readonly destinations: readonly Destination[];
  readonly placements: readonly Placement[];
  readonly channels: StoryPlacements['channels'];
  readonly copies: StoryPlacements['copies'];
  readonly order: Order;
}): ReactNode {
  const { destination: words } = useWords();
  const mayManage = useSeatReasons()('manage-destinations').length === 0;
  const mayPush = useSeatReasons()('publish').length === 0;
  if (props.destinations.length === 0)
    return (
      <Note
        tone="info"
        title={words.noneSetUp}
        actions={
          mayManage ? (
            <LinkButton to="/destinations" search={{ add: '1' }} size="xs">
              {words.setUp}
            </LinkButton>
          ) : null
        }
      >
        <p>{words.emptyHelp}</p>
      </Note>
    );
  return (
    <ul className="rows">
      {props.destinations.map((destination) => {
        const placement = props.placements.find((one) => one.destination.id === destination.id);
        const copy = props.copies.find(({ placementId }) => placementId === placement?.id);
        const anew = props.channels.find(({ channel }) => channel === destination.channel)?.may;
        const isFree = anew?.ok === true;
        const mayGo = copy ? copy.may.ok : isFree;
        return (
          <DestinationRow
            key={destination.id}
            destination={destination}
            placement={placement}
            mayPush={mayPush}
            mayGo={mayPush && mayGo}
            mayOnlyCorrect={mayGo && !isFree}
            order={props.order}
          />
        );
      })}
    </ul>
  );
}

function DestinationRow(props: {
  readonly destination: Destination;
  readonly placement: Placement | undefined;
  readonly mayPush: boolean;
  readonly mayGo: boolean;
  readonly mayOnlyCorrect: boolean;
  readonly order: Order;
}): ReactNode {
  const { destination, placement, mayPush, mayGo, mayOnlyCorrect, order } = props;
  const { destination: words } = useWords();
  return (
    <li className="row">
      <b>{destination.name}</b>
      <RowState destination={destination} placement={placement} />
      {mayOnlyCorrect ? <p className="soft small">{words.mayCorrect}</p> : null}
      <div className="actions">
        {mayGo ? <GoButton destination={destination} placement={placement} order={order} /> : null}
        {mayPush && placement ? <CallBackButton placement={placement} /> : null}
      </div>
    </li>
  );
}

/** The node brings it there, or people did and record it. */
function GoButton({
  destination,
  placement,
  order,
}: Pick<Parameters<typeof DestinationRow>[0], 'destination' | 'placement' | 'order'>): ReactNode {
  const { destination: words } = useWords();
  const { tell, refused } = useToasts();
  const { id, name, kind } = destination;
  const push = useTell(pushStory, { onDone: () => tell(words.pushed(name)), onRefused: refused });
  if (kind === 'hand') {
    const isAgain = placement?.state === 'there' || placement?.state === 'waiting';
    return <RecordRun destination={destination} order={order} isAgain={isAgain} />;
  }
  const label = placement ? words.pushAgain : words.pushHere;
  return (
    <Button
      size="compact-sm"
      variant={placement ? 'default' : 'filled'}
      loading={push.isPending}
      aria-label={`${label}: ${name}`}
      onClick={() => push.mutate({ params: { id }, body: order })}
    >
      {label}
    </Button>
  );
}

function RowState({
  destination: { kind, state, channel },
  placement,
}: Pick<Parameters<typeof DestinationRow>[0], 'destination' | 'placement'>): ReactNode {
  const { destination: words } = useWords();
  const isPaused = state === 'paused';
  return (
    <>
      <span className="meta">
        <span>
          <Tri text={DESTINATION_NEEDS[kind].name} />
        </span>
        <span>
          <Tri text={OUTLET_LABELS[placement?.channel ?? channel]} />
        </span>
        {isPaused ? <Mark tone="plain">{words.states.paused}</Mark> : null}
        {placement ? <PlacementMark placement={placement} /> : null}
        {placement?.url ? (
          <a href={placement.url} target="_blank" rel="noreferrer">
            {words.openThere}
          </a>
        ) : null}
      </span>
      {placement ? <ArchivedNote placement={placement} /> : null}
      {isPaused && placement?.state === 'waiting' ? <p className="soft small">{words.isPaused}</p> : null}
    </>
  );
}
