import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { callStoryBack } from '#contract/destination.ts';
import { useTell } from '../../ask.ts';
import type { Placement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { ConfirmGone } from './by-hand.tsx';
import { useWords } from '../../words/use-words.tsx';

/** It has gone, or is about to go, or those who have it were told. */
function isBack({ state }: Placement): boolean {
  return state === 'leaving' || state === 'told' || state === 'gone';
}

/** Also what is to be taken back waits for the word of a person. */
function GoneByHand({
  placement: { id, state, destination, channel },
}: {
  readonly placement: Placement;
}): ReactNode {
  return state === 'told' || state === 'gone' ? null : (
    <ConfirmGone placementId={id} name={destination.name} channel={channel} />
  );
}

/** Takes a story out of a destination; not there where it has gone, or is about to go. */
export function CallBackButton({ placement }: { readonly placement: Placement }): ReactNode {
  const { destination: words } = useWords();
  const { tell, refused } = useToasts();
  const { kind } = placement.destination;
  const callBack = useTell(callStoryBack, {
    onDone: () => tell(kind === 'mail' ? words.calledBackMail : words.calledBack),
    onRefused: refused,
  });
  if (kind === 'hand') return <GoneByHand placement={placement} />;
  if (isBack(placement)) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      miw="max-content"
      loading={callBack.isPending}
      onClick={() => callBack.mutate({ params: { id: placement.id } })}
    >
      {words.callBack}
    </Button>
  );
}
