import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool } from '#tests/town/pool-agreement.ts';
import type { Agreement, Permission, Prohibition, SelectorTerm } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements } from './compile-agreements.ts';
import { durationOf } from './draft-direction.ts';
import { decideSight, takersFrom } from './decide-sight.ts';
import type { ItemFacts } from './use-question.ts';

const MARCH = instant('2027-03-10T08:00:00Z');
const TEXTS: SelectorTerm = { operand: 'newsType', operator: 'eq', values: ['text'] };
const VIETNAMESE: SelectorTerm = { operand: 'language', operator: 'eq', values: ['vi'] };
const STORY: ItemFacts = { uri: 'urn:x', provider: A, status: 'usable', newsType: 'text', language: 'vi' };

function gives(name: string, ...terms: readonly SelectorTerm[]): Permission {
  const permission = give(name, A, [B]);
  return { ...permission, target: { ...permission.target, terms } };
}

function supply(permissions: readonly Permission[], more: Partial<AgreementInForce> = {}): AgreementInForce {
  const agreement: Agreement = { ...pool, permissions, obligations: [] };
  return { agreement, digest, standing: 'active', suspendedRules: [], ...more };
}

function sight(inForce: readonly AgreementInForce[], item = STORY, at = MARCH, partner = B) {
  const question = {
    request: { actor: A, action: 'offer' },
    item,
    state: { headAgeSeconds: 0, counts: new Map(), duties: {} },
    at,
  } as const;
  return decideSight(compileAgreements(inForce), question, partner);
}

const codes = (...asked: Parameters<typeof sight>) =>
  sight(...asked).decision.because.map(({ code }) => code);

