import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { pairAgreement } from '#tests/town/pair-agreement.ts';
import { digest, give, pool } from '#tests/town/pool-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import type { ConstraintTerm, Prohibition } from './agreement.ts';
import { compileAgreements } from './compile-agreements.ts';
import { decideSight } from './decide-sight.ts';
import { decideUse } from './decide-use.ts';
import { durationOf } from './draft-direction.ts';
import { itemFacts } from './item-facts.ts';
import { askToPublish } from './page-requests.ts';
import type { Restriction } from './restrictions/restriction.ts';
import { sayReason } from './say/say-reason.ts';
import { DUTIES_TO_BE_DONE } from './use-question.ts';

const at = instant('2027-03-10T08:00:00Z');
const state = { headAgeSeconds: 0, counts: new Map(), duties: DUTIES_TO_BE_DONE };
const standing = { digest, standing: 'active', suspendedRules: [] } as const;

function facts(restrictions: readonly Restriction[] = []) {
  const words = restrictions.length === 0 ? {} : { usageTerms: 'words', language: 'vi' };
  return itemFacts(testItem({ provider: A, ...words }), {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
    offeredAt: at,
    ...(restrictions.length === 0 ? {} : { confirmedRestrictions: restrictions }),
  });
}

/** May B, whose market is said to be this, publish on the web under this term? */
function publish(territory: string | undefined, term: ConstraintTerm, words?: readonly Restriction[]) {
  const drafted = pairAgreement();
  const permissions = drafted.permissions.map((one) => ({ ...one, constraints: [term] }));
  const compiled = compileAgreements([{ ...standing, agreement: { ...drafted, permissions } }]);
  const { territory: _, ...nowhere } = askToPublish({ did: B, territory: '' });
  const request = territory === undefined ? nowhere : { ...nowhere, territory };
  return decideUse(compiled, { request, item: facts(words), state, at });
}

const IN_CHINA = { operand: 'spatial', operator: 'isAnyOf', values: ['CN'] } as const;
const NOT_BRITAIN = { operand: 'spatial', operator: 'isNoneOf', values: ['GB'] } as const;

describe('a place of publication that nobody knows', () => {
  test.each([undefined, '', 'UK', 'vn', 'Vietnam'])('permits nothing: %s', (territory) => {
    for (const term of [IN_CHINA, NOT_BRITAIN])
      expect(publish(territory, term)).toMatchObject({
        permitted: false,
        because: [{ code: 'constraint.spatial.unknown' }],
      });
    const out = { code: 'territory-out', words: 'UK OUT', territories: ['GB'] } as const;
    expect(publish(territory, NOT_BRITAIN, [out])).toMatchObject({ because: [{ code: 'item.restricted' }] });
  });

  test('is said, with what to fill in', () => {
    const [reason] = publish('UK', NOT_BRITAIN).because;
    const { vi, 'zh-Hans': zh, en } = sayReason(reason ?? { code: 'no.rule' });
    expect([vi, zh, en]).toEqual([
      expect.stringContaining('hãy nêu thị trường'),
      expect.stringContaining('请用国家或地区的两位字母代码'),
      expect.stringContaining('state the market'),
    ]);
  });

  test('is no hindrance once it is known, nor where no clause asks for it', () => {
    expect(publish('VN', NOT_BRITAIN).permitted).toBe(true);
    expect(publish('CN', IN_CHINA).permitted).toBe(true);
    const any = { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' } as const;
    expect(publish(undefined, any).permitted).toBe(true);
  });
});

test('a promise to one partner alone in some places holds back from others whose place is not known, until its time is over', () => {
  const promise: Prohibition = {
    uid: '#alone',
    assigner: C,
    assignees: [A],
    target: { uid: '#all', terms: [] },
    actions: [{ action: 'offer', refinements: [] }],
    constraints: [
      { operand: 'recipient', operator: 'neq', values: [C] },
      { operand: 'spatial', operator: 'isAnyOf', values: ['CN'] },
      { operand: 'elapsedTime', operator: 'lteq', value: durationOf('PT12H') },
    ],
  };
  const agreement = { ...pool, permissions: [give('all', A, [B])], prohibitions: [promise], obligations: [] };
  const compiled = compileAgreements([{ ...standing, agreement }]);
  const seen = (territory?: string) => {
    const request = { actor: A, action: 'offer', ...(territory === undefined ? {} : { territory }) } as const;
    return decideSight(compiled, { request, item: facts(), state, at }, B);
  };
  for (const one of [seen(), seen('CN'), seen('China')])
    expect(one).toMatchObject({
      decision: { permitted: false, because: [{ code: 'prohibition' }], retryAt: '2027-03-10T20:00:00.001Z' },
    });
  expect(seen('VN')).toMatchObject({ decision: { permitted: true } });
});
