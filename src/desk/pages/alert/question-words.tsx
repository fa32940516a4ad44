import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import { nameIn, useTopics } from '../../topics.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import type { Words } from '../../words/en.ts';
import type { SavedSearch } from '../../shapes.ts';

/** What a saved search asks, piece by piece, as the filters of the wire say it. */
export function QuestionWords({ question }: { readonly question: SavedSearch['question'] }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const languageName = useLanguageName();
  const topics = useTopics();
  const sayers = saying(words, languageName);
  const pieces = Object.entries(question).flatMap(([name, value]) => {
    const text = String(value);
    if (text === '' || name === 'asTyped') return [];
    if (name === 'q') return [words.alert.quoted(text)];
    const said = sayers[name]?.(text);
    if (said !== undefined) return [said];
    const topic = name === 'topic' ? topics.get(text) : undefined;
    return [topic ? nameIn(topic, language).text : text];
  });
  return <span>{pieces.length === 0 ? words.search.everything : pieces.join(' · ')}</span>;
}

/** How the screen says the values of the fields that it has words for. */
function saying(
  { wire, find, chain }: Words,
  languageName: (tag: string) => string,
): Readonly<Partial<Record<string, (value: string) => string>>> {
  const newsTypes: Readonly<Record<string, string>> = wire.newsTypes;
  const badges: Readonly<Record<string, string>> = wire.badges;
  const yesOrNo = (value: string): string => (value === 'yes' ? find.yes : find.no);
  return {
    from: (value) => (value === 'partners' ? wire.partners : value === 'own' ? wire.own : wire.all),
    language: languageName,
    newsType: (value) => newsTypes[value] ?? value,
    place: (value) => `${find.place}: ${value}`,
    state: (value) => `${find.state}: ${badges[value] ?? value}`,
    taken: (value) => `${find.taken}: ${yesOrNo(value)}`,
    published: (value) => `${find.published}: ${yesOrNo(value)}`,
    free: () => find.free,
    sinceOn: (value) => `${find.sinceOn}: ${value}`,
    untilOn: (value) => `${find.untilOn}: ${value}`,
    lastDays: (value) => find.lastDays(Number(value)),
    sort: (value) => (value === 'newest' ? find.newest : find.best),
    hide: () => chain.hideRan,
  };
}
