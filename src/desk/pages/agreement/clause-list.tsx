import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { shortClause, Tri } from '../../sentence.tsx';
import type { Clause } from '../../shapes.ts';
import type { Words } from '../../words/en.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';

type Props = {
  readonly clauses: readonly Clause[];
  readonly all: boolean;
  /** What stands under each clause. */
  readonly after?: (clause: Clause) => ReactNode;
};

const NAMES = { vi: 'Tiếng Việt', 'zh-Hans': '简体中文', en: 'English' } as const;

/** The agreement as sentences, grouped by what they do; in one language or in all three side by side. */
export function ClauseList({ clauses, all, after }: Props): ReactNode {
  const words = useWords();
  const kinds = [...new Set(clauses.map((clause) => clause.kind))];
  return (
    <>
      {all ? (
        <div className="three-heads">
          {INTERFACE_LANGUAGES.map((language) => (
            <span key={language} lang={language}>
              {NAMES[language]}
            </span>
          ))}
        </div>
      ) : null}
      {kinds.map((kind) => (
        <section key={kind}>
          <h3 className="clause-kind">{kindWord(words, kind)}</h3>
          <ul className={all ? 'clauses three' : 'clauses'}>
            {clauses
              .filter((clause) => clause.kind === kind)
              .map((clause) => (
                <li key={clause.uid} data-kind={clause.kind}>
                  {all ? <Three clause={clause} /> : <One clause={clause} />}
                  {after?.(clause)}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function One({ clause }: { readonly clause: Clause }): ReactNode {
  const words = useWords();
  return (
    <>
      <Tri text={clause.sentence} />{' '}
      <span className="soft small">({words.refusal.clause(shortClause(clause.uid))})</span>
    </>
  );
}

function Three({ clause }: { readonly clause: Clause }): ReactNode {
  const { language: current } = useLanguage();
  return INTERFACE_LANGUAGES.map((language) => (
    <p key={language} {...(language === current ? {} : { lang: language })}>
      {clause.sentence[language]}
    </p>
  ));
}

function kindWord(words: Words, kind: string): string {
  const known: Readonly<Record<string, string>> = words.agreement.clauseKinds;
  return known[kind] ?? kind;
}
