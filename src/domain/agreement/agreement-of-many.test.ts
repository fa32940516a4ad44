import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { POOL_UID as UID, signedBy } from '#tests/town/pool-agreement.ts';
import type { Did } from './agreement.ts';
import type { AgreementEvent, AgreementRecord } from './agreement-record.ts';
import { compileAgreements } from './compile-agreements.ts';
import { declareEvent } from './declare-event.ts';
import { decideUse } from './decide-use.ts';
import { countersignAgreement } from './sign-agreement.ts';
import { agreementsInForce, stateOf, stateSeenBy } from './state-of.ts';

const MARCH = at('2027-03-10T08:00:00Z');
const MAY = at('2027-05-10T08:00:00Z');

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

const ALL = [A, B, C];

/** Who may publish whose items, as "taker giver". */
function mayPublish(record: AgreementRecord, moment: Instant): readonly string[] {
  const compiled = compileAgreements(agreementsInForce([record], moment));
  const pairs = ALL.flatMap((actor) =>
    ALL.filter((did) => did !== actor).map((provider) => ({ actor, provider })),
  );
  return pairs
    .filter(
      ({ actor, provider }) =>
        decideUse(compiled, {
          request: { actor, action: 'publish' },
          item: {
            uri: 'urn:x',
            provider,
            status: 'usable',
            version: 1,
            latestVersion: 1,
            embargoEndAt: 'none',
          },
          state: { headAgeSeconds: 60, counts: new Map(), duties: {} },
          at: moment,
        }).permitted,
    )
    .map(({ actor, provider }) => `${letter(actor)}<${letter(provider)}`);
}

/** What each said stays in its order, as on a channel; whose word comes next is anything. */
function interleave(
  channels: readonly (readonly AgreementEvent[])[],
  order: readonly number[],
): readonly AgreementEvent[] {
  const left = channels.map((channel) => [...channel]);
  const heard = order.flatMap((index) => left[index]?.splice(0, 1) ?? []);
  return [...heard, ...left.flat()];
}

const letter = (did: Did): string => did.slice('did:web:'.length, 'did:web:'.length + 1);

describe('an agreement of three', () => {
  test('is in force only when all three have signed', () => {
    expect([[], [A], [A, B], ALL].map((signers) => stateOf(signedBy(signers), MARCH))).toEqual([
      'draft',
      'proposed',
      'proposed',
      'in-force',
    ]);
    expect(stateSeenBy(signedBy([A, B]), C, MARCH)).toBe('received');
    expect(countersignAgreement(signedBy([A, B]), C, MARCH).ok).toBe(true);
    expect(mayPublish(signedBy([A, B]), MARCH)).toEqual([]);
    expect(mayPublish(signedBy(ALL), MARCH)).toEqual(['a<b', 'a<c', 'b<a', 'b<c', 'c<a', 'c<b']);
  });

  test('that one has suspended stops what that one gives and gets, and goes on between the others', () => {
    const record = signedBy(ALL, [{ kind: 'suspended', by: C, at: MARCH, reason: 'audit' }]);
    expect(mayPublish(record, MARCH)).toEqual(['a<b', 'b<a']);
    expect(ALL.map((did) => stateSeenBy(record, did, MARCH))).toEqual(['in-force', 'in-force', 'suspended']);
    expect(stateOf(record, MARCH)).toBe('in-force');
  });

  test('that two have suspended is suspended for all', () => {
    const record = signedBy(ALL, [
      { kind: 'suspended', by: C, at: MARCH, reason: 'audit' },
      { kind: 'suspended', by: B, at: MARCH, reason: 'audit' },
    ]);
    expect(stateOf(record, MARCH)).toBe('suspended');
    expect(mayPublish(record, MARCH)).toEqual([]);
  });

  test('is left by the one who gives notice, when its period is over, and by nobody else', () => {
    const record = signedBy(ALL, [{ kind: 'notice', by: A, at: MARCH }]);
    expect(mayPublish(record, at('2027-04-09T07:59:59Z')).length).toBe(6);
    expect(mayPublish(record, at('2027-04-09T08:00:00Z'))).toEqual(['b<c', 'c<b']);
    expect(ALL.map((did) => stateSeenBy(record, did, MAY))).toEqual(['terminated', 'in-force', 'in-force']);
    expect(declareEvent(record, { kind: 'suspended', by: A, at: MAY, reason: 'late' })).toMatchObject({
      ok: false,
      error: { code: 'agreement-not-in-state', state: 'terminated' },
    });
  });

  test('ends when fewer than two remain', () => {
    const record = signedBy(ALL, [
      { kind: 'notice', by: A, at: MARCH },
      { kind: 'notice', by: B, at: MAY },
    ]);
    expect(stateOf(record, at('2027-06-09T07:59:59Z'))).toBe('in-force');
    expect(stateOf(record, at('2027-06-09T08:00:00Z'))).toBe('terminated');
    expect(mayPublish(record, at('2027-06-09T08:00:00Z'))).toEqual([]);
  });

  test('ends at once when all who remain say so, and not before', () => {
    const two: readonly AgreementEvent[] = [
      { kind: 'terminated', by: A, at: MARCH },
      { kind: 'terminated', by: B, at: MARCH },
    ];
    expect(stateOf(signedBy(ALL, two), MARCH)).toBe('in-force');
    expect(stateOf(signedBy(ALL, [...two, { kind: 'terminated', by: C, at: MAY }]), MAY)).toBe('terminated');
    const noticed = signedBy(ALL, [{ kind: 'notice', by: C, at: at('2027-01-05T00:00:00Z') }, ...two]);
    expect(stateOf(noticed, MARCH)).toBe('terminated');
  });

  test('stands where it stands in whatever order signatures and declarations came', () => {
    const told = fc.constantFrom('suspended', 'resumed', 'notice', 'terminated');
    const says = (by: Did) =>
      fc
        .array(fc.tuple(told, fc.constantFrom(MARCH, at('2027-03-20T00:00:00Z'), MAY)), { maxLength: 3 })
        .map((all) => {
          const inTime = all.toSorted(([, one], [, other]) => (one < other ? -1 : 1));
          return inTime.map(([kind, moment]): AgreementEvent =>
            kind === 'suspended' ? { kind, by, at: moment, reason: '' } : { kind, by, at: moment },
          );
        });
    const orders = fc.array(fc.nat(2), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.tuple(says(A), says(B), says(C)), orders, orders, (channels, one, other) => {
        const moment = at('2027-06-01T00:00:00Z');
        const stand = (order: readonly number[]) => {
          const record = signedBy(ALL, interleave(channels, order));
          return [
            stateOf(record, moment),
            ...ALL.map((did) => stateSeenBy(record, did, moment)),
            mayPublish(record, moment),
          ];
        };
        expect(stand(one)).toEqual(stand(other));
        expect(stand([])).toEqual(stand(other));
      }),
    );
  });

  test('is left at once by the one whom another owes what it names as the cause', () => {
    const cause = { clause: `${UID}#report`, words: 'No report in March' };
    const left = declareEvent(signedBy(ALL), { kind: 'terminated', by: A, at: MARCH, cause });
    if (!left.ok) throw new Error(left.error.code);
    expect(mayPublish(left.value, MARCH)).toEqual(['b<c', 'c<b']);
    expect(declareEvent(signedBy(ALL), { kind: 'terminated', by: C, at: MARCH, cause })).toEqual({
      ok: false,
      error: { code: 'agreement-cause-unknown', cause: cause.clause },
    });
  });
});
