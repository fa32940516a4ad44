import type { ReactNode } from 'react';
import { Tri } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES = { holds: 'good', 'on-its-word': 'warn', 'does-not-hold': 'bad' } as const;

/** Who approved and who signed for either side, and what shows it. */
export function SigningPeople({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const words = useWords();
  const { persons } = agreement;
  return (
    <Panel title={words.signing.persons} count={persons.length}>
      {persons.length === 0 ? <p className="soft">{words.signing.noPersons}</p> : null}
      {persons.map((person) => (
        <div className="signature" key={`${person.agency.did} ${person.role}`}>
          <Mark tone={TONES[person.verdict]}>{words.signing.verdicts[person.verdict]}</Mark>
          <span>
            {words.signing.roles[person.role]} <b>{person.name}</b>, <Tri text={person.agency.name} />
          </span>
          <span className="soft small">
            <BothTimes at={person.at} />
          </span>
          <span className="soft small">{words.signing.methods[person.method]}</span>
        </div>
      ))}
    </Panel>
  );
}
