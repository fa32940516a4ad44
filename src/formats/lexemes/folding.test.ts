import { expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { analyse, type LexemeTier } from './analyse.ts';

type Case = { readonly a: string; readonly b: string; readonly expect: string; readonly why?: string };
type Cases = { readonly vi: readonly Case[]; readonly zh: readonly Case[] };

const cases: Cases = hasSharedData
  ? JSON.parse(sharedText('multilingual/fixtures/folding_cases.json'))
  : { vi: [], zh: [] };

const tier = (text: string, wanted: LexemeTier): readonly string[] =>
  [...analyse(text, 'vietnamese')].filter((one) => one.tier === wanted).map(({ lexeme }) => lexeme);

/** How two spellings meet: by the exact tier, only by the folded one, as one word of Taiwan and the mainland, only as one place, or not at all. */
function meeting(a: string, b: string): string {
  if (tier(a, 'exact').join() === tier(b, 'exact').join()) return 'exact';
  if (tier(a, 'folded').join() === tier(b, 'folded').join() && tier(a, 'folded').length > 0) return 'fold';
  if (tier(a, 'pair').some((pair) => tier(b, 'pair').includes(pair))) return 'tw-lexical';
  return tier(a, 'place').some((place) => tier(b, 'place').includes(place)) ? 'alias' : 'none';
}

const EXPECTED: Readonly<Record<string, string>> = {
  'fold-only': 'fold',
  t2s: 'exact',
  nfkc: 'exact',
  'none (rare name characters stay)': 'exact',
};

test.skipIf(!hasSharedData)(`every spelling of the folding table meets as it says${needsSharedData}`, () => {
  const wrong = [...cases.vi, ...cases.zh]
    .map((one) => ({ ...one, got: meeting(one.a, one.b), expect: EXPECTED[one.expect] ?? one.expect }))
    .filter(({ got, expect: wanted }) => got !== wanted);
  expect(wrong).toEqual([]);
  expect(cases.vi.length + cases.zh.length).toBe(58);
});
