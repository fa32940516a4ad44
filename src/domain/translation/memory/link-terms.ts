/** The terms of a piece of text and of its translation, each once; one of several words parts them by spaces. */
export type AlignedTerms = { readonly left: readonly string[]; readonly right: readonly string[] };

/** In which of the memory's pairs each term stands, by their numbers, ascending. */
export type Standing = ReadonlyMap<string, readonly number[]>;

/** What was seen less often with its translation may be chance. */
export const LEAST_TOGETHER = 2;
/** Dice's coefficient of two terms, below which they have nothing to do with each other. */
const LEAST_ALIKE = 0.2;

type Link = { readonly left: string; readonly right: string };
type Scored = Link & { readonly score: number };

/**
 * Which terms of a pair translate each other: those that stand together most exclusively in all pairs of the memory first, and each
 * term once (competitive linking, Melamed 2000), by Dice's coefficient, of which rare terms get less. What is linked as a
 * whole is not linked again by its words. Costs what the terms of this one pair cost, however large the memory is.
 */
export function linkTerms(
  { left, right }: AlignedTerms,
  standing: { readonly left: Standing; readonly right: Standing },
): readonly Link[] {
  const scored = left
    .flatMap((one) => right.map((other): Scored => ({ left: one, right: other, score: score(one, other) })))
    .filter(({ score: known }) => known > 0)
    .toSorted((a, b) => b.score - a.score || wordsIn(b) - wordsIn(a));
  const taken = { left: new Set<string>(), right: new Set<string>() };
  const links: Link[] = [];
  for (const { left: one, right: other } of scored) {
    if (taken.left.has(one) || taken.right.has(other)) continue;
    for (const word of [one, ...one.split(' ')]) taken.left.add(word);
    for (const word of [other, ...other.split(' ')]) taken.right.add(word);
    links.push({ left: one, right: other });
  }
  return links;

  function score(one: string, other: string): number {
    const [here, there] = [standing.left.get(one) ?? [], standing.right.get(other) ?? []];
    const all = here.length + there.length;
    const most = Math.min(here.length, there.length);
    if (most < LEAST_TOGETHER || (2 * most) / all < LEAST_ALIKE) return 0;
    const together = countCommon(here, there);
    const dice = (2 * together) / all;
    return together < LEAST_TOGETHER || dice < LEAST_ALIKE ? 0 : dice * (1 - 1 / (together + 1));
  }
}

/** Of equally likely ones the longest says most. */
function wordsIn({ left, right }: Link): number {
  return left.split(' ').length + right.split(' ').length;
}

function countCommon(one: readonly number[], other: readonly number[]): number {
  let [at, otherAt, common] = [0, 0, 0];
  while (at < one.length && otherAt < other.length) {
    const difference = (one[at] ?? 0) - (other[otherAt] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) otherAt += 1;
  }
  return common;
}
