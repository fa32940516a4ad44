import type { ReactNode } from 'react';
import { explainSight } from '#contract/explanation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { SentenceOf, Tri } from '../../sentence.tsx';
import type { Sight } from '../../shapes.ts';
import { BothTimes, useTwoClocks } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Every partner: does it see our story, since when, and if not, why not. */
export function SightList({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  const asked = useAsk(explainSight, { params: { id } });
  return (
    <Asked query={asked}>
      {({ partners }) => (
        <div className="stack">
          {partners.length === 0 ? <p>{words.why.noPartners}</p> : null}
          {partners.map((sight) => (
            <OnePartner key={sight.partner.did} sight={sight} />
          ))}
        </div>
      )}
    </Asked>
  );
}

function OnePartner({ sight }: { readonly sight: Sight }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  const { partner, may, offered } = sight;
  return (
    <section className="stack tight">
      <h3>
        <Tri text={partner.name} />{' '}
        <Mark tone={may.ok ? 'good' : 'warn'}>{may.ok ? words.why.sees : words.why.seesNot}</Mark>
      </h3>
      {offered ? (
        <p className="soft">
          {words.story.version(offered.version)}, {words.why.offeredAt} <BothTimes at={offered.offeredAt} />
        </p>
      ) : (
        <p className="soft">{words.why.notOffered}</p>
      )}
      {may.ok ? null : (
        <ul>
          {may.because.map((reason) => (
            <li key={`${reason.code} ${reason.clause ?? ''}`}>
              <SentenceOf reason={reason} />
            </li>
          ))}
        </ul>
      )}
      {!may.ok && may.retryAt ? <p>{words.why.seenFrom(both(may.retryAt))}</p> : null}
    </section>
  );
}
