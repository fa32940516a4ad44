import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { AgreementEvent, AgreementRecord, SignatureOnFile } from './agreement-record.ts';
import { declareEvent } from './declare-event.ts';
import { addSignature, countersignAgreement, proposeAgreement } from './sign-agreement.ts';
import { agreementsInForce, stateOf, stateSeenBy } from './state-of.ts';
import { pairAgreement } from '#tests/town/pair-agreement.ts';

const A = 'did:web:a.example';
const B = 'did:web:b.example';
const C = 'did:web:c.example';
const MARCH = at('2027-03-10T08:00:00Z');

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

function digest(letter: string): Digest {
  const parsed = parseDigest(`sha-256:${letter.repeat(43)}`);
  if (!parsed) throw new Error(letter);
  return parsed;
}

const signature = (by: string, over = digest('A'), verified = true): SignatureOnFile => ({
  by,
  kid: `${by}#sign-1`,
  digest: over,
  verified,
});

function record(
  signatures: readonly SignatureOnFile[],
  events: readonly AgreementEvent[] = [],
): AgreementRecord {
  return { agreement: pairAgreement(), digest: digest('A'), signatures, events };
}

const signed = (events: readonly AgreementEvent[] = []): AgreementRecord =>
  record([signature(A), signature(B)], events);

describe('an agreement', () => {
  test('is a draft, then proposed, then in force: only with both signatures', () => {
    expect(stateOf(record([]), MARCH)).toBe('draft');
    expect(stateOf(record([signature(A)]), MARCH)).toBe('proposed');
    expect(stateOf(signed(), MARCH)).toBe('in-force');
  });

  test('is not in force by one side signing twice, nor by a stranger', () => {
    expect(stateOf(record([signature(A), signature(A)]), MARCH)).toBe('proposed');
    expect(stateOf(record([signature(A), signature(C)]), MARCH)).toBe('proposed');
  });

  test('is not in force while one signature was not verified, or was made over other bytes', () => {
    expect(stateOf(record([signature(A), signature(B, digest('A'), false)]), MARCH)).toBe('proposed');
    expect(stateOf(record([signature(A), signature(B, digest('B'))]), MARCH)).toBe('proposed');
  });

  test('begins at effectiveFrom and ends before effectiveUntil', () => {
    const states = [
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00Z',
      '2027-12-31T23:59:59.999Z',
      '2028-01-01T00:00:00Z',
    ].map((moment) => stateOf(signed(), at(moment)));
    expect(states).toEqual(['not-yet-effective', 'in-force', 'in-force', 'expired']);
  });

  test('that the partner proposed is one that we have received', () => {
    expect(stateSeenBy(record([signature(B)]), A, MARCH)).toBe('received');
    expect(stateSeenBy(record([signature(B)]), B, MARCH)).toBe('proposed');
  });
});

describe('signing', () => {
  test('first is for either party, second for the other one only', () => {
    expect(proposeAgreement(record([]), B, MARCH).ok).toBe(true);
    expect(countersignAgreement(record([signature(B)]), A, MARCH).ok).toBe(true);
    expect(countersignAgreement(record([signature(B)]), B, MARCH)).toMatchObject({
      error: { code: 'agreement-already-signed' },
    });
    expect(countersignAgreement(record([]), A, MARCH)).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'draft' },
    });
    expect(proposeAgreement(record([]), C, MARCH)).toMatchObject({
      error: { code: 'agreement-not-a-party' },
    });
  });

  test('adds no signature that was not verified over these bytes, and none twice', () => {
    const proposed = record([signature(A)]);
    expect(addSignature(proposed, signature(B)).ok).toBe(true);
    expect(addSignature(proposed, signature(B, digest('A'), false))).toMatchObject({
      error: { code: 'agreement-signature-invalid', why: 'unverified' },
    });
    expect(addSignature(proposed, signature(B, digest('B')))).toMatchObject({
      error: { code: 'agreement-signature-invalid', why: 'other-bytes' },
    });
    expect(addSignature(proposed, signature(A))).toMatchObject({
      error: { code: 'agreement-already-signed' },
    });
    expect(addSignature(proposed, signature(C))).toMatchObject({ error: { code: 'agreement-not-a-party' } });
  });
});

