import { expect, test } from 'vitest';
import { readFounding, type Answers } from './founding-answers.ts';

const GOOD: Answers = {
  'name-vi': 'Báo Đảo Xanh',
  'name-zh': '青岛屿报',
  'name-en': 'Đảo Xanh Post',
  ownership: 'private',
  languages: 'vi, en',
  territory: 'VN',
  'time-zone': 'Asia/Ho_Chi_Minh',
  person: 'An',
  email: 'an@dao-xanh.example',
};

test('the answers of a founder describe an agency and its administrator', () => {
  const founding = readFounding(GOOD);
  expect(founding).toMatchObject({
    ok: true,
    value: {
      isDemo: false,
      agency: {
        slug: 'dao-xanh-post',
        languages: ['vi', 'en'],
        place: { en: 'Ho Chi Minh' },
      },
      people: [{ language: 'vi', roles: ['administrator', 'chief', 'coordinator'] }],
    },
  });
});

test('every answer that is missing or wrong is told at once, with what was wanted', () => {
  const founding = readFounding({ ...GOOD, email: 'nobody', territory: 'UK', person: undefined });
  expect(founding.ok).toBe(false);
  const faults = founding.ok ? [] : founding.error;
  expect(faults).toHaveLength(3);
  expect(faults.join('\n')).toMatch(/--territory "UK"[\s\S]*--person is missing[\s\S]*--email "nobody"/);
});
