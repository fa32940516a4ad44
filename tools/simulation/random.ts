import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** All chance of one run comes from here, so that one seed is one run. */
export type Random = {
  /** An integer from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** True with a probability of 0 to 1. */
  readonly chance: (probability: number) => boolean;
  /** One of them; undefined of none. */
  readonly pick: <T>(of: readonly T[]) => T | undefined;
  readonly bytes: (count: number) => Uint8Array;
};

const MILLION = 1_000_000;

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    between,
    chance: (probability) => between(0, MILLION - 1) < probability * MILLION,
    pick: (of) => (of.length === 0 ? undefined : of[between(0, of.length - 1)]),
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}
