import type { MemoryTerm } from '#domain/translation/memory/memory-piece.ts';
import { isStopWord } from '../lexemes/english-stem.ts';
import { simplified } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { wordRuns, type Piece } from '../lexemes/word-runs.ts';
import { foldedKey, termKey, wordsOf, type LexiconLanguage } from './term-key.ts';

/** Of a longer piece the rest tells little more. */
const MOST_TERMS = 160;
const WORDS_OF_CHINESE = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words that every story has, and that say nothing of what it is about; English ones are its stop words. */
const EVERYWHERE = new Set(
  (
    'và của các những là có được bị đã đang sẽ cho với trong trên tại ở một này đó khi từ đến để theo về không cũng như mà thì ' +
    '的 了 在 是 和 与 及 而 也 都 就 但 并 被 把 对 为 以 于 从 到 由 将 上 中 下 有 不 这 那 他 她 它 们 一 个'
  ).split(' '),
);

/** What of a text may be the translation of something: Chinese and English words, Vietnamese syllables and their pairs; each once. */
export function memoryTerms(text: string, language: LexiconLanguage): readonly MemoryTerm[] {
  const terms = new Map<string, MemoryTerm>();
  for (const run of wordRuns(simplified(normalText(text))))
    for (const term of termsIn(run, language)) {
      const key = termKey(term, language);
      if (key !== '' && !terms.has(key)) terms.set(key, { key, text: term });
    }
  return [...terms.values()].slice(0, MOST_TERMS);
}

/** What else a question may ask for it by: a Vietnamese term of several syllables also as it is typed without marks. */
export function keysOf({ key, text }: MemoryTerm, language: LexiconLanguage): readonly string[] {
  const words = wordsOf(text);
  return language === 'vi' && words.length > 1 ? [key, foldedKey(words)] : [key];
}

function termsIn(run: readonly Piece[], language: LexiconLanguage): readonly string[] {
  const words = run.flatMap(({ kind, text }) => {
    if (kind === 'word' && language !== 'zh') return [text];
    if (kind !== 'han' || language !== 'zh') return [];
    return [...WORDS_OF_CHINESE.segment(text)].map(({ segment }) => segment);
  });
  const tells = (word: string): boolean => !EVERYWHERE.has(word) && !(language === 'en' && isStopWord(word));
  if (language !== 'vi') return words.filter(tells);
  const pairs = words
    .slice(1)
    .flatMap((word, at) => (tells(word) && tells(words[at] ?? '') ? [`${words[at] ?? ''} ${word}`] : []));
  return [...words.filter(tells), ...pairs];
}
