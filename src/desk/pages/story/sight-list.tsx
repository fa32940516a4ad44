import type { ReactNode } from 'react';
import { explainSight } from '#contract/explanation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import type { Sight } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PartnerSight } from './partner-sight.tsx';

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
  const { offered } = sight;
  const said = { yes: words.why.sees, no: words.why.seesNot, from: words.why.seenFrom };
  return (
    <PartnerSight sight={sight} said={said}>
      {offered ? (
        <p className="soft">
          {words.story.version(offered.version)}, {words.why.offeredAt} <BothTimes at={offered.offeredAt} />
        </p>
      ) : (
        <p className="soft">{words.why.notOffered}</p>
      )}
    </PartnerSight>
  );
}
