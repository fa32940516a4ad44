import type { SketchedText } from '#formats/lexemes/sketch-text.ts';
import { randomOf, type Random } from '../simulation/random.ts';
import type { EvalText } from './retrieval-set.ts';

/** A story of the pool, in sentences. */
export type DrawnStory = {
  readonly id: string;
  readonly language: string;
  readonly sentences: readonly string[];
};

/** What a wire does to a story before it comes again, drawn by chance; the same for the same story. */
export type Edit = {
  readonly name: string;
  readonly apply: (story: DrawnStory, random: Random) => readonly string[];
};

export const EDITS: readonly Edit[] = [
  { name: 'the same text', apply: ({ sentences }) => sentences },
  { name: 'three figures or words corrected', apply: (story, random) => changeWords(story, random, 3) },
  { name: 'one word in 20 edited', apply: (story, random) => editWords(story, random, 0.05) },
  { name: 'one word in 10 edited', apply: (story, random) => editWords(story, random, 0.1) },
  { name: 'a new first sentence', apply: ({ sentences }) => [...sentences.slice(-1), ...sentences] },
  { name: 'cut from below to two thirds', apply: ({ sentences }) => cut(sentences, 2 / 3) },
  { name: 'cut from below to a third', apply: ({ sentences }) => cut(sentences, 1 / 3) },
  {
    name: 'cut to two thirds, three figures or words corrected',
    apply: (story, random) => changeWords({ ...story, sentences: cut(story.sentences, 2 / 3) }, random, 3),
  },
];

/** Three paragraphs of one article make a story of a wire's length; a paragraph of the news set is a short one. */
export function drawStories(
  texts: readonly EvalText[],
  language: string,
): {
  readonly stories: readonly DrawnStory[];
  /** For each a report on the same subject that quotes its last third among other text. */
  readonly others: readonly DrawnStory[];
} {
  const long = texts.filter(({ lang, id }) => lang === language && id.startsWith('xq'));
  const short = texts.filter(({ lang, id }) => lang === language && id.startsWith('fl'));
  const stories: DrawnStory[] = short.map(({ id, text }) => storyOf(id, language, [text]));
  const others: DrawnStory[] = [];
  for (let at = 0; at + ARTICLE <= long.length; at += ARTICLE) {
    const paragraphs = long.slice(at, at + ARTICLE).map(({ text }) => text);
    const story = storyOf(`article ${at / ARTICLE}`, language, paragraphs.slice(0, 3));
    stories.push(story);
    const third = Math.ceil(story.sentences.length / 3);
    const quoted = [...story.sentences.slice(-third), ...paragraphs.slice(3)];
    others.push(storyOf(`${story.id}, quoted`, language, quoted));
  }
  return { stories, others };
}

/** Paragraphs that the set has of each article. */
const ARTICLE = 5;

export function edited(edit: Edit, story: DrawnStory): SketchedText {
  const sentences = edit.apply(
    story,
    randomOf([...story.id].reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7) | 0),
  );
  return textOf({ ...story, sentences });
}

export function textOf({ language, sentences }: DrawnStory): SketchedText {
  return { language, blocks: sentences.map((text) => ({ text })) };
}

function storyOf(id: string, language: string, paragraphs: readonly string[]): DrawnStory {
  const sentences = paragraphs.flatMap((text) => text.match(/[^.!?。！？]+[.!?。！？]*\s*/gu) ?? [text]);
  return { id, language, sentences };
}

function cut(sentences: readonly string[], share: number): readonly string[] {
  return sentences.slice(0, Math.max(1, Math.round(sentences.length * share)));
}

/** So many words, drawn from all, become others; of a language without spaces characters. */
function changeWords(story: DrawnStory, random: Random, count: number): readonly string[] {
  const words = story.sentences.map((text) => unitsOf(text, story.language));
  for (let change = 0; change < count; change += 1) {
    const sentence = random.pick(words) ?? [];
    sentence[random.between(0, Math.max(0, sentence.length - 1))] = ` ${random.between(10, 9999)} `;
  }
  return words.map((units) => units.join(''));
}

function editWords(story: DrawnStory, random: Random, share: number): readonly string[] {
  return story.sentences.map((text) =>
    unitsOf(text, story.language)
      .map((unit) => (random.chance(share) ? ` ${random.between(10, 9999)} ` : unit))
      .join(''),
  );
}

function unitsOf(text: string, language: string): string[] {
  if (!language.startsWith('zh')) return text.match(/\S+\s*/gu) ?? [text];
  return text.match(/\p{Script=Han}{1,2}|[^\p{Script=Han}]+/gu) ?? [text];
}
