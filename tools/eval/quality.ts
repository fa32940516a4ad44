/** Of many questions: nDCG@10 and how many found their text among the first ten; each has exactly one. 0 to 1. */
export type Quality = { readonly ndcg: number; readonly recall: number; readonly questions: number };

const DEPTH = 10;

/** `ranks`: place of the text that answers, from 1; undefined where it was not found. */
export function qualityOf(ranks: readonly (number | undefined)[]): Quality {
  const within = ranks.filter((rank): rank is number => rank !== undefined && rank <= DEPTH);
  const gain = within.reduce((sum, rank) => sum + 1 / Math.log2(1 + rank), 0);
  return { ndcg: gain / ranks.length, recall: within.length / ranks.length, questions: ranks.length };
}