describe('a partner sees a story', () => {
  test('that any permission selects, and under which version of the agreement', () => {
    const shown = sight([
      supply([gives('pictures', { ...TEXTS, values: ['picture'] }), gives('texts', TEXTS)]),
    ]);
    expect(shown).toMatchObject({ decision: { permitted: true, rule: 'own' }, under: digest });
  });

  test('not when no permission selects it: the nearest one says what is missing, and nothing but the selector counts', () => {
    const far = gives('far', { ...TEXTS, values: ['picture'] }, { ...VIETNAMESE, values: ['zh'] });
    const near = gives('near', TEXTS, { ...VIETNAMESE, values: ['zh'] });
    const bound: Permission = {
      ...near,
      constraints: [{ operand: 'spatial', operator: 'eq', values: ['CN'] }],
      duties: [{ uid: `${near.uid}-credit`, action: 'attribute', constraints: [] }],
    };
    for (const permissions of [
      [far, bound],
      [bound, far],
    ])
      expect(sight([supply(permissions)])).toEqual({
        decision: {
          permitted: false,
          because: [expect.objectContaining({ code: 'target.language', found: ['vi'], wanted: ['zh'] })],
          duties: [],
          obligations: [],
          trace: [],
        },
      });
  });

  test('not while something about it is unknown that a selector asks for', () => {
    const { language: _, ...unread } = STORY;
    expect(codes([supply([gives('vi', VIETNAMESE)])], unread)).toEqual(['target.language.unknown']);
  });

  test('not by an agreement that does not stand: that is the reason then', () => {
    const all = [gives('all')];
    expect(codes([supply(all, { standing: 'suspended' })])).toEqual(['agreement.suspended']);
    expect(codes([supply(all)], STORY, instant('2026-12-31T00:00:00Z'))).toEqual([
      'agreement.notYetEffective',
    ]);
    expect(sight([supply(all, { standing: 'suspended' })]).under).toBeUndefined();
  });

  test('by the agreement that stands, where another does not', () => {
    const open = supply([gives('texts', TEXTS)]);
    const shut = supply([gives('all')], { standing: 'suspended' });
    const other = { ...shut, agreement: { ...shut.agreement, uid: 'urn:uuid:0' } };
    expect(sight([open, other]).decision.permitted).toBe(true);
    expect(codes([open, other], { ...STORY, newsType: 'video' })).toEqual(['target.newsType']);
  });

  test('not when there is no agreement with it at all', () => {
    expect(sight([supply([gives('all')])], STORY, MARCH, C).decision).toEqual({
      permitted: false,
      because: [{ code: 'no.rule' }],
      duties: [],
      obligations: [],
      trace: [],
    });
  });

  test('not where it is promised to another alone, whatever selects it', () => {
    const promise: Prohibition = {
      uid: 'urn:x#alone',
      assigner: C,
      assignees: [A],
      target: { uid: 'urn:x#all', terms: [] },
      actions: [{ action: 'offer', refinements: [] }],
      constraints: [{ operand: 'recipient', operator: 'neq', values: [C] }],
    };
    const { agreement } = supply([gives('all')]);
    const exclusive = supply([], { agreement: { ...agreement, prohibitions: [promise] } });
    expect(sight([exclusive])).toMatchObject({
      decision: { permitted: false, because: [{ code: 'prohibition' }] },
    });
    expect(sight([exclusive]).under).toBeUndefined();
  });

  describe('promised to another for some hours, it is seen', () => {
    const OFFERED: ItemFacts = { ...STORY, offeredAt: instant('2027-03-10T07:00:00Z') };
    const over = instant('2027-03-10T19:00:00.001Z');
    const hours = (operator: 'lt' | 'lteq' = 'lteq'): Prohibition => ({
      uid: 'urn:x#hours',
      assigner: C,
      assignees: [A],
      target: { uid: 'urn:x#all', terms: [] },
      actions: [{ action: 'offer', refinements: [] }],
      constraints: [
        { operand: 'recipient', operator: 'neq', values: [C] },
        { operand: 'elapsedTime', operator, value: durationOf('PT12H') },
      ],
    });
    const promised = (more: Partial<Agreement> = {}, given: readonly Permission[] = [gives('all')]) => {
      const { agreement, ...rest } = supply(given);
      return { ...rest, agreement: { ...agreement, prohibitions: [hours()], ...more } };
    };
    const retryAt = (...asked: Parameters<typeof sight>) => sight(...asked).decision.retryAt;

    test('as soon as they are over, to the millisecond', () => {
      expect(retryAt([promised()], OFFERED)).toBe(over);
      expect(retryAt([promised({ prohibitions: [hours('lt')] })], OFFERED)).toBe('2027-03-10T19:00:00.000Z');
      expect(sight([promised()], OFFERED, over).under).toBe(digest);
      expect(sight([promised()], OFFERED, instant('2027-03-10T19:00:00Z')).under).toBeUndefined();
    });

    test('at no known moment while it was offered to nobody, or while nothing else lets it be seen', () => {
      expect(retryAt([promised()])).toBeUndefined();
      expect(
        retryAt([promised({}, [gives('vi', { ...VIETNAMESE, values: ['zh'] })])], OFFERED),
      ).toBeUndefined();
    });

    test('when the last of several promises is over', () => {
      const longer = { ...hours(), uid: 'urn:x#longer' };
      const day = durationOf('PT24H');
      const constraints = longer.constraints.map((term) =>
        term.operand === 'elapsedTime' ? { ...term, value: day } : term,
      );
      const both = promised({ prohibitions: [hours(), { ...longer, constraints }] });
      expect(retryAt([both], OFFERED)).toBe('2027-03-11T07:00:00.001Z');
    });

    test('before that where the agreement with the promise ends', () => {
      const promise = { ...promised({ effectiveUntil: instant('2027-03-10T12:00:00Z') }, []) };
      const open = supply([gives('all')]);
      const other = { ...open, agreement: { ...open.agreement, uid: 'urn:uuid:0' } };
      expect(retryAt([promise, other], OFFERED)).toBe('2027-03-10T12:00:00.000Z');
    });
  });

  test('not once it is killed', () => {
    expect(codes([supply([gives('all')])], { ...STORY, status: 'canceled' })).toEqual(['item.killed']);
  });
});

test('takers are those to whom an agency gives, and not those who give to it', () => {
  const compiled = compileAgreements([supply([give('a', A, [B, C]), give('c', C, [B])])]);
  expect(takersFrom(compiled, A).toSorted()).toEqual([B, C]);
  expect(takersFrom(compiled, C)).toEqual([B]);
  expect(takersFrom(compiled, B)).toEqual([]);
});
