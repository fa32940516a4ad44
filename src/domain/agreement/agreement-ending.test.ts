import { describe, expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, AgreementRecord } from './agreement-record.ts';
import { clausesOwedTo } from './clauses-owed-to.ts';
import { declareEvent } from './declare-event.ts';
import { durationOf } from './draft-direction.ts';
import { endingOf, foreseeEnding } from './foresee-ending.ts';
import { sayEnding } from './say/say-ending.ts';
import { sayAgreement } from './say/say-agreement.ts';
import { stateOf } from './state-of.ts';
import { pairAgreement, signedPair } from '#tests/town/pair-agreement.ts';

const A = 'did:web:a.example';
const B = 'did:web:b.example';
const MARCH = at('2027-03-10T08:00:00Z');
const CURED_BY = at('2027-04-09T08:00:00Z');
const END = at('2028-01-01T00:00:00Z');

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

function draft(more: { readonly cure?: string; readonly removeAll?: boolean } = {}): Agreement {
  return pairAgreement({
    ...(more.cure === undefined ? {} : { curePeriod: durationOf(more.cure) }),
    tailPolicy: more.removeAll ? 'removeAll' : 'keepPublished',
  });
}

const REPORTS = draft().obligations.find(({ assigner }) => assigner === A)?.uid ?? '';
const forCause = (moment = MARCH): AgreementEvent => ({
  kind: 'terminated',
  by: A,
  at: moment,
  cause: { clause: REPORTS, words: 'Eleven uses in February were never reported' },
});
const after = (record: AgreementRecord, ...events: readonly AgreementEvent[]): AgreementRecord =>
  events.reduce((before, event) => {
    const declared = declareEvent(before, event);
    if (!declared.ok) throw new Error(declared.error.code);
    return declared.value;
  }, record);

describe('an ending for cause', () => {
  test('takes hold at once where no cure period was agreed', () => {
    expect(stateOf(after(signedPair(draft()), forCause()), MARCH)).toBe('terminated');
  });

  test('takes hold when the cure period has passed, and not a moment before', () => {
    const ended = after(signedPair(draft({ cure: 'P30D' })), forCause());
    expect(stateOf(ended, at('2027-04-09T07:59:59.999Z'))).toBe('in-force');
    expect(stateOf(ended, CURED_BY)).toBe('terminated');
  });

  test('falls when the side that declared it confirms the cure in time, and can then be declared anew', () => {
    const cured = after(signedPair(draft({ cure: 'P30D' })), forCause(), {
      kind: 'cured',
      by: A,
      at: at('2027-03-20T00:00:00Z'),
    });
    expect(stateOf(cured, CURED_BY)).toBe('in-force');
    expect(endingOf(cured, B, CURED_BY).endsAt).toBe(END);
    const again = after(cured, forCause(CURED_BY));
    expect(stateOf(again, at('2027-05-09T08:00:00Z'))).toBe('terminated');
  });

  test('cannot be taken back by the other side, nor once it has taken hold', () => {
    const ended = after(signedPair(draft({ cure: 'P30D' })), forCause());
    expect(declareEvent(ended, { kind: 'cured', by: B, at: MARCH })).toEqual({
      ok: false,
      error: { code: 'agreement-cause-not-declared', by: B },
    });
    expect(declareEvent(ended, { kind: 'cured', by: A, at: CURED_BY })).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'terminated' },
    });
  });

  test('is declared once while it stands', () => {
    const ended = after(signedPair(draft({ cure: 'P30D' })), forCause());
    expect(declareEvent(ended, forCause(at('2027-03-11T00:00:00Z')))).toMatchObject({
      error: { code: 'agreement-already-declared' },
    });
  });

  test('by each side against the other waits for its own cure period: it is no agreement to end', () => {
    const theirs = draft().obligations.find(({ assigner }) => assigner === B)?.uid ?? '';
    const both = after(signedPair(draft({ cure: 'P30D' })), forCause(), {
      kind: 'terminated',
      by: B,
      at: at('2027-03-12T08:00:00Z'),
      cause: { clause: theirs, words: 'Nor were yours' },
    });
    expect(stateOf(both, at('2027-03-12T08:00:00Z'))).toBe('in-force');
    expect(stateOf(both, CURED_BY)).toBe('terminated');
  });

  test('ends at once when the other side agrees to end it', () => {
    const agreed = after(signedPair(draft({ cure: 'P30D' })), forCause(), {
      kind: 'terminated',
      by: B,
      at: at('2027-03-12T08:00:00Z'),
    });
    expect(stateOf(agreed, at('2027-03-12T08:00:00Z'))).toBe('terminated');
  });

  test('names a clause that the other side owes: a limit, a prohibition, a duty or a promise', () => {
    const agreement = draft();
    const owed = clausesOwedTo(agreement, A);
    expect(owed).toEqual(
      [...agreement.permissions, ...agreement.prohibitions, ...agreement.obligations]
        .filter(({ assigner }) => assigner === A)
        .map(({ uid }) => uid),
    );
    const promised: Agreement = {
      ...agreement,
      commitments: [
        {
          uid: `${agreement.uid}#visit`,
          assigner: B,
          assignees: [A],
          kind: 'visit',
          count: 2,
          title: { en: 'Visits' },
        },
      ],
    };
    expect(clausesOwedTo(promised, A)).toContain(`${agreement.uid}#visit`);
    expect(clausesOwedTo(promised, B)).not.toContain(`${agreement.uid}#visit`);
  });
});

