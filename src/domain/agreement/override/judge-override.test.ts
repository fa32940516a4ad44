import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusSeconds } from '#kernel/instant.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import { agreementsInForce, instant, useQuestion } from '#tests/town/arbitrary-agreement.ts';
import { answerOverride, judgeAsked, requestsOf } from './judge-override.ts';
import {
  isOverridable,
  OVERRIDABLE_CODES,
  OVERRIDE_HOURS,
  standingOf,
  type Override,
  type OverrideFacts,
} from './override.ts';

/** The override that speaks of exactly this question, waiving all that ever may be. */
function overriding({ request, item, at }: UseQuestion): OverrideFacts | undefined {
  const { action, channel, territory, targetLanguage: language } = request;
  if (action !== 'publish' && action !== 'translate') return undefined;
  if (!channel || !territory || item.version === undefined) return undefined;
  return {
    id: '01931c2e-7a10-7c3e-9d55-000000000001',
    version: item.version,
    action,
    channel,
    territory,
    ...(language === undefined ? {} : { language }),
    waived: OVERRIDABLE_CODES,
    until: plusSeconds(at, 1),
  };
}

const overridden = fc
  .tuple(
    agreementsInForce,
    useQuestion.filter((asked) => overriding(asked) !== undefined),
  )
  .map(([agreements, asked]) => ({
    compiled: compileAgreements(agreements),
    asked,
    override: overriding(asked),
  }));

function withOverride(asked: UseQuestion, override: OverrideFacts | undefined): UseQuestion {
  return override ? { ...asked, state: { ...asked.state, overrides: [override] } } : asked;
}

