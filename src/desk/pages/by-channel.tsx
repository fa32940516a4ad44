import type { ReactNode } from 'react';
import { CHANNELS, CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { Tri } from '../sentence.tsx';

type Props = { readonly channel: string | undefined; readonly place: string | undefined };

/** By which delivery channel readers have a copy, and where in words of its user; nothing of a report that names none. */
export function ByChannel({ channel, place }: Props): ReactNode {
  const known = CHANNELS.find((one) => one === channel);
  return (
    <>
      {known ? (
        <>
          {' · '}
          <Tri text={CHANNEL_LABELS[known]} />
        </>
      ) : null}
      {place ? ` · ${place}` : null}
    </>
  );
}
