import { itemFacts, restrictedPictures } from '../item-facts.ts';
import { expect, test } from 'vitest';
import { testItem } from '#tests/town/test-item.ts';
import { publicText, restrictsPicture, restrictsStory, wordsOfRestriction } from './words-of-restriction.ts';

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

test('the terms of a picture, and what a caption forbids in capitals, are confirmed with the story that carries it', () => {
  const associations = [
    { ...picture, usageTerms: 'EDITORIAL USE ONLY', caption: 'A boat. NO SALES' },
    { ...picture, guid: 'urn:p:2', caption: 'The minister led Japan out of the crisis' },
  ];
  expect(wordsOfRestriction(testItem({ associations }))).toBe('EDITORIAL USE ONLY\nNO SALES');
});

test('what a note forbids in capitals that no phrase knows is asked of a person, and a plain sentence is not', () => {
  const note = 'Corrected. NEW YORK TIMES OUT; NO BILLBOARDS - FRANCE OUT. The Japanese are out. NO';
  const item = testItem({ editorialNote: note });
  expect(wordsOfRestriction(item)).toBe('FRANCE OUT\nNEW YORK TIMES OUT\nNO BILLBOARDS');
});

test('what a private note restricts binds, and what the terms say already is not said twice', () => {
  const item = testItem({
    usageTerms: 'SYROUT NO ARCHIVE',
    privateRestrictions: ['NO ARCHIVE', 'JAPAN OUT'],
  });
  expect(wordsOfRestriction(item)).toBe('SYROUT NO ARCHIVE\nJAPAN OUT');
});

test('what goes to partners are all its public texts, each once, and none of the private ones', () => {
  const associations = [
    { ...picture, usageTerms: 'NO ARCHIVE', caption: 'A boat' },
    { ...picture, guid: 'urn:p:2', caption: '  ' },
  ];
  const item = testItem({
    usageTerms: 'NO ARCHIVE',
    copyrightNotice: '© Egret 2027',
    editorialNote: 'Corrected',
    summary: 'The river rose',
    privateRestrictions: ['JAPAN OUT'],
    associations,
  });
  expect(publicText(item)).toBe('NO ARCHIVE\n© Egret 2027\nCorrected\nThe river rose\nA boat');
  expect(publicText(testItem())).toBe('');
});

test('a phrase is said already when any of the terms says it', () => {
  const associations = [{ ...picture, usageTerms: 'NO ARCHIVE' }];
  const item = testItem({ usageTerms: 'Ask first', copyrightNotice: 'NO ARCHIVE', associations });
  expect(wordsOfRestriction(item)).toBe('Ask first\nNO ARCHIVE');
});

test('words beside one picture restrict that picture alone; what stands nowhere or beside the story restricts all', () => {
  const [worded, plain] = [
    { ...picture, usageTerms: 'JAPAN OUT', caption: 'A boat. NO SALES' },
    { ...picture, guid: 'urn:p:2' },
  ];
  const item = testItem({ usageTerms: 'NO ARCHIVE', associations: [worded, plain] });
  const of = (words: string, code: 'no-sales' | 'no-archive' = 'no-sales') => {
    const term = { code, words };
    return [restrictsStory(term, item), ...[worded, plain].map((one) => restrictsPicture(term, item, one))];
  };
  expect(of('JAPAN OUT')).toEqual([false, true, false]);
  expect(of('NO SALES')).toEqual([false, true, false]);
  expect(of('NO ARCHIVE')).toEqual([true, true, true]);
  expect(of('')).toEqual([true, true, true]);
  expect(of('OF A FORMER TEXT')).toEqual([true, true, true]);
  const own = { status: 'usable', latestVersion: 1, latestIsCorrection: false } as const;
  expect(itemFacts(item, own).restrictions?.terms.map(({ words }) => words)).toEqual(['NO ARCHIVE']);
  const pictures = restrictedPictures(item, own);
  expect([...pictures.keys()]).toEqual([worded.guid]);
  expect(
    pictures
      .get(worded.guid)
      ?.restrictions?.terms.map(({ words }) => words)
      .toSorted(),
  ).toEqual(['JAPAN OUT', 'NO ARCHIVE', 'NO SALES']);
  const providerRestrictions = [{ code: 'no-sales', words: 'NO SALES' }] as const;
  expect(itemFacts(item, { ...own, providerRestrictions }).providerRestrictions).toBeUndefined();
  expect(restrictedPictures(item, { ...own, providerRestrictions }).get(worded.guid)).toMatchObject({
    providerRestrictions,
  });
});
