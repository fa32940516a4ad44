import type { Demand, SearchTerms } from '#domain/search/question.ts';
import { holdsPhrase, readPhrase } from '#formats/question/hold-phrase.ts';
import type { StoryText } from '#ports/reads/wire.ts';

/** Does the text of a story keep what the question demands of it, beyond what the lexemes told? */
export function textFits({ all, none }: SearchTerms): (story: StoryText) => boolean {
  const wanted = all.flatMap(phraseIn);
  const unwanted = none.flatMap(phraseIn);
  return (story) => wanted.every((holds) => holds(story)) && !unwanted.some((holds) => holds(story));
}

function phraseIn({ phrase, line }: Demand): readonly ((story: StoryText) => boolean)[] {
  if (phrase === undefined) return [];
  const read = readPhrase(phrase);
  return [(story) => linesOf(story, line).some((text) => holdsPhrase(text, story.language, read))];
}

function linesOf(story: StoryText, line: Demand['line']): readonly string[] {
  const { headline, byline, places, texts } = story;
  switch (line) {
    case 'headline':
      return [headline];
    case 'byline':
      return [byline];
    case 'place':
      return places;
    case undefined:
      return [headline, byline, ...places, ...texts];
  }
}
