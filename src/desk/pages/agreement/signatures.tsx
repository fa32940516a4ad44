import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Every party of the text in its order: who has signed, who is waited for, and who stands apart from the rest. */
export function Signatures({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { agreement: words } = useWords();
  const { parties } = agreement;
  const signed = parties.filter(({ hasSigned }) => hasSigned).length;
  return (
    <Panel title={words.signatures} count={words.signedOf(signed, parties.length)}>
      {parties.map((party) => (
        <Party key={party.did} agreement={agreement} party={party} />
      ))}
    </Panel>
  );
}

function Party(props: {
  readonly agreement: Agreement;
  readonly party: Agreement['parties'][number];
}): ReactNode {
  const { agreement, party } = props;
  const { agreement: words, ownership } = useWords();
  const signature = agreement.signatures.find(({ agency }) => agency.did === party.did);
  return (
    <div className="signature">
      {signature ? (
        <Mark tone={signature.verified ? 'good' : 'bad'}>
          {signature.verified ? words.verified : words.unverified}
        </Mark>
      ) : (
        <Mark tone="warn">{words.unsigned}</Mark>
      )}
      {party.standing === 'open' ? null : <Mark tone="bad">{words.standings[party.standing]}</Mark>}
      <b>
        <Tri text={party.name} />
      </b>
      {party.ownership ? <span className="soft small">{ownership[party.ownership]}</span> : null}
      {party.isPinned ? null : <span className="soft small">{words.noLink}</span>}
      {signature?.signedAt ? (
        <span className="soft small">
          <BothTimes at={signature.signedAt} />
        </span>
      ) : null}
      {signature ? <span className="mono soft">{signature.kid}</span> : null}
    </div>
  );
}