describe('a side', () => {
  const suspendedByA: AgreementEvent = { kind: 'suspended', by: A, at: MARCH, reason: 'checks' };

  test('suspends at once, and only it can resume', () => {
    const suspended = signed([suspendedByA]);
    expect(stateOf(suspended, at('2027-03-10T07:59:59Z'))).toBe('in-force');
    expect(stateOf(suspended, MARCH)).toBe('suspended');
    expect(declareEvent(suspended, { kind: 'resumed', by: B, at: MARCH })).toEqual({
      ok: false,
      error: { code: 'agreement-not-suspended-by', by: B },
    });
    const resumed = declareEvent(suspended, { kind: 'resumed', by: A, at: MARCH });
    expect(resumed.ok && stateOf(resumed.value, MARCH)).toBe('in-force');
  });

  test('that resumes does not lift the other side’s suspension', () => {
    const both = signed([suspendedByA, { ...suspendedByA, by: B }, { kind: 'resumed', by: A, at: MARCH }]);
    expect(stateOf(both, MARCH)).toBe('suspended');
  });

  test('does not suspend twice, nor what is not signed or is over, nor as a stranger', () => {
    expect(declareEvent(signed([suspendedByA]), suspendedByA)).toMatchObject({
      error: { code: 'agreement-already-declared' },
    });
    expect(declareEvent(record([signature(A)]), suspendedByA)).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'proposed' },
    });
    expect(declareEvent(signed(), { ...suspendedByA, at: at('2028-01-01T00:00:00Z') })).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'expired' },
    });
    expect(declareEvent(signed(), { ...suspendedByA, by: C })).toMatchObject({
      error: { code: 'agreement-not-a-party' },
    });
  });

  test('gives notice once; the agreement ends a notice period later', () => {
    const notice: AgreementEvent = { kind: 'notice', by: B, at: MARCH };
    const noticed = declareEvent(signed(), notice);
    if (!noticed.ok) throw new Error('notice was refused');
    expect(stateOf(noticed.value, at('2027-04-09T07:59:59Z'))).toBe('in-force');
    expect(stateOf(noticed.value, at('2027-04-09T08:00:00Z'))).toBe('terminated');
    expect(declareEvent(noticed.value, notice)).toMatchObject({
      error: { code: 'agreement-already-declared' },
    });
  });

  test('cannot end it alone, unless for an obligation that the other side owes', () => {
    const ends = (by: string, cause?: string): AgreementEvent => ({
      kind: 'terminated',
      by,
      at: MARCH,
      ...(cause ? { cause: { clause: cause, words: 'No report in March' } } : {}),
    });
    const owedByB = pairAgreement().obligations.find(({ assignees }) => assignees.includes(B))?.uid ?? '';
    expect(stateOf(signed([ends(A)]), MARCH)).toBe('in-force');
    expect(stateOf(signed([ends(A), ends(B)]), MARCH)).toBe('terminated');
    const later = at('2027-03-11T08:00:00Z');
    const oneAfterTheOther = signed([ends(A), { ...ends(B), at: later }]);
    expect(stateOf(oneAfterTheOther, at('2027-03-11T07:59:59Z'))).toBe('in-force');
    expect(stateOf(oneAfterTheOther, later)).toBe('terminated');
    expect(agreementsInForce([oneAfterTheOther], later)[0]?.endsAt).toBe(later);
    expect(stateOf(signed([ends(A, owedByB)]), MARCH)).toBe('terminated');
    expect(declareEvent(signed(), ends(A, owedByB)).ok).toBe(true);
    expect(declareEvent(signed(), ends(B, owedByB))).toMatchObject({
      error: { code: 'agreement-cause-unknown' },
    });
  });
});

describe('what decisions look at', () => {
  test('is what both have signed, with its standing and the end that was declared', () => {
    const noticed = signed([{ kind: 'notice', by: A, at: MARCH }]);
    const found = agreementsInForce([record([]), record([signature(A)]), noticed], MARCH);
    expect(found.map(({ standing, endsAt }) => [standing, endsAt])).toEqual([
      ['active', '2027-04-09T08:00:00.000Z'],
    ]);
  });

  test('is all that was declared, also by a clock that was set back since', () => {
    const suspended = signed([{ kind: 'suspended', by: A, at: MARCH, reason: 'A pause.' }]);
    const aMinuteBefore = plusSeconds(MARCH, -60);
    expect(agreementsInForce([suspended], aMinuteBefore)[0]?.standing).toBe('suspended');
  });

  test('is the new version from the moment it takes effect, and the old one until then', () => {
    const amended: AgreementRecord = {
      agreement: {
        ...pairAgreement(),
        agreementVersion: 2,
        supersedes: digest('A'),
        effectiveFrom: at('2027-04-01T00:00:00Z'),
      },
      digest: digest('B'),
      signatures: [signature(A, digest('B')), signature(B, digest('B'))],
      events: [],
    };
    const versionsAt = (moment: Instant): readonly string[] =>
      agreementsInForce([signed(), amended], moment).map((one) => one.digest);
    expect(versionsAt(at('2027-04-01T00:00:00Z'))).toEqual([digest('B')]);
    expect(versionsAt(MARCH)).toContain(digest('A'));
  });

  test('stays the old version while an amendment lacks a signature', () => {
    const half: AgreementRecord = {
      agreement: { ...pairAgreement(), supersedes: digest('A') },
      digest: digest('B'),
      signatures: [signature(A, digest('B'))],
      events: [],
    };
    expect(agreementsInForce([signed(), half], MARCH).map((one) => one.digest)).toEqual([digest('A')]);
  });
});
