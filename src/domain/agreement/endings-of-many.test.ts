import { describe, expect, test } from 'vitest';
import { parseDigest } from '#kernel/digest.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { pool, POOL_UID as UID, signedBy } from '#tests/town/pool-agreement.ts';
import type { Agreement, Did } from './agreement.ts';
import type { AgreementEvent, AgreementRecord } from './agreement-record.ts';
import { compileAgreements, directionKey, endOf, standingBetween } from './compile-agreements.ts';
import { declareEvent } from './declare-event.ts';
import { durationOf } from './draft-direction.ts';
import { followVersions } from './follow-versions.ts';
import { endingOf } from './foresee-ending.ts';
import {
  agreementInForce,
  agreementsInForce,
  awaitedToEnd,
  endDeclared,
  stateOf,
  stateSeenBy,
  suspendersOf,
} from './state-of.ts';

const ALL = [A, B, C];
const MARCH = instant('2027-03-10T08:00:00Z');
const APRIL = instant('2027-04-09T08:00:00Z');
const MAY = instant('2027-05-10T08:00:00Z');
const JUNE = instant('2027-06-09T08:00:00Z');

const notice = (by: Did, at = MARCH): AgreementEvent => ({ kind: 'notice', by, at });
const end = (by: Did, at = MARCH): AgreementEvent => ({ kind: 'terminated', by, at });
const suspend = (by: Did, at = MARCH): AgreementEvent => ({ kind: 'suspended', by, at, reason: 'audit' });
const forCause = (by: Did, at = MARCH): AgreementEvent => ({
  kind: 'terminated',
  by,
  at,
  cause: { clause: `${UID}#report`, words: 'No report in March' },
});
const contest = (by: Did, at = MARCH): AgreementEvent => ({
  kind: 'contested',
  by,
  at,
  reason: 'It was sent',
});

/** As signed by all, with other terms. */
function declared(events: readonly AgreementEvent[], more: Partial<Agreement> = {}): AgreementRecord {
  const record = signedBy(ALL, events);
  return { ...record, agreement: { ...record.agreement, ...more } };
}
const CURABLE = { curePeriod: durationOf('P30D') };

function refusal(record: AgreementRecord, event: AgreementEvent): unknown {
  const judged = declareEvent(record, event);
  return judged.ok ? undefined : judged.error;
}

describe('for a party that leaves an agreement of three', () => {
  test('it ends for that party alone, with a tail of its own; for the others it does not', () => {
    const left = declared([notice(A)]);
    expect(endingOf(left, A, MARCH)).toEqual({
      endsFor: 'us',
      endsAt: APRIL,
      tailUntil: '2027-07-08T08:00:00.000Z',
      tailPolicy: 'keepPublished',
      isCurable: false,
      awaits: [],
    });
    expect(endingOf(left, B, MARCH)).toEqual({
      endsFor: 'all',
      tailPolicy: 'keepPublished',
      isCurable: false,
      awaits: [],
    });
  });

  test('an end of the whole that comes first counts for it too', () => {
    expect(endingOf(declared([notice(A)], { effectiveUntil: MARCH }), A, MARCH)).toMatchObject({
      endsFor: 'all',
      endsAt: MARCH,
    });
    expect(endingOf(declared([notice(A)], { effectiveUntil: APRIL }), A, MARCH)).toMatchObject({
      endsFor: 'all',
    });
  });

  test('nobody waits for its word any more', () => {
    const events = [end(B), notice(A)];
    expect(awaitedToEnd(declared(events), MARCH)).toEqual([A, C]);
    expect(awaitedToEnd(declared(events), APRIL)).toEqual([C]);
    expect(awaitedToEnd(declared([end(B), end(C)]), MARCH)).toEqual([A]);
    expect(awaitedToEnd(declared([notice(A)]), MARCH)).toEqual([]);
    expect(awaitedToEnd(declared([forCause(A)], CURABLE), MARCH)).toEqual([]);
  });

  test('nor once it is over for all', () => {
    const dated = declared([end(A)], { effectiveUntil: APRIL });
    expect([MARCH, APRIL, MAY].map((at) => endingOf(dated, B, at).awaits)).toEqual([[B, C], [], []]);
  });

  test('it is seen as it stands for each', () => {
    const record = declared([notice(A), suspend(B, APRIL)]);
    expect(ALL.map((did) => stateSeenBy(record, did, APRIL))).toEqual([
      'suspended',
      'suspended',
      'suspended',
    ]);
    const alone = declared([notice(A)]);
    expect(ALL.map((did) => stateSeenBy(alone, did, APRIL))).toEqual(['terminated', 'in-force', 'in-force']);
  });
});

