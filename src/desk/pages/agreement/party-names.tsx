import { Fragment, type ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { otherParties } from './other-parties.ts';

/** With whom: the names of all other parties in the order of the document. */
export function PartyNames({ parties }: Pick<Agreement, 'parties'>): ReactNode {
  return otherParties(parties).map(({ did, name }, index) => (
    <Fragment key={did}>
      {index === 0 ? null : ' · '}
      <Tri text={name} />
    </Fragment>
  ));
}
