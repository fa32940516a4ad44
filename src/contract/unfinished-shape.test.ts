import { expect, test } from 'vitest';
import { draftAgreement } from '#contract/agreement.ts';
import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import { isBodyOf, isUnfinishedBodyOf } from './read-reply.ts';

const DRAFT = {
  template: 'news-exchange',
  partner: '',
  title: { vi: '', 'zh-Hans': '', en: '' },
  effectiveFrom: '2027-01-01T00:00:00.000Z',
  governingLanguage: 'en',
  ...TEMPLATE_TERMS['news-exchange'],
};

test('answers that somebody has only begun are of the shape, though no agreement can be made of them', () => {
  const begun = {
    ...DRAFT,
    give: { ...DRAFT.give, channels: [], killHours: 0 },
    contacts: [{ party: '', contactFor: 'editorial', name: {}, email: '' }],
  };
  expect(isBodyOf(draftAgreement, begun)).toBe(false);
  expect(isUnfinishedBodyOf(draftAgreement, begun)).toBe(true);
});

test.each([
  ['another kind of value', { ...DRAFT, give: { ...DRAFT.give, killHours: '6' } }],
  ['a choice that there is not', { ...DRAFT, template: 'gentleman' }],
  ['nothing at all', null],
])('%s is not', (_what, value) => {
  expect(isUnfinishedBodyOf(draftAgreement, value)).toBe(false);
});
