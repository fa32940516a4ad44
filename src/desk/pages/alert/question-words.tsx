import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import { nameIn, useTopics } from '../../topics.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import type { SavedSearch } from '../../shapes.ts';

/** What a saved search asks, piece by piece, as the filters of the wire say it. */
export function QuestionWords({ question }: { readonly question: SavedSearch['question'] }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const languageName = useLanguageName();
  const topics = useTopics();
  const newsTypes: Readonly<Record<string, string>> = words.wire.newsTypes;
  const pieces = Object.entries(question).flatMap(([name, value]) => {
    const text = String(value);
    if (text === '' || name === 'asTyped') return [];
    if (name === 'q') return [words.alert.quoted(text)];
    if (name === 'from')
      return [text === 'partners' ? words.wire.partners : text === 'own' ? words.wire.own : words.wire.all];
    if (name === 'language') return [languageName(text)];
    if (name === 'newsType') return [newsTypes[text] ?? text];
    const topic = name === 'topic' ? topics.get(text) : undefined;
    return [topic ? nameIn(topic, language).text : text];
  });
  return <span>{pieces.length === 0 ? words.search.everything : pieces.join(' · ')}</span>;
}
