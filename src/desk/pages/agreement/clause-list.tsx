import type { ReactNode } from 'react';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { Tri } from '../../sentence.tsx';
import type { Clause } from '../../shapes.ts';
import type { Words } from '../../words/en.ts';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';

type Props = {
  readonly clauses: readonly Clause[];
  /** The reader's alone when not said; several stand side by side. */
  readonly languages?: readonly InterfaceLanguage[];
  /** What stands under each clause. */
  readonly after?: (clause: Clause) => ReactNode;
};

/** The agreement as sentences under their numbers, grouped by what they do; in one language or several side by side. */
export function ClauseList({ clauses, languages, after }: Props): ReactNode {
  const words = useWords();
  const { language: current } = useLanguage();
  const shown = languages ?? [current];
  const beside = shown.length > 1;
  const columns = shown.length === 2 ? ' two' : '';
  const kinds = [...new Set(clauses.map((clause) => clause.kind))];
  return (
    <>
      {beside ? (
        <div className={`three-heads${columns}`}>
          {shown.map((language) => (
            <span key={language} lang={language}>
              {LANGUAGE_NAMES[language]}
            </span>
          ))}
        </div>
      ) : null}
      {kinds.map((kind) => (
        <section key={kind}>
          <h3 className="clause-kind">{kindWord(words, kind)}</h3>
          <ul className={beside ? `clauses three${columns}` : 'clauses'}>
            {clauses
              .filter((clause) => clause.kind === kind)
              .map((clause) => (
                <li key={clause.uid} data-kind={clause.kind}>
                  {beside ? (
                    <Beside clause={clause} languages={shown} />
                  ) : (
                    <One clause={clause} {...(languages?.[0] ? { language: languages[0] } : {})} />
                  )}
                  <Means clause={clause} languages={shown} />
                  {after?.(clause)}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function One(props: { readonly clause: Clause; readonly language?: InterfaceLanguage }): ReactNode {
  const { clause, language } = props;
  return (
    <>
      {clause.number}.{' '}
      {language ? <span lang={language}>{clause.sentence[language]}</span> : <Tri text={clause.sentence} />}
    </>
  );
}

function Beside(props: {
  readonly clause: Clause;
  readonly languages: readonly InterfaceLanguage[];
}): ReactNode {
  const { language: current } = useLanguage();
  return props.languages.map((language) => (
    <p key={language} {...(language === current ? {} : { lang: language })}>
      {props.clause.number}. {props.clause.sentence[language]}
    </p>
  ));
}

/** What the clause comes to, told by a story, for whoever opens it; in the languages of the text. */
export function Means(props: {
  readonly clause: Pick<Clause, 'number' | 'means'>;
  readonly languages: readonly InterfaceLanguage[];
}): ReactNode {
  const { clause, languages } = props;
  const { agreement, refusal } = useWords();
  const { means } = clause;
  if (!means) return null;
  return (
    <details className="means small">
      <summary aria-label={agreement.meansOf(refusal.clause(String(clause.number)))}>
        {agreement.means}
      </summary>
      {languages.map((language) => (
        <p key={language} lang={language}>
          {means[language]}
        </p>
      ))}
    </details>
  );
}

function kindWord(words: Words, kind: string): string {
  const known: Readonly<Record<string, string>> = words.agreement.clauseKinds;
  return known[kind] ?? kind;
}
