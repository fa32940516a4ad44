import { expect, test } from 'vitest';
import { testItem } from '#tests/town/test-item.ts';
import { wordsOfRestriction } from './words-of-restriction.ts';

const picture = { guid: 'urn:p:1', newsType: 'picture', renditions: [] } as const;

test('usage terms stand in full, of other places only the phrases that restrict a use', () => {
  expect(
    wordsOfRestriction(
      testItem({
        usageTerms: 'Ask the desk first',
        copyrightNotice: '© Egret 2027, all rights reserved. NO ARCHIVE',
        editorialNote: 'Spelling in paragraph 3 corrected; VIETNAM OUT. Mandatory credit: Lan',
      }),
    ),
  ).toBe('Ask the desk first\nNO ARCHIVE\nVIETNAM OUT');
});

test('a note without a restricting phrase asks for no confirmation', () => {
  const item = testItem({ copyrightNotice: '© Egret 2027', editorialNote: '更正第三段的拼写' });
  expect(wordsOfRestriction(item)).toBeUndefined();
});

test('the terms of a picture, and what a caption forbids in capitals, hold for the story that carries it', () => {
  const associations = [
    { ...picture, usageTerms: 'EDITORIAL USE ONLY', caption: 'A boat. NO SALES' },
    { ...picture, guid: 'urn:p:2', caption: 'The minister led Japan out of the crisis' },
  ];
  expect(wordsOfRestriction(testItem({ associations }))).toBe('EDITORIAL USE ONLY\nNO SALES');
});

test('what a private note restricts binds, and what the terms say already is not said twice', () => {
  const item = testItem({
    usageTerms: 'SYROUT NO ARCHIVE',
    privateRestrictions: ['NO ARCHIVE', 'JAPAN OUT'],
  });
  expect(wordsOfRestriction(item)).toBe('SYROUT NO ARCHIVE\nJAPAN OUT');
});
