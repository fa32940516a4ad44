import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { pool } from '#tests/town/pool-agreement.ts';
import {
  isOpenToSigner,
  judgeArrival,
  judgeLaying,
  judgeSignable,
  judgeTerm,
  nextPlace,
} from './judge-move.ts';
import {
  documentState,
  draftOf,
  lineOf,
  standingOf,
  talkStateOf,
  type TabledDocument,
} from './negotiation-table.ts';

const NOW = instant('2027-03-01T00:00:00Z');
const TOMORROW = plusSeconds(NOW, 86_400);
const ALL = [A, B, C];

function digestOf(letter: string): Digest {
  const digest = parseDigest(`sha-256:${letter.repeat(43)}`);
  if (!digest) throw new Error(letter);
  return digest;
}

type Told = {
  readonly by?: string;
  readonly base?: string;
  readonly supersedes?: string;
  readonly signedBy?: readonly string[];
  readonly events?: readonly AgreementEvent[];
  readonly from?: Instant;
};

function one(letter: string, agreementVersion: number, told: Told = {}): TabledDocument {
  const { by, base, supersedes, signedBy = [], events = [], from } = told;
  const digest = digestOf(letter);
  const replaced = supersedes === undefined ? {} : { supersedes: digestOf(supersedes) };
  const agreement = { ...pool, agreementVersion, ...replaced, ...(from ? { effectiveFrom: from } : {}) };
  const signatures = signedBy.map((did) => ({ by: did, kid: did, digest, verified: true }));
  const answered = base === undefined ? {} : { base: digestOf(base) };
  return {
    record: { agreement, digest, signatures, events },
    ...(by === undefined ? {} : { laid: { by, at: NOW, ...answered } }),
  };
}

const laying = (by: string, base?: string) => ({
  by,
  at: NOW,
  ...(base === undefined ? {} : { base: digestOf(base) }),
});
const ended: AgreementEvent[] = ALL.map((by) => ({ kind: 'terminated', by, at: NOW }));

describe('to lay a document', () => {
  test('one says until when it is open, if at all: a moment that is still to come', () => {
    const first = one('a', 1).record;
    const until = (expiresAt: Instant) => judgeLaying([], first, { ...laying(A), expiresAt });
    expect(until(TOMORROW).ok).toBe(true);
    expect(until(NOW)).toEqual({ ok: false, error: { code: 'agreement-expiry-invalid' } });
    expect(until(plusSeconds(NOW, -1)).ok).toBe(false);
  });

  test('one must not have ended what it amends', () => {
    const over = one('a', 1, { by: A, signedBy: ALL, events: ended });
    const state = { ok: false, error: { code: 'agreement-not-in-state', state: 'terminated' } };
    expect(nextPlace([over], NOW)).toMatchObject(state);
    expect(judgeLaying([over], one('b', 2, { supersedes: 'a' }).record, laying(B, 'a'))).toMatchObject(state);
  });

  test('one answers the last, whoever laid it, with the next number and the signed one as the one to be replaced', () => {
    const table = [one('a', 1, { by: A, signedBy: ALL }), one('b', 2, { by: B, base: 'a', supersedes: 'a' })];
    expect(nextPlace(table, NOW)).toEqual({
      ok: true,
      value: { base: digestOf('b'), version: 3, supersedes: digestOf('a') },
    });
    expect(nextPlace([], NOW)).toEqual({ ok: true, value: { version: 1 } });
    expect(judgeLaying([], one('a', 1).record, laying(A, 'z'))).toEqual({
      ok: false,
      error: { code: 'agreement-base-stale' },
    });
  });

  test('a draft that was never laid is not on the table', () => {
    expect(judgeLaying([one('a', 1)], one('a', 1).record, laying(A)).ok).toBe(true);
  });
});

describe('what arrives', () => {
  test('may have crossed ours, and not what its sender laid itself', () => {
    const table = [one('a', 1, { by: A }), one('b', 2, { by: B, base: 'a' })];
    const crossing = one('c', 2).record;
    expect(judgeArrival(table, crossing, laying(C, 'a')).ok).toBe(true);
    expect(judgeArrival(table, crossing, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-base-stale' },
    });
    const more = [...table, one('d', 3, { by: C, base: 'b' })];
    expect(judgeArrival(more, crossing, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-base-stale' },
    });
    expect(judgeArrival(more, one('e', 3).record, laying(B, 'b')).ok).toBe(true);
  });

  test('and answers what answers itself, round or straight, stands nowhere', () => {
    const round = [one('a', 1, { by: A, base: 'b' }), one('b', 2, { by: B, base: 'a' })];
    const own = [one('a', 1, { by: A, base: 'a' })];
    const stale = { ok: false, error: { code: 'agreement-base-stale' } };
    expect(judgeArrival(round, one('c', 3).record, laying(C, 'b'))).toEqual(stale);
    expect(judgeArrival(own, one('c', 2).record, laying(B, 'a'))).toEqual(stale);
    expect([lineOf(round), lineOf(own)]).toEqual([[], []]);
  });
});

