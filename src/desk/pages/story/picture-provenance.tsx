import type { ReactNode } from 'react';
import { readPictureProvenance } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { Tri } from '../../sentence.tsx';

/** Under a picture: who claims to have made it and what the claim is worth. Nothing while it is looked up or cannot be. */
export function PictureProvenance({
  storyId,
  url,
}: {
  readonly storyId: string;
  readonly url: string;
}): ReactNode {
  const digest = decodeURIComponent(url.split('/').at(-1) ?? '');
  const asked = useAsk(readPictureProvenance, { params: { id: storyId, digest } }, { readOnce: true });
  return asked.data ? (
    <p className="soft">
      <Tri text={asked.data.sentence} />
    </p>
  ) : null;
}
