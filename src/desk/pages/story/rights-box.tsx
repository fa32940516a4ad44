import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Story } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { OverrideBox } from '../override/override-box.tsx';
import { RestrictionBox } from './restriction-box.tsx';
import { WhyButton } from './why-button.tsx';

/** What the agreement lets us do with this story: sentences, each with the clause it stands in. */
export function RightsBox({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const { agreement, clauses } = story.rights;
  if (story.origin === 'own') {
    return (
      <Panel title={words.story.rights}>
        <div className="stack tight">
          <p>{words.story.ownRights}</p>
          <RestrictionBox story={story} />
          <OverrideBox story={story} />
          <WhyButton story={story} />
        </div>
      </Panel>
    );
  }
  return (
    <Panel title={words.story.rights}>
      <div className="stack tight">
        {agreement ? (
          <p className="soft">
            {words.story.underAgreement}{' '}
            <Link to="/agreements/$uid" params={{ uid: agreement.uid }}>
              <Tri text={agreement.title} />
            </Link>
          </p>
        ) : (
          <p>{words.story.noAgreement}</p>
        )}
        <ul className="clauses">
          {clauses.map((clause) => (
            <li key={clause.uid} data-kind={clause.kind}>
              {clause.number}. <Tri text={clause.sentence} />
            </li>
          ))}
        </ul>
        <RestrictionBox story={story} />
        <OverrideBox story={story} />
        <WhyButton story={story} />
      </div>
    </Panel>
  );
}
