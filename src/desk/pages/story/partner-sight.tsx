import type { ReactNode } from 'react';
import { SentenceOf, Tri } from '../../sentence.tsx';
import type { Sight } from '../../shapes.ts';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';

type Props = {
  readonly sight: Sight;
  /** What a yes, a no, and a yes from some moment on are called here. */
  readonly said: { readonly yes: string; readonly no: string; readonly from: (when: string) => string };
  /** How it stands there now. */
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
};

/** One partner and one story: does it get it by us, how it stands there, and if not, why not and from when. */
export function PartnerSight({ sight: { partner, may }, said, children, actions }: Props): ReactNode {
  const both = useTwoClocks();
  return (
    <section className="stack tight">
      <h3>
        <Tri text={partner.name} /> <Mark tone={may.ok ? 'good' : 'warn'}>{may.ok ? said.yes : said.no}</Mark>
      </h3>
      {children}
      {may.ok ? null : (
        <ul>
          {may.because.map((reason) => (
            <li key={`${reason.code} ${reason.clause ?? ''}`}>
              <SentenceOf reason={reason} />
            </li>
          ))}
        </ul>
      )}
      {!may.ok && may.retryAt ? <p>{said.from(both(may.retryAt))}</p> : null}
      {actions}
    </section>
  );
}
