import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLAUSE_SENTENCES } from '#domain/agreement/say/clause-sentences.ts';
import { ENDING_SENTENCES } from '#domain/agreement/say/ending-sentences.ts';
import { GENERAL_SENTENCES } from '#domain/agreement/say/general-sentences.ts';
import { MEANS_SENTENCES } from '#domain/agreement/say/means-sentences.ts';
import {
  CLAUSE_IN_BRACKETS,
  EXCLUDED,
  PROHIBITED_UNTIL,
  REASON_SENTENCES,
  TIME_IS_OVER,
} from '#domain/agreement/say/reason-sentences.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Trilingual } from '#kernel/language.ts';
import { everySentence } from '#tests/town/every-sentence.ts';

type Known = Trilingual & { readonly of: string };
const KNOWN: readonly Known[] = JSON.parse(
  readFileSync(join('conformance', 'agreement', 'sentences', 'every-sentence.json'), 'utf8'),
);

const CATALOGUES = {
  clause: CLAUSE_SENTENCES,
  general: GENERAL_SENTENCES,
  reason: { ...REASON_SENTENCES, TIME_IS_OVER, EXCLUDED, PROHIBITED_UNTIL, CLAUSE_IN_BRACKETS },
  means: MEANS_SENTENCES,
  ending: ENDING_SENTENCES,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Trilingual>>>>;

test('every sentence reads as it was reviewed, in three languages', () => {
  const now = everySentence().map(({ of, said }) => ({ of, ...said }));
  expect(now).toEqual(KNOWN);
});

test.each(Object.entries(CATALOGUES))('of the %s sentences none is without a known one', (_, catalogue) => {
  const unknown = Object.entries<Trilingual>(catalogue).flatMap(([name, template]) =>
    INTERFACE_LANGUAGES.filter((language) => !isKnown(template[language], language)).map(
      (language) => `${name} ${language}`,
    ),
  );
  expect(unknown).toEqual([]);
});

describe('no known sentence breaks a rule of writing', () => {
  test.each(INTERFACE_LANGUAGES)('in %s', (language) => {
    const faults = KNOWN.flatMap((one) =>
      faultsIn(one[language], language, isWhole(one)).map((fault) => `${fault}: ${one[language]}`),
    );
    expect(faults).toEqual([]);
  });

  test.each<[string, InterfaceLanguage, string]>([
    ['a blank that nothing filled', 'en', 'It may stay until {at}.'],
    ['two spaces', 'vi', 'Được giữ  trong kho.'],
    ['a space before a sign', 'en', 'It may stay , until then.'],
    ['two signs in a row', 'zh-Hans', '乙社可以发布，。'],
    ['a plural of one', 'en', 'No more than 1 items a day.'],
    ['a singular of many', 'en', 'No more than 1,200 item a day.'],
    ['a singular of none', 'en', 'The quota of 0 item is used up.'],
    ['a plural verb of one', 'en', 'There were 1 visit.'],
    ['a sentence begun small', 'en', 'it may stay.'],
    ['a sentence without an end', 'vi', 'Được giữ trong kho'],
    ['a half-width sign', 'zh-Hans', '乙社可以发布,不得翻译。'],
    ['a half-width bracket', 'zh-Hans', '乙社可以发布(第3条)。'],
    ['a space between Chinese characters', 'zh-Hans', '乙社 可以发布。'],
    ['a space beside a figure', 'zh-Hans', '每日不超过 3 条。'],
    ['Chinese in another language', 'en', 'Agency B may publish稿件.'],
    ['a full-width sign in another language', 'vi', 'Được giữ，trong kho.'],
    ['a figure grouped as another language does', 'vi', 'Không quá 1,200 tin, bài.'],
    ['a figure grouped as another language does', 'en', 'No more than 1.200 items.'],
    ['a plural mark where the language has none', 'vi', 'Không quá 2 các tin.'],
  ])('which are seen: %s (%s)', (_, language, text) => {
    expect(faultsIn(text, language, true)).not.toEqual([]);
  });
});

/** Said by at least one known sentence, whatever stands in its blanks. */
function isKnown(template: string, language: InterfaceLanguage): boolean {
  const parts = template.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // A sentence begins with a capital, also where its template does not.
  const pattern = new RegExp(parts.join('.*?'), 'iu');
  return KNOWN.some((one) => pattern.test(one[language]));
}

/** A figure alone is no sentence. */
function isWhole({ of }: Known): boolean {
  return !of.startsWith('duration ');
}

type Rule = readonly [fault: string, pattern: RegExp];

const HAN = String.raw`\p{Script=Han}`;
const EVERYWHERE: readonly Rule[] = [
  ['a blank is not filled', /[{}]/],
  ['two spaces or one at an end', / {2}|^ | $/],
  ['a space before a sign', / [,;.:!?)”，。；：）]/],
  ['two signs in a row', /[,;:][,;:.]|[，。；：][，。；：]|\.\.|\(\)|（）|“”/],
];
const THINGS = 'item|word|visit|place|project|year|month|week|day|hour|minute|second';
const ALPHABETIC: readonly Rule[] = [
  ['Chinese characters or signs', new RegExp(`[${HAN}\u3000-\u303f\uff00-\uffef]`, 'u')],
];
const RULES: Readonly<Record<InterfaceLanguage, readonly Rule[]>> = {
  vi: [
    ...ALPHABETIC,
    ['a figure grouped with a comma', /\d,\d/],
    ['a plural mark after a figure', /\d (?:các|những)\b/],
  ],
  en: [
    ...ALPHABETIC,
    ['a plural of one', new RegExp(String.raw`(?<![\d.,])1 (?:\w+ )?(?:${THINGS})s\b`)],
    ['a singular of many', new RegExp(String.raw`(?:\b0|\b[2-9]|\d[\d,]*\d) (?:\w+ )?(?:${THINGS})\b`)],
    ['a plural verb of one', /\b(?:were|are) 1\b/],
    ['a figure grouped with a dot', /\d\.\d/],
    ['an article that does not fit', /\ba [aeio]|\ban [^aeiouh“]/],
  ],
  'zh-Hans': [
    ['a half-width sign', new RegExp(`[${HAN}）”][,;:!?()]|[,;:!?()][${HAN}（“]`, 'u')],
    ['a space beside a character or figure', new RegExp(`[${HAN}] | [${HAN}]`, 'u')],
  ],
};

/** What other people have written stands in a sentence as it is. */
const QUOTED =
  /“[^”]*”|《[^》]*》|https?:\/\/[\w./]*\w|sha-256:\w+|did:[\w:.]+|[\w-]+\/[A-Z]\w+|\+[\d ]+\d|\w+@[\w.]+\w/g;

function faultsIn(text: string, language: InterfaceLanguage, isWholeSentence: boolean): readonly string[] {
  const ours = text.replaceAll(QUOTED, language === 'zh-Hans' ? '“某”' : '“x”');
  const found = [...EVERYWHERE, ...RULES[language]].filter(([, pattern]) => pattern.test(ours));
  const faults = found.map(([fault]) => fault);
  if (!isWholeSentence) return faults;
  const end = language === 'zh-Hans' ? '。' : '.';
  return [
    ...faults,
    ...(ours.endsWith(end) ? [] : ['it does not end']),
    ...(/^\p{Ll}/u.test(ours) ? ['it begins small'] : []),
  ];
}
