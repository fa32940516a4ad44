import { expect, test } from 'vitest';
import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import { instantOf } from '#kernel/instant.ts';
import { givenIn } from '../command-plan.ts';
import { usualAnswers, withOptions } from './draft-answers.ts';

const TEMPLATE_NAMES = [
  'news-exchange',
  'photo-exchange',
  'one-way-supply',
  'event-pool',
  'joint-project',
] as const;

const AGENCY = {
  id: '01890000-0000-7000-8000-000000000001',
  slug: 'a',
  did: 'did:web:a.example',
  name: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'A News' },
  ownership: 'independent',
  languages: ['vi', 'en'],
  territory: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
  place: { vi: 'Huế', 'zh-Hans': '顺化', en: 'Hue' },
} as const;
const PARTNER = { did: 'did:web:b.example', name: { vi: 'Hãng B', 'zh-Hans': '乙社', en: 'B News' } };
const AT = instantOf(Date.UTC(2027, 4, 6, 13, 14, 15, 16));

test('the answers a template begins with are answers that the desk would take, for a year from today', () => {
  for (const template of TEMPLATE_NAMES) {
    const answers = usualAnswers(template, AGENCY, PARTNER, AT);
    expect(isBodyOf(draftAgreement, answers)).toBe(true);
    expect(answers).toMatchObject({
      effectiveFrom: '2027-05-06T00:00:00.000Z',
      effectiveUntil: '2028-05-05T00:00:00.000Z',
    });
    expect('receive' in answers).toBe(template !== 'one-way-supply' && template !== 'event-pool');
  }
});

test('options of the command line change only what they name, each in its direction', () => {
  const given = givenIn(
    new Map<string, unknown>([
      ['theyTranslateInto', 'zh-Hans, en'],
      ['onKill', 'automatic'],
      ['until', '2027-12-31'],
    ]),
  );
  const usual = usualAnswers('news-exchange', AGENCY, PARTNER, AT);
  const answers = withOptions(usual, given);
  expect(answers).toEqual({
    ...usual,
    effectiveUntil: '2027-12-31T00:00:00.000Z',
    give: { ...usual.give, translateInto: ['zh-Hans', 'en'], onKill: 'automatic' },
    receive: { ...usual.receive, onKill: 'automatic' },
  });
});
