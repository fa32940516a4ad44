/** A direction in the space of a model: whole numbers from -127 to 127, one byte each where it is kept. */
export type Near = { readonly model: string; readonly vector: readonly number[] };

/** What a vector of any length tells is its direction; undefined of one that has none, or is no vector. */
export function directionOf(values: readonly number[]): readonly number[] | undefined {
  const length = Math.hypot(...values);
  if (values.length === 0 || !Number.isFinite(length) || length === 0) return undefined;
  return values.map((value) => Math.round((value / length) * 127));
}

/** Orders by how alike directions are, most alike first; those of another size are left out. */
export function nearestOf<T extends { readonly vector: ArrayLike<number> }>(
  { vector }: Near,
  among: readonly T[],
): readonly T[] {
  return among
    .filter((one) => one.vector.length === vector.length)
    .map((one) => ({ one, alike: dot(vector, one.vector) }))
    .toSorted((a, b) => b.alike - a.alike)
    .map(({ one }) => one);
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [sum, ours, theirs] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    sum += a * b;
    ours += a * a;
    theirs += b * b;
  }
  // Rounding to bytes changes lengths a little.
  return sum / (Math.sqrt(ours * theirs) || 1);
}

/** How much the places further down still count. */
const DAMPING = 60;

/**
 * One order out of several, none of which knows the scores of the others: each gives 1/(60 + place) (reciprocal rank fusion, Cormack,
 * Clarke and Büttcher 2009). Equal ones keep the order of the first list that has them.
 */
export function fuseRanks(
  lists: readonly (readonly string[])[],
): readonly { readonly id: string; readonly score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [at, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (DAMPING + at + 1));
  return [...scores].map(([id, score]) => ({ id, score })).toSorted((a, b) => b.score - a.score);
}