describe('the end of the whole', () => {
  test('is when the last but one leaves', () => {
    expect(endDeclared(declared([notice(A)]), MAY)).toBeUndefined();
    expect(endDeclared(declared([notice(A), notice(B, MAY)]), MAY)).toBe(JUNE);
    expect(endDeclared(declared([notice(B, MAY), notice(A), notice(C, MAY)]), MAY)).toBe(JUNE);
    // What is declared later than the moment does not count yet.
    expect(endDeclared(declared([notice(A), notice(B, MAY)]), APRIL)).toBeUndefined();
  });

  test('is when the last of those who remain agrees, and not the first', () => {
    const agreed = declared([end(A), end(C, APRIL), end(B, MAY)]);
    expect(endDeclared(agreed, MAY)).toBe(MAY);
    expect(stateOf(agreed, APRIL)).toBe('in-force');
    expect(stateOf(agreed, MAY)).toBe('terminated');
  });

  test('is not agreed by endings for cause', () => {
    const three = declared([forCause(A), forCause(B), forCause(C, APRIL)], {
      curePeriod: durationOf('P60D'),
    });
    expect(endDeclared(three, APRIL)).toBe('2027-05-09T08:00:00.000Z');
    expect(stateOf(three, APRIL)).toBe('in-force');
  });
});

describe('an ending for cause', () => {
  test('can be cured until it takes hold, and only where it is what ends the agreement', () => {
    const ending = (record: AgreementRecord, at = MARCH) => endingOf(record, A, at).isCurable;
    expect(ending(declared([forCause(A)], CURABLE))).toBe(true);
    expect(ending(declared([forCause(A)], CURABLE), APRIL)).toBe(false);
    expect(
      ending(declared([forCause(A)], { ...CURABLE, effectiveUntil: instant('2027-03-20T00:00:00Z') })),
    ).toBe(false);
    expect(ending(declared([notice(A)], CURABLE))).toBe(false);
  });

  test('falls by the cure that the same side declares afterwards, and by no other', () => {
    const cured = (by: Did): AgreementEvent => ({ kind: 'cured', by, at: MARCH });
    const leaves = (events: readonly AgreementEvent[]) =>
      endingOf(declared(events, CURABLE), A, MARCH).endsAt;
    expect(leaves([forCause(A), cured(A)])).toBeUndefined();
    expect(leaves([cured(A), forCause(A)])).toBe(APRIL);
    expect(leaves([forCause(A), cured(B)])).toBe(APRIL);
    expect(leaves([forCause(A), contest(A)])).toBe(APRIL);
  });

  test('does not stand for agreeing to end, nor the other way round', () => {
    const caused = declared([forCause(A)], CURABLE);
    expect(refusal(caused, end(A))).toBeUndefined();
    expect(refusal(caused, forCause(A))).toEqual({
      code: 'agreement-already-declared',
      kind: 'terminated',
      by: A,
    });
    expect(refusal(declared([end(A)]), end(A))).toEqual({
      code: 'agreement-already-declared',
      kind: 'terminated',
      by: A,
    });
    expect(refusal(declared([end(A)], CURABLE), forCause(A))).toBeUndefined();
    expect(refusal(declared([end(A)]), end(B))).toBeUndefined();
    expect(refusal(declared([notice(A)]), end(A))).toBeUndefined();
    expect(refusal(declared([end(A)]), notice(A))).toBeUndefined();
  });

  test('is answered once for each, and again when another was declared since', () => {
    const first = [forCause(A), contest(B)];
    expect(refusal(declared(first, CURABLE), contest(B, APRIL))).toMatchObject({
      code: 'agreement-already-declared',
    });
    expect(refusal(declared(first, CURABLE), contest(C))).toBeUndefined();
    const second = declared([...first, forCause(C, MAY)], CURABLE);
    expect(refusal(second, contest(B, MAY))).toBeUndefined();
    const both = declared([forCause(C), forCause(A, APRIL), contest(B, APRIL)], CURABLE);
    expect(refusal(both, contest(B, APRIL))).toMatchObject({ code: 'agreement-already-declared' });
    const later = declared([forCause(A, MAY), forCause(C), contest(B)], CURABLE);
    expect(refusal(later, contest(B, MAY))).toBeUndefined();
    const older = declared([forCause(C, MAY), forCause(A), contest(B)], CURABLE);
    expect(refusal(older, contest(B, MAY))).toBeUndefined();
    expect(refusal(declared([forCause(A), suspend(B)], CURABLE), contest(B))).toBeUndefined();
  });
});

