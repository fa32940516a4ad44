import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { Tri } from '../../sentence.tsx';
import type { RedlinedClause } from '../../shapes.ts';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { Means } from './clause-list.tsx';

type Props = {
  readonly clauses: readonly RedlinedClause[];
  /** In all three languages side by side. */
  readonly all: boolean;
  readonly onlyChanges: boolean;
};

const TONES: { readonly [C in RedlinedClause['change']]: Tone } = {
  same: 'plain',
  added: 'good',
  removed: 'bad',
  changed: 'warn',
  moved: 'info',
};

/** Two documents clause by clause: what stood there, what stands there now. Words tell it as well as colours. */
export function RedlineList({ clauses, all, onlyChanges }: Props): ReactNode {
  const words = useWords();
  const shown = onlyChanges ? clauses.filter(({ change }) => change !== 'same') : clauses;
  if (clauses.every(({ change }) => change === 'same')) return <p className="soft">{words.talks.noChange}</p>;
  return (
    <ol className="redline">
      {shown.map((clause) => (
        <li key={clause.name} data-change={clause.change}>
          <p className="redline-head">
            <b>
              <ClauseName clause={clause} />
            </b>{' '}
            <Mark tone={TONES[clause.change]}>{words.talks.changes[clause.change]}</Mark>
          </p>
          <Sides clause={clause} all={all} />
        </li>
      ))}
    </ol>
  );
}

function ClauseName({ clause }: { readonly clause: RedlinedClause }): ReactNode {
  const { talks } = useWords();
  const number = clause.after?.number ?? clause.before?.number;
  if (number !== undefined) return talks.clause(number);
  return clause.name === 'title' ? talks.title : talks.opening;
}

/** A clause whose words are the same is said once. */
function Sides({ clause, all }: { readonly clause: RedlinedClause; readonly all: boolean }): ReactNode {
  const { talks } = useWords();
  const { language } = useLanguage();
  const { change, before, after } = clause;
  if (change === 'same' || change === 'moved')
    return after ? <Sentence sentence={after.sentence} all={all} /> : null;
  return (
    <>
      {before ? (
        <del>
          <span className="soft small">{talks.before}: </span>
          <Sentence sentence={before.sentence} all={all} />
        </del>
      ) : null}
      {after ? (
        <ins>
          <span className="soft small">{talks.after}: </span>
          <Sentence sentence={after.sentence} all={all} />
        </ins>
      ) : null}
      {after?.number === undefined ? null : (
        <Means
          clause={{ number: after.number, ...(after.means ? { means: after.means } : {}) }}
          languages={all ? INTERFACE_LANGUAGES : [language]}
        />
      )}
    </>
  );
}

function Sentence(props: {
  readonly sentence: NonNullable<RedlinedClause['after']>['sentence'];
  readonly all: boolean;
}): ReactNode {
  const { sentence, all } = props;
  const { language: current } = useLanguage();
  if (!all) return <Tri text={sentence} />;
  return (
    <span className="redline-three">
      {INTERFACE_LANGUAGES.map((language) => (
        <span key={language} {...(language === current ? {} : { lang: language })}>
          {sentence[language]}
        </span>
      ))}
    </span>
  );
}
