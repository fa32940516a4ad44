import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryAgreement, instant } from '#tests/town/arbitrary-agreement.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import { numberClauses } from '#domain/agreement/number-clauses.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { answersOfAgreement } from './answers-of-agreement.ts';
import { clauseName, isSameText, redline } from './redline.ts';

const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';
const GIVE: DirectionAnswers = {
  topics: ['medtop:06000000'],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: ['CN'],
  translateInto: ['zh-Hans'],
  quota: 200,
  quotaZone: 'Asia/Shanghai',
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
};
const ANSWERS: TemplateAnswers = {
  template: 'news-exchange',
  parties: [
    { did: 'did:web:a.example', name: { en: 'A' }, keyThumbprint: 'a' },
    { did: 'did:web:b.example', name: { en: 'B' }, keyThumbprint: 'b' },
  ],
  title: { en: 'Exchange' },
  governingLanguage: 'en',
  effectiveFrom: instant('2027-01-01T00:00:00.000Z'),
  freshness: durationOf('PT15M'),
  give: GIVE,
  receive: { ...GIVE, translateInto: ['vi'] },
};
function drafted(change: Partial<TemplateAnswers> = {}): Agreement {
  const result = draftFromTemplate({ ...ANSWERS, ...change }, UID);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const changesOf = (from: Agreement, to: Agreement) =>
  redline(from, to)
    .filter(({ change }) => change !== 'same')
    .map(({ name, change }) => `${change} ${name}`);

describe('a redline', () => {
  test('shows a changed answer at its clause alone, with both sentences', () => {
    const to = drafted({ give: { ...GIVE, quota: 100 } });
    expect(changesOf(drafted(), to)).toEqual(['changed #give-publish']);
    const line = redline(drafted(), to).find(({ name }) => name === '#give-publish');
    expect(line?.before?.sentence.en).toContain('200');
    expect(line?.after?.sentence.en).toContain('100');
    expect(line?.after?.sentence['zh-Hans']).toContain('100');
  });

  test('shows what was added, and what was removed where it stood', () => {
    const more = drafted({ give: { ...GIVE, excerptWords: 50 } });
    expect(changesOf(drafted(), more)).toEqual(['added #give-extract']);
    expect(changesOf(more, drafted())).toEqual(['removed #give-extract']);
    const names = redline(more, drafted()).map(({ name }) => name);
    expect(names.indexOf('#give-extract')).toBe(names.indexOf('#give-translate') + 1);
  });

  test('tells a clause that only changed its place from one that changed', () => {
    const from = drafted();
    const [first, ...others] = from.permissions;
    const to = { ...from, permissions: [...others, first!] };
    expect(changesOf(from, to)).toEqual(['moved #give-publish']);
  });

  test('shows a term that no sentence tells, such as another key of a party', () => {
    const [a, b] = ANSWERS.parties;
    const to = drafted({ parties: [a, { ...b, keyThumbprint: 'c' }] });
    expect(changesOf(drafted(), to)).toEqual(['changed opening']);
    expect(changesOf(drafted(), { ...drafted(), textForHumans: 'https://a.example/text' })).toEqual([
      'added #term.text',
    ]);
    const contact = { purpose: 'general', address: 'desk@b.example' } as const;
    const reached = drafted({ parties: [a, { ...b, contacts: [contact] }] });
    expect(changesOf(drafted(), reached)).toEqual(['changed opening']);
  });

  test('of a document with itself is empty, whatever its number and predecessor', () => {
    fc.assert(
      fc.property(arbitraryAgreement, (agreement) => {
        const later = { ...agreement, agreementVersion: agreement.agreementVersion + 1 };
        expect(isSameText(redline(agreement, later))).toBe(true);
      }),
    );
  });

  test('is empty only when every term is the same, and gives the later text in its order', () => {
    fc.assert(
      fc.property(arbitraryAgreement, arbitraryAgreement, (one, two) => {
        const to = { ...two, uid: one.uid };
        const lines = redline(one, to);
        const after = lines.filter((line) => line.after).map(({ name }) => name);
        const rules = [...numberClauses(to).values()].filter(({ kind }) => kind !== 'duty');
        expect(after).toEqual(['title', 'opening', ...rules.map(({ uid }) => clauseName(uid))]);
        if (!isSameText(lines)) return;
        const { agreementVersion: _one, supersedes: _none, ...before } = one;
        const { agreementVersion: _two, supersedes: _no, ...later } = to;
        expect(later).toEqual(before);
      }),
    );
  });

  test('backwards shows the same clauses, with added and removed exchanged', () => {
    fc.assert(
      fc.property(arbitraryAgreement, arbitraryAgreement, (one, two) => {
        const there = redline(one, two).filter(({ change }) => change === 'added');
        const back = redline(two, one).filter(({ change }) => change === 'removed');
        expect(back.map(({ name }) => name).toSorted()).toEqual(there.map(({ name }) => name).toSorted());
      }),
    );
  });
});

describe('the answers of a document', () => {
  test('make it again, every one of them', () => {
    const full: TemplateAnswers = {
      ...ANSWERS,
      effectiveUntil: instant('2028-01-01T00:00:00.000Z'),
      noticePeriod: durationOf('P60D'),
      tailPolicy: 'removeAll',
      give: {
        ...GIVE,
        excerptWords: 80,
        mayModify: true,
        archiveFor: durationOf('P1Y'),
        credit: false,
        exclusiveHours: 12,
      },
    };
    const answers = answersOfAgreement(drafted(full));
    expect(answers).toMatchObject({ ok: true, value: full });
  });
});
