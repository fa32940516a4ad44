import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import {
  isOpenToSigner,
  judgeArrival,
  judgeLaying,
  judgeTerm,
  judgeWithdrawal,
  nextPlace,
} from './judge-move.ts';
import {
  documentState,
  headOf,
  lineOf,
  standingOf,
  talkStateOf,
  type TabledDocument,
} from './negotiation-table.ts';

const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';
const NOW = instant('2027-03-01T00:00:00.000Z');
const drafted = draftFromTemplate(
  {
    template: 'one-way-supply',
    parties: [
      { did: A, name: { en: 'A' }, keyThumbprint: 'a' },
      { did: B, name: { en: 'B' }, keyThumbprint: 'b' },
    ],
    title: { en: 'Supply' },
    governingLanguage: 'en',
    effectiveFrom: instant('2027-01-01T00:00:00.000Z'),
    freshness: durationOf('PT15M'),
    give: {
      topics: [],
      newsTypes: ['text'],
      languages: [],
      channels: ['web'],
      territories: [],
      translateInto: [],
      linkBack: false,
      reportUseHours: 1,
      correctionHours: 1,
      killHours: 1,
      onKill: 'desk',
    },
  },
  UID,
);
if (!drafted.ok) throw new Error('no draft');
const TERMS = drafted.value;

const digestOf = (name: string): Digest => parseDigest(`sha-256:${name.padEnd(43, '_')}`)!;

type Told = {
  readonly by?: string;
  readonly base?: string;
  readonly signedBy?: readonly string[];
  readonly supersedes?: string;
  readonly expiresAt?: typeof NOW;
  readonly withdrawnAt?: typeof NOW;
};