describe('an override', () => {
  test('turns a no into a yes that names it, for reasons that may be waived and no others', () => {
    fc.assert(
      fc.property(overridden, ({ compiled, asked, override }) => {
        const before = decideUse(compiled, asked);
        const after = decideUse(compiled, withOverride(asked, override));
        if (before.permitted || !after.permitted) {
          expect(after).toEqual(before);
          return;
        }
        expect(after.override).toBe(override?.id);
        const [granted, ...waived] = after.because;
        expect(granted?.code).toBe('rule.granted');
        expect(waived.length).toBeGreaterThan(0);
        expect(waived.filter(({ code }) => !OVERRIDABLE_CODES.some((one) => one === code))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('never helps a killed or withheld item, a prohibition, an embargo, words of restriction or a corrected version', () => {
    const stops: readonly ((asked: UseQuestion) => UseQuestion)[] = [
      (asked) => ({ ...asked, item: { ...asked.item, status: 'canceled' } }),
      (asked) => ({ ...asked, item: { ...asked.item, status: 'withheld' } }),
      (asked) => ({
        ...asked,
        item: { ...asked.item, restrictions: { confirmed: false, terms: [], unread: ['ask first'] } },
      }),
      (asked) => ({
        ...asked,
        item: { ...asked.item, version: 1, latestVersion: 2, latestIsCorrection: true },
      }),
    ];
    fc.assert(
      fc.property(overridden, fc.constantFrom(...stops), ({ compiled, asked }, stop) => {
        const stopped = stop(asked);
        const before = decideUse(compiled, stopped);
        if (!before.permitted)
          expect(decideUse(compiled, withOverride(stopped, overriding(stopped)))).toEqual(before);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(overridden, ({ compiled, asked, override }) => {
        const before = decideUse(compiled, asked);
        const { action } = asked.request;
        const { embargoEndAt } = asked.item;
        const isEarly =
          action === 'publish' && embargoEndAt !== 'none' && !(embargoEndAt && embargoEndAt <= asked.at);
        const isShut = isEarly || before.because.some(({ code }) => code === 'prohibition');
        if (isShut) expect(decideUse(compiled, withOverride(asked, override))).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test('speaks of one version, outlet, market and action until its time, and of nothing else', () => {
    const others: readonly ((one: OverrideFacts, at: UseQuestion['at']) => OverrideFacts)[] = [
      (one) => ({ ...one, version: one.version + 1 }),
      (one) => ({ ...one, channel: one.channel === 'web' ? 'print' : 'web' }),
      (one) => ({ ...one, territory: one.territory === 'VN' ? 'CN' : 'VN' }),
      (one) => (one.action === 'publish' ? { ...one, action: 'translate' } : { ...one, language: 'fr' }),
      (one, at) => ({ ...one, until: at }),
      (one) => ({ ...one, waived: [] }),
    ];
    fc.assert(
      fc.property(overridden, fc.constantFrom(...others), ({ compiled, asked, override }, other) => {
        if (!override) return;
        const strange = withOverride(asked, other(override, asked.at));
        expect(decideUse(compiled, strange)).toEqual(decideUse(compiled, asked));
      }),
      { numRuns: 200 },
    );
  });
});

const AT = instant('2027-03-10T08:00:00Z');

function no(...codes: Decision['because'][number]['code'][]): Decision {
  return {
    permitted: false,
    because: codes.map((code) => ({ code })),
    duties: [],
    obligations: [],
    trace: [],
  };
}
const YES: Decision = { ...no('rule.granted'), permitted: true };

describe('who asks', () => {
  test('gets what has to be waived, each once, when the agency has opened all of it', () => {
    const listed = ['channel.stale', 'constraint.countPerPeriod'] as const;
    expect(
      judgeAsked([no('channel.stale'), no('channel.stale', 'constraint.countPerPeriod')], listed),
    ).toEqual({
      ok: true,
      value: ['channel.stale', 'constraint.countPerPeriod'],
    });
  });

  test('is refused with every reason that is not open, and where nothing stands against the use', () => {
    expect(judgeAsked([YES, no('channel.stale', 'item.killed')], OVERRIDABLE_CODES)).toEqual({
      ok: false,
      error: { code: 'override-closed', because: [{ code: 'item.killed' }] },
    });
    expect(judgeAsked([no('channel.stale')], [])).toMatchObject({ error: { code: 'override-closed' } });
    expect(judgeAsked([YES], OVERRIDABLE_CODES)).toEqual({ ok: false, error: { code: 'override-needless' } });
  });

  test('asks to translate as well when the page is in another language', () => {
    const use = { action: 'publish', channel: 'web', territory: 'VN' } as const;
    expect(requestsOf({ ...use, language: 'vi' }, 'did:web:b.example').map(({ action }) => action)).toEqual([
      'translate',
      'publish',
    ]);
    expect(requestsOf(use, 'did:web:b.example').map(({ action }) => action)).toEqual(['publish']);
  });
});

test('only what can be repaired afterwards may ever be waived', () => {
  expect(OVERRIDABLE_CODES.every(isOverridable)).toBe(true);
  for (const code of [
    'item.killed',
    'prohibition',
    'constraint.dateTime',
    'duty.attribute',
    'agreement.expired',
  ])
    expect(isOverridable(code)).toBe(false);
  const { ok } = judgeAsked([no('channel.stale', 'duty.attribute')], OVERRIDABLE_CODES);
  expect(ok).toBe(false);
});

describe('the second person', () => {
  const open: Override = {
    id: '1',
    itemId: '2',
    version: 1,
    action: 'publish',
    channel: 'web',
    territory: 'VN',
    waived: ['channel.stale'],
    reason: 'flood warning',
    askedBy: 'lan',
    askedAt: AT,
  };

  test('is not the first one, except to take it back', () => {
    const own = { personId: 'lan', at: AT } as const;
    expect(answerOverride(open, { ...own, outcome: 'approved' })).toEqual({
      ok: false,
      error: { code: 'override-second-person' },
    });
    expect(answerOverride(open, { ...own, outcome: 'refused' })).toMatchObject({ ok: true });
  });

  test('answers once; an approval holds for a day and a refusal for nothing', () => {
    const approved = answerOverride(open, { personId: 'minh', outcome: 'approved', at: AT });
    if (!approved.ok) throw new Error(approved.error.code);
    const override = { ...open, answer: approved.value };
    expect(standingOf(open, AT)).toBe('asked');
    expect(standingOf(override, plusSeconds(AT, OVERRIDE_HOURS * 3600 - 1))).toBe('approved');
    expect(standingOf(override, plusSeconds(AT, OVERRIDE_HOURS * 3600))).toBe('ended');
    expect(answerOverride(override, { personId: 'an', outcome: 'refused', at: AT })).toEqual({
      ok: false,
      error: { code: 'override-answered' },
    });
    const refused = answerOverride(open, { personId: 'minh', outcome: 'refused', at: AT });
    expect(refused.ok && standingOf({ ...open, answer: refused.value }, AT)).toBe('refused');
  });
});