describe('to sign', () => {
  const asked = { laying: laying(A), at: NOW };

  test('a document lies open, and amends nothing that is over', () => {
    const live = one('a', 1, { by: A, signedBy: ALL });
    const amendment = one('b', 2, { by: B, base: 'a', supersedes: 'a' });
    expect(judgeSignable([live, amendment], amendment, asked).ok).toBe(true);
    const over = one('a', 1, { by: A, signedBy: ALL, events: ended });
    expect(judgeSignable([over, amendment], amendment, asked)).toMatchObject({
      ok: false,
      error: {
        code: 'agreement-not-in-state',
        state: 'terminated',
        wanted: expect.arrayContaining(['in-force']),
      },
    });
    const answered = one('c', 3, { by: C, base: 'b', supersedes: 'a' });
    expect(judgeSignable([live, amendment, answered], amendment, asked)).toEqual({
      ok: false,
      error: { code: 'agreement-proposal-closed', state: 'replaced' },
    });
  });

  test('a draft of ours must still have its place', () => {
    const draft = one('a', 1);
    expect(judgeSignable([draft], draft, asked)).toEqual({ ok: true, value: true });
    const other = one('b', 1, { by: B });
    expect(judgeSignable([draft, other], draft, asked)).toMatchObject({
      error: { code: 'agreement-base-stale' },
    });
  });

  test('one must not have answered or taken back the document oneself; what one did to others does not count', () => {
    const [a, b] = [digestOf('a'), digestOf('b')];
    const state = (...moves: Parameters<typeof isOpenToSigner>[0]) => {
      const judged = isOpenToSigner(moves, a);
      return judged.ok || judged.error;
    };
    const closed = (as: string) => ({ code: 'agreement-proposal-closed', state: as });
    expect(state()).toBe(true);
    expect(state({ kind: 'laid', digest: a }, { kind: 'withdrawn', digest: b })).toBe(true);
    expect(state({ kind: 'laid', digest: b, base: digestOf('c') })).toBe(true);
    expect(state({ kind: 'withdrawn', digest: b, base: a })).toBe(true);
    expect(state({ kind: 'laid', digest: a }, { kind: 'withdrawn', digest: a })).toEqual(closed('withdrawn'));
    expect(state({ kind: 'laid', digest: a }, { kind: 'laid', digest: b, base: a })).toEqual(
      closed('replaced'),
    );
  });

  test('the term of the document must not be over', () => {
    expect(judgeTerm({}, NOW)).toEqual({ ok: true, value: true });
    expect(judgeTerm({ laid: laying(A) }, NOW).ok).toBe(true);
    expect(judgeTerm({ laid: { ...laying(A), expiresAt: TOMORROW } }, NOW).ok).toBe(true);
    expect(judgeTerm({ laid: { ...laying(A), expiresAt: NOW } }, NOW).ok).toBe(false);
  });
});

describe('the table', () => {
  test('knows our one draft, and shows it as nothing else', () => {
    const [laid, draft] = [one('a', 1, { by: A }), one('b', 2)];
    expect(draftOf([laid, draft])).toBe(draft);
    expect(draftOf([laid])).toBeUndefined();
    expect(standingOf([draft], NOW)).toBe(draft);
    expect(talkStateOf([laid, draft], draft, NOW)).toBe('draft');
    expect(documentState([laid, draft], draft, { viewer: A, at: NOW })).toBe('draft');
  });

  test('shows who has signed a proposal and who has yet to', () => {
    const proposal = one('a', 1, { by: A, signedBy: [A, B] });
    const seenBy = (viewer: string, table = [proposal]) =>
      documentState(table, proposal, { viewer, at: NOW });
    expect(ALL.map((viewer) => seenBy(viewer))).toEqual(['proposed', 'proposed', 'received']);
    expect(seenBy(A, [proposal, one('b', 2, { by: B, base: 'a' })])).toBe('replaced');
    const shared = one('a', 1, { by: A });
    expect(documentState([shared], shared, { viewer: A, at: NOW })).toBe('shared');
  });

  test('passes over what bears the wrong number or names the wrong predecessor', () => {
    const first = one('a', 1, { by: A });
    expect(lineOf([first, one('b', 3, { by: B, base: 'a' })])).toEqual([first]);
    expect(lineOf([first, one('b', 2, { by: B, base: 'a', supersedes: 'a' })])).toEqual([first]);
    expect(lineOf([one('b', 2, { by: B, base: 'a' })])).toEqual([]);
  });

  test('prefers a signed answer to one that is not, else that of the lowest digest', () => {
    const first = one('a', 1, { by: A });
    const [low, high] = [one('b', 2, { by: B, base: 'a' }), one('c', 2, { by: C, base: 'a' })];
    for (const table of [
      [first, low, high],
      [high, low, first],
    ])
      expect(lineOf(table)).toEqual([first, low]);
    const signed = one('c', 2, { by: C, base: 'a', signedBy: ALL });
    for (const table of [
      [first, low, signed],
      [signed, low, first],
    ])
      expect(lineOf(table)).toEqual([first, signed]);
  });

  test('lets an amendment stand from its first moment', () => {
    const live = one('a', 1, { by: A, signedBy: ALL });
    const next = one('b', 2, { by: B, base: 'a', supersedes: 'a', signedBy: ALL, from: TOMORROW });
    expect(standingOf([live, next], NOW)).toBe(live);
    expect(standingOf([live, next], TOMORROW)).toBe(next);
    expect(documentState([live, next], live, { viewer: A, at: TOMORROW })).toBe('replaced');
    expect(documentState([live, next], live, { viewer: A, at: NOW })).toBe('in-force');
  });
});
