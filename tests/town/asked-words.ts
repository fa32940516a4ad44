import type { SearchTerms } from '#domain/search/question.ts';
import { readQuestion } from '#formats/lexicon/read-question.ts';

/** What a node without lexicons looks for, when this is typed. */
export function askedWords(text: string): SearchTerms {
  const question = readQuestion(text, {
    lexicons: { find: () => undefined },
    names: { partner: [], topic: [], newsType: [], zone: 'UTC' },
  });
  if (!question.ok) throw new Error(`the question is refused: ${question.error.code}`);
  return question.value.terms ?? { readings: [], all: [], none: [] };
}
