import { expect, test } from 'vitest';
import type { AgreementEvent, AgreementRecord } from './agreement-record.ts';
import { compileAgreements } from './compile-agreements.ts';
import { declareEvent } from './declare-event.ts';
import { decideSight } from './decide-sight.ts';
import { decideUse } from './decide-use.ts';
import { sayReason } from './say/say-reason.ts';
import { agreementsInForce, stateOf, suspendedRulesOf } from './state-of.ts';
import type { UseQuestion } from './use-question.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { PAIR_UID, pairAgreement, signedPair } from '#tests/town/pair-agreement.ts';

const GIVE = `${PAIR_UID}#give-publish`;
const RECEIVE = `${PAIR_UID}#receive-publish`;
const MARCH = instant('2027-03-10T08:00:00Z');

function signed(events: readonly AgreementEvent[], agreement = draft()): AgreementRecord {
  return signedPair(agreement, events);
}

function draft() {
  return pairAgreement({ side: { linkBack: false } });
}

function suspension(by: string, ...rules: readonly string[]): AgreementEvent {
  return { kind: 'suspended', by, at: MARCH, reason: 'A kill was left undone', rules };
}

function question(action: 'publish' | 'translate'): UseQuestion {
  return {
    request: { actor: B, action, channel: 'web', territory: 'CN', targetLanguage: 'vi' },
    item: {
      uri: 'urn:newsml:a.example:1',
      provider: A,
      status: 'usable',
      newsType: 'text',
      version: 1,
      latestVersion: 1,
      embargoEndAt: 'none',
    },
    state: { counts: new Map(), duties: { attribute: true }, headAgeSeconds: 0 },
    at: MARCH,
  };
}

const decide = (record: AgreementRecord, action: 'publish' | 'translate') =>
  decideUse(compileAgreements(agreementsInForce([record], MARCH)), question(action));

test('a permission suspended by itself denies its use and no other, and says which clause and who', () => {
  const record = signed([suspension(A, GIVE)]);
  expect(decide(signed([]), 'publish').permitted).toBe(true);
  expect(decide(record, 'translate').permitted).toBe(true);
  const { permitted, because } = decide(record, 'publish');
  expect([permitted, because]).toMatchObject([false, [{ code: 'rule.suspended', found: [A] }]]);
  const [reason] = because;
  const parties = record.agreement.parties;
  expect(reason && sayReason(reason, { zone: 'UTC', parties }).en).toBe(
    'Agency A has suspended this permission by itself (clause 1).',
  );
  expect(stateOf(record, MARCH)).toBe('in-force');
});

test('what only suspended permissions select is not in sight, and the reason says so', () => {
  const agreement = draft();
  const onlyPublish = {
    ...agreement,
    permissions: agreement.permissions.filter(({ uid }) => uid === GIVE || uid === RECEIVE),
  };
  const asked = question('publish');
  const seen = (events: readonly AgreementEvent[]) =>
    decideSight(
      compileAgreements(agreementsInForce([signed(events, onlyPublish)], MARCH)),
      { ...asked, request: { ...asked.request, actor: A } },
      B,
    );
  expect(seen([]).decision.permitted).toBe(true);
  expect(seen([suspension(A, GIVE)]).decision).toMatchObject({
    permitted: false,
    because: [{ code: 'rule.suspended' }],
  });
});

test('a side suspends only what the text lets it suspend for what is owed to it', () => {
  expect(declareEvent(signed([]), suspension(A, GIVE)).ok).toBe(true);
  for (const rule of [RECEIVE, `${PAIR_UID}#give-translate`, 'urn:nothing'])
    expect(declareEvent(signed([]), suspension(A, GIVE, rule))).toEqual({
      ok: false,
      error: { code: 'agreement-rule-not-suspendable', rule },
    });
});

test('the last suspension of a side says all that rests, and its resuming lifts all of it', () => {
  const whole: AgreementEvent = { kind: 'suspended', by: A, at: MARCH, reason: 'A key was lost' };
  const resumed = (by: string): AgreementEvent => ({ kind: 'resumed', by, at: MARCH });
  const narrowed = declareEvent(signed([whole]), suspension(A, GIVE));
  expect(narrowed.ok && stateOf(narrowed.value, MARCH)).toBe('in-force');
  const widened = declareEvent(signed([suspension(A, GIVE)]), whole);
  expect(widened.ok && stateOf(widened.value, MARCH)).toBe('suspended');
  expect(declareEvent(signed([suspension(A, GIVE)]), suspension(A, GIVE))).toMatchObject({
    error: { code: 'agreement-already-declared' },
  });
  const both = signed([suspension(A, GIVE), suspension(B, RECEIVE)]);
  const lifted = declareEvent(both, resumed(A));
  expect(lifted.ok && suspendedRulesOf(lifted.value, MARCH)).toEqual([{ uid: RECEIVE, by: B }]);
  expect(declareEvent(signed([suspension(A, GIVE)]), resumed(B))).toMatchObject({
    error: { code: 'agreement-not-suspended-by' },
  });
});

test('an amendment that drops the rule leaves nothing of it suspended', () => {
  const former = signed([suspension(A, GIVE)]);
  const permissions = former.agreement.permissions.filter(({ uid }) => uid !== GIVE);
  const next = { ...signed([], { ...former.agreement, permissions }), former: [former] };
  expect(suspendedRulesOf({ ...signed([]), former: [former] }, MARCH)).toEqual([{ uid: GIVE, by: A }]);
  expect(suspendedRulesOf(next, MARCH)).toEqual([]);
});
