import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { readRestrictions } from '#contract/restriction.ts';
import { useAsk } from '../../ask.ts';
import { Tri } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Restrictions, Story } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RestrictionSheet } from './restriction-sheet.tsx';

/** The words of restriction that came with a story: what they are read as, and what a person says they mean. */
export function RestrictionBox({ story }: { readonly story: Story }): ReactNode {
  const { data } = useAsk(readRestrictions, { params: { id: story.id } });
  if (data === undefined) return null;
  return (
    <>
      {data.told ? <Told story={story} told={data.told} /> : null}
      {data.state === 'none' ? null : <Shown story={story} shown={data} />}
    </>
  );
}

/** What the provider says its own words mean; it forbids here whatever we confirm beside it. */
function Told(props: { readonly story: Story; readonly told: NonNullable<Restrictions['told']> }): ReactNode {
  const words = useWords();
  const { terms, at } = props.told;
  return (
    <section className="stack tight">
      <h3>{words.restriction.toldTitle}</h3>
      <ul className="clauses">
        {terms.map((term) => (
          <Term key={`${term.code} ${term.words}`} story={props.story} term={term} />
        ))}
      </ul>
      <p className="soft small">
        {words.restriction.toldAt} <BothTimes at={at} />
      </p>
    </section>
  );
}

function Term(props: { readonly story: Story; readonly term: Restrictions['terms'][number] }): ReactNode {
  const { story, term } = props;
  return (
    <li>
      <Tri text={term.sentence} />
      {term.words === '' ? null : (
        <span className="soft small">
          {' '}
          (“<span lang={story.language}>{term.words}</span>”)
        </span>
      )}
    </li>
  );
}

type Props = { readonly story: Story; readonly shown: Restrictions };

function Shown({ story, shown }: Props): ReactNode {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const reasons = useSeatReasons()('confirm-restrictions');
  const { confirmed } = shown;
  return (
    <section className="stack tight">
      <h3>
        {words.restriction.title}{' '}
        <Mark tone={confirmed ? 'good' : 'warn'}>
          {confirmed ? words.restriction.confirmed : words.restriction.proposed}
        </Mark>
      </h3>
      <blockquote lang={story.language}>{shown.text}</blockquote>
      <RestrictionTerms story={story} shown={shown} />
      {confirmed ? (
        <p className="soft small">
          {words.restriction.by(confirmed.by)} <BothTimes at={confirmed.at} />
        </p>
      ) : null}
      {reasons.length > 0 ? (
        <p className="soft small">{reasons}</p>
      ) : (
        <div className="actions">
          <Button variant="light" size="xs" onClick={() => setOpen(true)}>
            {confirmed ? words.restriction.change : words.restriction.confirm}
          </Button>
        </div>
      )}
      {isOpen ? <RestrictionSheet story={story} shown={shown} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function RestrictionTerms({ story, shown }: Props): ReactNode {
  const words = useWords();
  return (
    <ul className="clauses">
      {shown.terms.map((term) => (
        <Term key={`${term.code} ${term.words}`} story={story} term={term} />
      ))}
      {shown.unread.map((text) => (
        <li key={text}>
          {words.restriction.unread} “<span lang={story.language}>{text}</span>”
        </li>
      ))}
    </ul>
  );
}
