import { expect, test } from 'vitest';
import { givenIn } from '../command-plan.ts';
import { askOf } from './story.ts';

const ask = (typed: Record<string, string>) => askOf(givenIn(new Map(Object.entries(typed))), 20);

test('a day that there is not, and a place without a name, are refused and not left out of the question', () => {
  expect(ask({ words: 'lũ', sinceOn: '2026-11-01', untilOn: '2026-11-30', place: 'Huế' })).toEqual({
    ok: true,
    value: { q: 'lũ', from: 'all', limit: 20, sinceOn: '2026-11-01', untilOn: '2026-11-30', place: 'Huế' },
  });
  const refusedAt = (typed: Record<string, string>) => {
    const asked = ask(typed);
    return asked.ok ? undefined : asked.error;
  };
  expect(refusedAt({ sinceOn: 'yesterday' })).toMatchObject({
    code: 'input-invalid',
    places: [{ at: '--since-on' }],
  });
  expect(refusedAt({ untilOn: '2026-02-31' })).toMatchObject({
    code: 'input-invalid',
    places: [{ at: '--until-on' }],
  });
  expect(refusedAt({ place: '!!' })).toMatchObject({ code: 'input-invalid', places: [{ at: '--place' }] });
  expect(refusedAt({ place: '' })).toMatchObject({ code: 'input-invalid', places: [{ at: '--place' }] });
});