/** A document named by a letter; its version is the length of the chain that it ends. */
function document(name: string, version: number, told: Told = {}): TabledDocument {
  const { by, base, signedBy = [], supersedes, expiresAt, withdrawnAt } = told;
  const digest = digestOf(name);
  return {
    record: {
      agreement: {
        ...TERMS,
        agreementVersion: version,
        ...(supersedes === undefined ? {} : { supersedes: digestOf(supersedes) }),
      },
      digest,
      signatures: signedBy.map((one) => ({ by: one, kid: one, digest, verified: true })),
      events: [],
    },
    ...(by === undefined
      ? {}
      : {
          laid: {
            by,
            at: NOW,
            ...(base === undefined ? {} : { base: digestOf(base) }),
            ...(expiresAt === undefined ? {} : { expiresAt }),
          },
        }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
  };
}

const laying = (by: string, base?: string) => ({
  by,
  at: NOW,
  ...(base === undefined ? {} : { base: digestOf(base) }),
});

describe('the table', () => {
  test('shows the last proposal as open and those before it as replaced', () => {
    const first = document('a', 1, { by: A });
    const counter = document('b', 2, { by: B, base: 'a' });
    const table = [counter, first];
    expect(talkStateOf(table, first, NOW)).toBe('replaced');
    expect(documentState(table, counter, { viewer: A, at: NOW })).toBe('shared');
    expect(standingOf(table, NOW)).toBe(counter);
  });

  test('closes a proposal that was taken back or whose day has come', () => {
    const tomorrow = plusSeconds(NOW, 86_400);
    const one = document('a', 1, { by: A, expiresAt: tomorrow });
    expect(talkStateOf([one], one, NOW)).toBe('open');
    expect(talkStateOf([one], one, tomorrow)).toBe('lapsed');
    const back = { ...one, withdrawnAt: NOW };
    expect(talkStateOf([back], back, NOW)).toBe('withdrawn');
    expect(judgeWithdrawal([back], back, A, NOW)).toMatchObject({
      error: { code: 'agreement-proposal-closed', state: 'withdrawn' },
    });
    expect(judgeWithdrawal([one], one, B, NOW)).toMatchObject({
      error: { code: 'agreement-not-proposed-by' },
    });
  });

  test('keeps the agreement in force before an amendment that is only proposed, or has not begun', () => {
    const inForce = document('a', 1, { by: A, signedBy: [A, B] });
    const proposed = document('b', 2, { by: B, base: 'a', supersedes: 'a', signedBy: [B] });
    expect(standingOf([inForce, proposed], NOW)).toBe(inForce);
    const signed = document('b', 2, { by: B, base: 'a', supersedes: 'a', signedBy: [A, B] });
    const later = {
      ...signed,
      record: { ...signed.record, agreement: { ...signed.record.agreement, effectiveFrom: NOW } },
    };
    expect(standingOf([inForce, later], plusSeconds(NOW, -1))).toBe(inForce);
    expect(standingOf([inForce, later], NOW)).toBe(later);
    expect(documentState([inForce, later], inForce, { viewer: A, at: NOW })).toBe('replaced');
  });

  test('a signature of both is stronger than a withdrawal that crossed it', () => {
    const one = document('a', 1, { by: A, signedBy: [A, B], withdrawnAt: NOW });
    const anew = document('b', 2, { by: A, base: 'a' });
    expect(talkStateOf([one, anew], one, NOW)).toBe('signed');
    expect(talkStateOf([one, anew], anew, NOW)).toBe('replaced');
  });
});

describe('laying a document down', () => {
  const first = document('a', 1, { by: A });

  test('is refused when the other side has countered meanwhile, and when it names the wrong predecessor', () => {
    const counter = document('b', 2, { by: B, base: 'a' });
    const mine = document('c', 2).record;
    expect(judgeLaying([first, counter], mine, laying(A, 'a'))).toMatchObject({
      error: { code: 'agreement-base-stale', head: digestOf('b') },
    });
    const signed = document('a', 1, { by: A, signedBy: [A, B] });
    expect(judgeLaying([signed], document('c', 2).record, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-predecessor-wrong', wanted: digestOf('a') },
    });
    const wrong = document('c', 2, { supersedes: 'x' }).record;
    expect(judgeLaying([signed], wrong, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-predecessor-wrong' },
    });
    const right = document('c', 2, { supersedes: 'a' }).record;
    expect(judgeLaying([signed], right, laying(B, 'a'))).toMatchObject({ ok: true });
    expect(judgeLaying([signed], right, laying('did:web:c.example', 'a'))).toMatchObject({
      error: { code: 'agreement-not-a-party' },
    });
    expect(judgeLaying([first], document('c', 4).record, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-version-unexpected', wanted: 2 },
    });
    expect(judgeLaying([first], first.record, laying(A))).toMatchObject({
      error: { code: 'agreement-already-shared' },
    });
  });

  test('nobody amends what has ended', () => {
    const ended = document('a', 1, { by: A, signedBy: [A, B] });
    const over = {
      ...ended,
      record: { ...ended.record, agreement: { ...ended.record.agreement, effectiveUntil: NOW } },
    };
    expect(nextPlace([over], NOW)).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'expired' },
    });
  });

  test('crosses the partner’s: both are kept, the same one stands on both sides', () => {
    const ours = document('c', 2, { by: A, base: 'a' });
    const theirs = document('b', 2, { by: B, base: 'a' });
    expect(judgeArrival([first, ours], theirs.record, laying(B, 'a'))).toMatchObject({ ok: true });
    expect(headOf([first, ours, theirs])).toBe(theirs);
    expect(headOf([theirs, first, ours])).toBe(theirs);
    expect(talkStateOf([first, ours, theirs], ours, NOW)).toBe('replaced');
  });

  test('twice on the same document is refused: its layer knew of its own', () => {
    const theirs = document('b', 2, { by: B, base: 'a' });
    expect(judgeArrival([first, theirs], document('d', 2).record, laying(B, 'a'))).toMatchObject({
      error: { code: 'agreement-base-stale' },
    });
    expect(judgeArrival([first], document('d', 1).record, laying(B))).toMatchObject({
      error: { code: 'agreement-base-stale' },
    });
  });

  test('a signature does not count under what its signer has answered, withdrawn or let lapse', () => {
    const { digest } = first.record;
    const answered = [{ kind: 'laid', digest: document('b', 2).record.digest, base: digest }] as const;
    expect(isOpenToSigner(answered, digest)).toMatchObject({
      error: { code: 'agreement-proposal-closed', state: 'replaced' },
    });
    expect(isOpenToSigner([{ kind: 'withdrawn', digest }], digest)).toMatchObject({
      error: { state: 'withdrawn' },
    });
    const elsewhere = [{ kind: 'withdrawn', digest: document('b', 2).record.digest }] as const;
    expect(isOpenToSigner(elsewhere, digest)).toMatchObject({ ok: true });
    const short = document('a', 1, { by: A, expiresAt: NOW });
    expect(judgeTerm(short, NOW)).toMatchObject({ error: { state: 'lapsed' } });
    expect(judgeTerm(short, plusSeconds(NOW, -1))).toMatchObject({ ok: true });
  });

  test('an answer to what was passed over here is let in, and stands nowhere', () => {
    const [low, high] = [document('b', 2, { by: A, base: 'a' }), document('c', 2, { by: B, base: 'a' })];
    const answer = document('d', 3, { by: A, base: 'c' });
    const table = [first, low, high];
    expect(judgeArrival([first, high], answer.record, laying(B, 'c'))).toMatchObject({ ok: true });
    const third = 'did:web:c.example';
    const parties = [...first.record.agreement.parties, { did: third, name: {}, keyThumbprint: 'c' }];
    const [one, two, ...more] = parties;
    if (!one || !two) throw new Error('two parties at least');
    const ofThree = { ...answer.record.agreement, parties: [one, two, ...more] } as const;
    const theirs = { agreement: ofThree, digest: answer.record.digest };
    expect(judgeArrival(table, theirs, { ...laying(A, 'c'), by: third })).toMatchObject({ ok: true });
    expect(lineOf([...table, answer])).toEqual([first, low]);
  });
});

