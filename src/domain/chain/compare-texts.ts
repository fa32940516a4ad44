import type { TextSketch } from './text-sketch.ts';

/** `exact`: the same words in the same order. `near`: the same text changed, shortened or lengthened. */
export type Likeness = 'exact' | 'near';

/** How much of two texts is the same, 0 to 1. Estimated where a sketch does not hold all runs of words. */
export type Overlap = {
  /** Of all that either says, what both say. */
  readonly shared: number;
  /** Of what the shorter says, what the longer says too. */
  readonly contained: number;
};

/** Above this it is one text with changes; two reports of one event that quote the same words stay below (docs/search-quality.md). */
const LEAST_SHARED = 0.4;
/** A shortened text is nearly all in the longer one. */
const LEAST_CONTAINED = 0.7;
/** Runs of words that the shorter must have: less may be boilerplate. */
const LEAST_RUNS = 12;
/** A sentence out of a long text is a quotation. */
const LEAST_LENGTH = 0.15;

/** Is one text the other by another road? Undefined when it is not: then only a person can say that both tell the same. */
export function compareTexts(a: TextSketch, b: TextSketch): Likeness | undefined {
  if (a.digest === b.digest) return 'exact';
  const shorter = Math.min(a.total, b.total);
  if (shorter < LEAST_RUNS) return undefined;
  const { shared, contained } = overlapOf(a, b);
  if (shared >= LEAST_SHARED) return 'near';
  return contained >= LEAST_CONTAINED && shorter >= LEAST_LENGTH * Math.max(a.total, b.total)
    ? 'near'
    : undefined;
}

/** The same whichever comes first. */
export function overlapOf(a: TextSketch, b: TextSketch): Overlap {
  const [ofA, ofB] = [new Set(a.shingles), new Set(b.shingles)];
  // The smallest of both together are a fair sample of all, and of those it is known whether both have them.
  const size = Math.min(reachOf(a, b), reachOf(b, a));
  const sample = [...new Set([...ofA, ...ofB])].toSorted((one, other) => one - other).slice(0, size);
  if (sample.length === 0) return { shared: 0, contained: 0 };
  const shared = sample.filter((one) => ofA.has(one) && ofB.has(one)).length / sample.length;
  const both = (shared * (a.total + b.total)) / (1 + shared);
  return { shared, contained: Math.min(1, both / Math.min(a.total, b.total)) };
}

/** How many of the smallest of both together are surely there, as far as `one` goes. */
function reachOf(one: TextSketch, other: TextSketch): number {
  if (one.shingles.length === one.total) return one.shingles.length + other.shingles.length;
  return one.shingles.length;
}
