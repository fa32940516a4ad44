import { listTopics } from '#contract/topics.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { useAsk } from './ask.ts';
import { pickText } from './sentence.tsx';
import type { TopicList } from './shapes.ts';
import { foldedIncludes } from './ui/fold.ts';

export type Topic = TopicList['topics'][number];

/** The topics of the vocabulary, by their codes; none while they are not here yet. */
export function useTopics(): ReadonlyMap<string, Topic> {
  const asked = useAsk(listTopics, {});
  return new Map((asked.data?.topics ?? []).map((topic) => [topic.code, topic]));
}

/** Its name with a capital. */
export function nameIn({ name }: Topic, language: InterfaceLanguage): ReturnType<typeof pickText> {
  // Where the screen’s language has no name, IPTC’s English is the one that says most.
  const picked = name[language] === '' ? pickText(name, 'en') : pickText(name, language);
  const [first = '', ...rest] = picked.text;
  return { ...picked, text: first.toLocaleUpperCase(picked.language) + rest.join('') };
}

/** Is it called so in any language, with or without marks? */
export function isNamed({ name, code }: Topic, wanted: string): boolean {
  return [...Object.values(name), code].some((text) => foldedIncludes(text, wanted));
}