/** Any heap of documents, well laid or not: whose bases, versions, signatures and predecessors are anything. */
const anyTable: fc.Arbitrary<readonly TabledDocument[]> = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .record({
            version: fc.integer({ min: 1, max: 4 }),
            by: fc.constantFrom(A, B),
            base: fc.constantFrom(undefined, ...names),
            supersedes: fc.constantFrom(undefined, undefined, ...names),
            signedBy: fc.constantFrom([], [A], [A, B]),
            withdrawnAt: fc.constantFrom(undefined, NOW),
          })
          .map(({ version, by, base, supersedes, signedBy, withdrawnAt }) =>
            document(name, version, {
              by,
              signedBy,
              ...(base === undefined ? {} : { base }),
              ...(supersedes === undefined ? {} : { supersedes }),
              ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
            }),
          ),
      ),
    ),
  );

test('however documents come, there is one open proposal at most, and the order in which they came does not matter', () => {
  fc.assert(
    fc.property(
      anyTable.chain((table) =>
        fc.tuple(
          fc.constant(table),
          fc.shuffledSubarray([...table], { minLength: table.length, maxLength: table.length }),
        ),
      ),
      ([table, shuffled]) => {
        const open = table.filter((one) => talkStateOf(table, one, NOW) === 'open');
        expect(open.length).toBeLessThanOrEqual(1);
        expect(lineOf(shuffled)).toEqual(lineOf(table));
        expect(standingOf(shuffled, NOW)).toBe(standingOf(table, NOW));
      },
    ),
  );
});

test('played by the rules, the next document always finds its place, and a stale one never', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(A, B), { minLength: 1, maxLength: 6 }), (layers) => {
      let table: readonly TabledDocument[] = [];
      layers.forEach((by, at) => {
        const place = nextPlace(table, NOW);
        if (!place.ok) throw new Error(place.error.code);
        const name = String.fromCodePoint(97 + at);
        const { base, version } = place.value;
        const next = document(name, version, { by });
        const laid = { ...next, laid: { by, at: NOW, ...(base ? { base } : {}) } };
        expect(judgeLaying(table, next.record, laid.laid)).toMatchObject({ ok: true });
        if (at > 0)
          expect(judgeLaying(table, next.record, { by, at: NOW })).toMatchObject({
            error: { code: 'agreement-base-stale' },
          });
        table = [...table, laid];
        expect(headOf(table)?.record.digest).toBe(digestOf(name));
      });
    }),
  );
});