describe('decisions are given', () => {
  test('who stands apart, since when it is suspended and when it leaves, and nobody else', () => {
    const record = declared([notice(A), suspend(C)]);
    const inForce = agreementInForce(record, MARCH);
    expect(inForce).toStrictEqual({
      agreement: record.agreement,
      digest: record.digest,
      standing: 'active',
      suspendedRules: [],
      apart: [
        { did: A, isSuspended: false, endsAt: APRIL },
        { did: C, isSuspended: true },
      ],
    });
    expect(agreementInForce(declared([]), MARCH)).not.toHaveProperty('apart');
    expect(agreementInForce(declared([suspend(A), suspend(B)]), MARCH)?.standing).toBe('suspended');
    expect(agreementInForce(declared([end(A), end(B), end(C)]), MARCH)).toMatchObject({
      standing: 'terminated',
      endsAt: MARCH,
    });
  });

  test('how it stands between two of them, and when that is over', () => {
    const inForce = agreementInForce(declared([notice(A), suspend(C)]), MARCH);
    if (!inForce) throw new Error('not signed');
    expect(standingBetween(inForce, [B, C])).toStrictEqual({ isSuspended: true });
    expect(standingBetween(inForce, [A, B])).toStrictEqual({ isSuspended: false, endsAt: APRIL });
    const whole = { ...inForce, endsAt: MAY };
    expect(standingBetween(whole, [A, B]).endsAt).toBe(APRIL);
    expect(standingBetween(whole, [B, C]).endsAt).toBe(MAY);
    const until = (effectiveUntil: typeof MAY) => ({ ...inForce, agreement: { ...pool, effectiveUntil } });
    expect(endOf(inForce, { isSuspended: false })).toBeUndefined();
    expect(endOf(until(MAY), { isSuspended: false })).toBe(MAY);
    expect(endOf(until(MAY), { isSuspended: false, endsAt: APRIL })).toBe(APRIL);
    expect(endOf(until(APRIL), { isSuspended: false, endsAt: MAY })).toBe(APRIL);
    expect(endOf(inForce, { isSuspended: false, endsAt: MAY })).toBe(MAY);
  });

  test('prohibitions with how it stands between who forbids and who is bound', () => {
    const [granted] = pool.permissions;
    if (!granted) throw new Error('the pool grants');
    const { duties: _duties, ...rule } = { ...granted, uid: `${UID}#no`, assignees: [B] as const };
    const inForce = agreementInForce(declared([notice(A)], { prohibitions: [rule] }), MARCH);
    if (!inForce) throw new Error('not signed');
    const [bound] = [...compileAgreements([inForce]).prohibitions.values()].flat();
    expect(bound?.standing).toEqual({ isSuspended: false, endsAt: APRIL });
  });

  test('each giver’s rules under its own items alone', () => {
    const inForce = agreementInForce(declared([]), MARCH);
    if (!inForce) throw new Error('not signed');
    const { directions } = compileAgreements([inForce]);
    const rules = (giver: Did, taker: Did) =>
      (directions.get(directionKey(giver, taker)) ?? []).flatMap(({ permissions }) =>
        [...permissions.values()].flat().map(({ permission }) => permission.uid.slice(UID.length)),
      );
    expect([rules(A, B), rules(B, A), rules(C, B)]).toEqual([['#a'], ['#b'], ['#c']]);
  });
});

describe('versions that follow each other', () => {
  const amended = (uid = UID): AgreementRecord => {
    const first = signedBy(ALL);
    return {
      ...first,
      agreement: { ...first.agreement, uid, agreementVersion: 2, supersedes: first.digest },
    };
  };

  test('bring along what was declared under those before, of the same agreement and signed by all', () => {
    const first = signedBy(ALL, [suspend(A)]);
    const digest = parseDigest(`sha-256:${'B'.repeat(43)}`);
    if (!digest) throw new Error('no digest');
    const next = { ...amended(), digest };
    expect(followVersions([first, next]).map(({ former }) => former)).toEqual([undefined, [first]]);
    expect(
      followVersions([first, { ...next, agreement: { ...next.agreement, uid: 'urn:x' } }])[1],
    ).not.toHaveProperty('former');
    expect(followVersions([signedBy([A]), next])[1]).not.toHaveProperty('former');
    expect(followVersions([first])[0]).not.toHaveProperty('former');
  });

  test('what nobody signed in full is given to no decision', () => {
    expect(agreementsInForce([signedBy([A, B])], MARCH)).toEqual([]);
    expect(agreementsInForce([signedBy(ALL)], MARCH)).toHaveLength(1);
  });
});

test('who suspends and resumes, and declares other things besides, stands by the last of the two', () => {
  const resumed: AgreementEvent = { kind: 'resumed', by: A, at: MARCH };
  expect(suspendersOf(declared([suspend(A), notice(A)]), MARCH)).toEqual([A]);
  expect(suspendersOf(declared([suspend(A), resumed, notice(A)]), MARCH)).toEqual([]);
  expect(suspendersOf(declared([suspend(A), suspend(B), resumed]), MARCH)).toEqual([B]);
});
