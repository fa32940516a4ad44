import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { Partner } from '../../shapes.ts';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';

/** What each side reads to the other on the telephone; they agree on one language, so each is here, that of the screen first. */
export function SpokenKeys(props: {
  readonly theirs: Partner['words'];
  readonly ours: Partner['words'];
}): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const languages = [language, ...INTERFACE_LANGUAGES.filter((one) => one !== language)];
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <td />
            <th>{words.partner.theyRead}</th>
            <th>{words.partner.youRead}</th>
          </tr>
        </thead>
        <tbody translate="no">
          {languages.map((one) => (
            <tr key={one} lang={one}>
              <th scope="row" className="nowrap">
                {LANGUAGE_NAMES[one]}
              </th>
              <td>{props.theirs[one]}</td>
              <td>{props.ours[one]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
