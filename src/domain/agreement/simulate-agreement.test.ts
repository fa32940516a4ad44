import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import type { Agreement } from './agreement.ts';
import { draftFromTemplate } from './draft-from-template.ts';
import { durationOf } from './draft-direction.ts';
import { simulateAgreement, type PastItem } from './simulate-agreement.ts';
import type { DirectionAnswers } from './template-answers.ts';

const C = 'did:web:c.example';

/** Texts on the environment for the web in China; the agreement itself begins years later. */
const GIVE: DirectionAnswers = {
  topics: ['medtop:06000000'],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: ['CN'],
  translateInto: [],
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'desk',
};

function supply(change: Partial<DirectionAnswers> = {}, [giver, taker] = [A, B], name = 'a'): Agreement {
  const draft = draftFromTemplate(
    {
      template: 'one-way-supply',
      parties: [
        { did: giver ?? A, name: { en: 'Giver' }, keyThumbprint: 'a' },
        { did: taker ?? B, name: { en: 'Taker' }, keyThumbprint: 'b' },
      ],
      title: { en: 'Supply' },
      governingLanguage: 'en',
      effectiveFrom: instant('2040-01-01T00:00:00Z'),
      freshness: durationOf('PT15M'),
      give: { ...GIVE, ...change },
    },
    `urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000${name}`,
  );
  if (!draft.ok) throw new Error(draft.error.field);
  return draft.value;
}

function story(day: number, more: Partial<PastItem['facts']> = {}): PastItem {
  const at = instant(`2027-03-${String(day).padStart(2, '0')}T08:00:00Z`);
  return {
    at,
    facts: {
      uri: `urn:newsml:a.example:${day}`,
      provider: A,
      topics: { codes: ['medtop:06000000'], rooted: true },
      newsType: 'text',
      language: 'vi',
      status: 'usable',
      version: 1,
      latestVersion: 1,
      latestIsCorrection: false,
      embargoEndAt: 'none',
      ...more,
    },
  };
}

const outcomes = (agreement: Agreement, items: readonly PastItem[], beside: Agreement[] = []): string[] =>
  simulateAgreement(
    A,
    agreement,
    beside.map((one) => ({
      ...inForce,
      agreement: { ...one, effectiveFrom: instant('2027-01-01T00:00:00Z') },
    })),
    items,
  ).map(({ item, taker, outcome, decision }) =>
    [item.facts.uri.slice(-1), taker.slice(8, 9), outcome, decision.because[0]?.code].join(' '),
  );
const [digestOfNothing] = simulateAgreement(A, supply(), [], [story(1)]).map(
  ({ decision }) => decision.agreement?.digest,
);
if (!digestOfNothing) throw new Error('no digest');
const inForce = { digest: digestOfNothing, standing: 'active', suspendedRules: [] } as const;

describe('a simulation of the last month', () => {
  test('shares what the text selects although the text begins later, and names the clause for what it does not', () => {
    const picture = story(2, { newsType: 'picture' });
    const sport = story(3, { topics: { codes: ['medtop:15000000'], rooted: true } });
    expect(outcomes(supply(), [story(1), picture, sport])).toEqual([
      '1 b shared rule.granted',
      '2 b blocked target.newsType',
      '3 b blocked target.mediaTopic',
    ]);
    const [blocked] = simulateAgreement(A, supply(), [], [picture]);
    expect(blocked?.decision.because[0]?.clause?.number).toBe(1);
  });

  test('spends a quota in the order of the stories, anew in every period', () => {
    const weekly = supply({ quota: 1, quotaPeriod: 'P1W', quotaZone: 'Asia/Shanghai' });
    // 1 and 2 March 2027 are a Monday and a Tuesday, 8 March the next Monday.
    expect(outcomes(weekly, [story(8), story(2), story(1)])).toEqual([
      '1 b shared rule.granted',
      '2 b over-quota constraint.countPerPeriod',
      '8 b shared rule.granted',
    ]);
  });

  test('waits for an embargo and leaves out the days that the text names itself', () => {
    const later = story(1, { embargoEndAt: instant('2027-03-05T00:00:00Z') });
    const windowed = supply({ publishFrom: instant('2040-06-01T00:00:00Z') });
    expect(outcomes(windowed, [later])).toEqual(['1 b shared rule.granted']);
  });

  test('counts what another agreement forbids, and nothing that another grants', () => {
    const promised = supply({ exclusiveHours: 48 }, [A, C], 'b');
    expect(outcomes(supply(), [story(1)], [promised])).toEqual(['1 b blocked prohibition']);
    const wider = supply({ newsTypes: ['picture'] }, [A, B], 'c');
    expect(outcomes(supply(), [story(1, { newsType: 'picture' })], [wider])).toEqual([
      '1 b blocked target.newsType',
    ]);
  });

  test('shares no story that is withheld', () => {
    expect(outcomes(supply(), [story(1, { status: 'withheld' })])).toEqual(['1 b blocked item.withheld']);
  });

  test('asks for the first outlet and country of the clause, and leaves out what it does not name', () => {
    const print = supply({ channels: ['print'], territories: ['VN', 'CN'] });
    expect(outcomes(print, [story(1)])).toEqual(['1 b shared rule.granted']);
    expect(outcomes(supply({ territories: [] }), [story(1)])).toEqual(['1 b shared rule.granted']);
    // What only translates is seen, and published by nobody.
    const [, ...others] = supply({ translateInto: ['zh-Hans'] }).permissions;
    expect(outcomes({ ...supply(), permissions: others }, [story(1)])).toEqual(['1 b blocked no.rule']);
  });

  test('calls it over the quota only when nothing else stands against it', () => {
    const spent = supply({ quota: 1 });
    const old = story(2, { embargoEndAt: instant('2027-03-02T00:00:00Z') });
    expect(outcomes(spent, [story(1), old]).at(-1)).toBe('2 b over-quota constraint.countPerPeriod');
    const barred = { ...spent, permissions: spent.permissions.map(withoutAge) };
    expect(outcomes(barred, [story(1)])).toEqual(['1 b blocked constraint.elapsedTime']);
    const both = outcomes({ ...spent, permissions: spent.permissions.map(withoutAge) }, [story(1), story(2)]);
    expect(both.at(-1)).toBe('2 b blocked constraint.elapsedTime');
  });

  test('counts a story that was offered before from its own offer', () => {
    const aged = supply({ archiveFor: durationOf('P1D') });
    const [publishing, archiving] = aged.permissions;
    if (!publishing || !archiving) throw new Error('no archive');
    const fresh = { ...publishing, constraints: archiving.constraints };
    const offered = story(5, { offeredAt: instant('2027-03-01T00:00:00Z') });
    expect(outcomes({ ...aged, permissions: [fresh] }, [story(5), offered])).toEqual([
      '5 b shared rule.granted',
      '5 b blocked constraint.elapsedTime',
    ]);
  });
});

/** Only what was offered longer ago than any story here. */
function withoutAge(permission: Agreement['permissions'][number]): Agreement['permissions'][number] {
  return {
    ...permission,
    constraints: [
      { operand: 'elapsedTime', operator: 'gt', value: durationOf('P1Y') },
      ...permission.constraints,
    ],
  };
}
