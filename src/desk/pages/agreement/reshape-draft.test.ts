import { expect, test } from 'vitest';
import type { Draft, Session } from '../../shapes.ts';
import { freshDraft } from './compose-draft.ts';
import { reshapeDraft, undoReshape } from './reshape-draft.ts';

const name = { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' };
const session: Session = {
  person: { id: 'p', name: 'Lan', email: 'lan@a.example', language: 'vi' },
  agency: {
    id: 'a',
    did: 'did:web:a.example',
    name,
    ownership: 'independent',
    languages: ['vi'],
    timeZone: 'Asia/Ho_Chi_Minh',
    place: name,
  },
  roles: ['coordinator'],
  csrf: '',
  demo: true,
  portalUrl: '',
};
const PARTNER = 'did:web:b.example';
const OTHER = 'did:web:c.example';
const fresh: Draft = { ...freshDraft(session), partner: PARTNER };

test('another kind keeps the answers of a person and takes the usual ones for the rest', () => {
  const answered: Draft = { ...fresh, give: { ...fresh.give, reportUseHours: 12, correctionHours: 6 } };
  const { draft, set, left } = reshapeDraft(answered, { template: 'event-pool' }, session);
  expect(draft.give).toMatchObject({ reportUseHours: 12, correctionHours: 1 });
  expect(draft.noticeDays).toBe(7);
  expect(draft.receive).toBeUndefined();
  expect(set).toContainEqual({ of: 'give', name: 'correctionHours' });
  expect(set).not.toContainEqual({ of: 'give', name: 'reportUseHours' });
  expect(left).toEqual([{ of: 'draft', name: 'receive' }]);
});

test('what the new kind cannot ask is left out and said so', () => {
  const answered: Draft = {
    ...fresh,
    give: { ...fresh.give, exclusiveHours: 6, creditWording: { vi: 'Theo A' } },
  };
  const { draft, left } = reshapeDraft(answered, { template: 'news-exchange', others: [OTHER] }, session);
  expect(draft).toMatchObject({ others: [OTHER] });
  expect(draft.give).not.toHaveProperty('exclusiveHours');
  expect(left).toEqual([
    { of: 'draft', name: 'receive' },
    { of: 'give', name: 'exclusiveHours' },
    { of: 'give', name: 'creditWording' },
  ]);
});

test('a joint project is promised beside the promises that somebody has written', () => {
  const visit = { by: 'us', kind: 'visit', count: 2, title: { vi: 'Thăm' } } as const;
  const { draft } = reshapeDraft({ ...fresh, commitments: [visit] }, { template: 'joint-project' }, session);
  expect(draft.commitments?.map(({ kind }) => kind)).toEqual(['visit', 'jointProject']);
});

test('undoing it gives every answer back, and keeps those that were given since', () => {
  const answered: Draft = {
    ...fresh,
    give: { ...fresh.give, exclusiveHours: 6 },
    receive: { ...(fresh.receive ?? fresh.give), quota: 40 },
  };
  for (const template of ['one-way-supply', 'event-pool', 'joint-project', 'photo-exchange'] as const) {
    const reshaped = reshapeDraft(answered, { template, others: [OTHER] }, session);
    expect(undoReshape(reshaped.draft, reshaped)).toEqual(answered);
    const later = { ...reshaped.draft, governingLanguage: 'vi' };
    expect(undoReshape(later, reshaped)).toEqual({ ...answered, governingLanguage: 'vi' });
  }
});
