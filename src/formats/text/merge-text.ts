import { diff3Merge } from 'node-diff3';

/** Three states of one text: as both began, as its source stands now, and as it was edited here. */
export type ThreeTexts = { readonly from: string; readonly theirs: string; readonly ours: string };

/**
 * The edited text with the change of its source worked in, word by word (Chinese by dictionary words); undefined where both
 * changed the same words differently, which only a person can settle.
 */
export function mergeText({ from, theirs, ours }: ThreeTexts, language: string): string | undefined {
  const words = (text: string): string[] => wordsOf(text, language);
  const regions = diff3Merge<string>(words(ours), words(from), words(theirs), {
    excludeFalseConflicts: true,
  });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok = [] }) => ok).join('');
}

function wordsOf(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(
    ({ segment }) => segment,
  );
}