describe('whom an ending for cause is held against', () => {
  const contest = (moment: Instant): AgreementEvent => ({
    kind: 'contested',
    by: B,
    at: moment,
    reason: 'They were reported on 1 March, entry 412',
  });

  test('answers in words, before or after the end, and changes nothing by it', () => {
    const ended = after(signedPair(draft()), forCause());
    const answered = after(ended, contest(at('2027-03-15T00:00:00Z')));
    expect(stateOf(answered, at('2027-03-15T00:00:00Z'))).toBe('terminated');
    expect(answered.events.at(-1)).toMatchObject({ kind: 'contested' });
  });

  test('answers once, and only what another has declared', () => {
    const answered = after(signedPair(draft()), forCause(), contest(MARCH));
    expect(declareEvent(answered, contest(CURED_BY))).toMatchObject({
      error: { code: 'agreement-already-declared' },
    });
    const own = { ...contest(MARCH), by: A };
    expect(declareEvent(after(signedPair(draft()), forCause()), own)).toMatchObject({
      error: { code: 'agreement-cause-not-declared' },
    });
    expect(declareEvent(signedPair(draft()), contest(MARCH))).toMatchObject({
      error: { code: 'agreement-cause-not-declared' },
    });
  });
});

describe('what is foreseen', () => {
  test('by notice: the last moment, the tail, and that nobody else has to agree', () => {
    expect(foreseeEnding(signedPair(draft()), { kind: 'notice', by: A, at: MARCH })).toEqual({
      ok: true,
      value: {
        endsAt: CURED_BY,
        endsFor: 'all',
        tailUntil: at('2027-07-08T08:00:00Z'),
        tailPolicy: 'keepPublished',
        isCurable: false,
        awaits: [],
      },
    });
  });

  test('by agreeing to end it: who must still agree, and the end as it stood', () => {
    const agreeing = foreseeEnding(signedPair(draft()), { kind: 'terminated', by: A, at: MARCH });
    expect(agreeing).toMatchObject({ value: { endsAt: END, awaits: [B] } });
    const second = after(signedPair(draft()), { kind: 'terminated', by: A, at: MARCH });
    expect(foreseeEnding(second, { kind: 'terminated', by: B, at: MARCH })).toMatchObject({
      value: { endsAt: MARCH, awaits: [] },
    });
  });

  test('is said in words: when, who must agree, what stops, what stays owed', () => {
    const said = (event: AgreementEvent, agreement = draft()) => {
      const foreseen = foreseeEnding(signedPair(agreement), event);
      if (!foreseen.ok) throw new Error(foreseen.error.code);
      return sayEnding(agreement, foreseen.value, { zone: 'Asia/Ho_Chi_Minh', at: MARCH, how: 'foreseen' });
    };
    expect(said({ kind: 'notice', by: A, at: MARCH }).map(({ vi }) => vi)).toEqual([
      'Thỏa thuận kết thúc lúc 15:00 ngày 09/04/2027 (giờ Asia/Ho_Chi_Minh).',
      'Từ lúc đó không được nhận, dịch hay đăng thêm tin nào theo thỏa thuận này.',
      'Việc sử dụng trước đó còn phải được báo đến 15:00 ngày 08/07/2027 (giờ Asia/Ho_Chi_Minh).',
      'Các bản đã đăng được giữ nguyên.',
      'Đính chính và lệnh hủy tin vẫn phải thực hiện chừng nào còn bản đã đăng; nghĩa vụ này không hết hạn.',
    ]);
    expect(said({ kind: 'terminated', by: A, at: MARCH })[0]?.['zh-Hans']).toBe(
      '即时终止还需乙社同意；在此之前，协议照常履行。',
    );
    expect(said(forCause())[0]?.en).toBe('The agreement ends at once.');
    const cause = said(forCause(), draft({ cure: 'P30D', removeAll: true })).map(({ en }) => en);
    expect(cause).toContain(
      'If the breach is cured before then, the side that declared it can take it back and the agreement goes on.',
    );
    expect(cause).toContain(
      'Copies already published are taken down, at the latest on 8 July 2027, 15:00 (Asia/Ho_Chi_Minh).',
    );
  });

  test('stands in the text that both sign, where a cure period was agreed', () => {
    const clause = sayAgreement(draft({ cure: 'P30D' })).clauses.find(({ uid }) =>
      uid.endsWith('term.period'),
    );
    expect(clause?.sentence.en).toMatch(/for a breach; that takes hold after 30 days/);
    expect(sayAgreement(draft()).clauses.some(({ sentence }) => /breach/.test(sentence.en))).toBe(false);
  });
});
