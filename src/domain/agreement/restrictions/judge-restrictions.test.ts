import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { ACTIONS, type Action } from '#domain/agreement/agreement.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { DUTIES_TO_BE_DONE, KEEP_PUBLISHED, type UseRequest } from '#domain/agreement/use-question.ts';
import { testItem } from '#tests/town/test-item.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import { checkRestrictions } from './check-restrictions.ts';
import { judgeRestrictions } from './judge-restrictions.ts';
import { readRestrictions } from './read-restrictions.ts';
import type { Restriction } from './restriction.ts';

const OURS = 'did:web:ours.example';

/** Of our own item, so that nothing but the words can say no. */
function ask(text: string, request: Omit<UseRequest, 'actor'>, confirmed?: readonly Restriction[]) {
  const item = itemFacts(testItem({ provider: OURS, usageTerms: text }), {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
    ...(confirmed ? { confirmedRestrictions: confirmed } : {}),
  });
  const state = { counts: new Map<string, number>(), duties: DUTIES_TO_BE_DONE };
  const at = instantOf(Date.UTC(2027, 0, 2));
  const { permitted, because } = decideUse(compileAgreements([]), {
    request: { actor: OURS, ...request },
    item,
    state,
    at,
  });
  return permitted || because.map(({ code, found }) => [code, ...(found ?? [])].join(': '));
}

test('words that nobody here understands ask before every use but the offering', () => {
  const asked = (action: Action) => ask('only after lunch', { action });
  expect(ACTIONS.filter((action) => asked(action) === true)).toEqual(['offer']);
  expect(asked('publish')).toEqual(['item.restrictions.unconfirmed: only after lunch']);
});

test('a term that nobody confirmed asks before the uses it could restrict, and before no other', () => {
  expect(ask('JAPAN OUT', { action: 'publish', territory: 'VN' })).toEqual([
    'item.restrictions.unconfirmed: JAPAN OUT',
  ]);
  expect(ask('JAPAN OUT', { action: 'translate', targetLanguage: 'vi' })).toBe(true);
});

test.each<[string, Omit<UseRequest, 'actor'>, true | string[]]>([
  ['JAPAN OUT', { action: 'publish', territory: 'VN' }, true],
  ['JAPAN OUT', { action: 'publish', territory: 'JP' }, ['item.restricted: JAPAN OUT']],
  ['JAPAN OUT', { action: 'publish' }, ['item.restricted: JAPAN OUT']],
  ['仅限越南使用', { action: 'publish', territory: 'VN' }, true],
  ['仅限越南使用', { action: 'publish', territory: 'CN' }, ['item.restricted: 仅限越南使用']],
  ['web only', { action: 'publish', channel: 'web' }, true],
  ['web only', { action: 'publish', channel: 'print' }, ['item.restricted: web only']],
  ['web only', { action: 'publish' }, ['item.restricted: web only']],
  ['NO TV', { action: 'publish', channel: 'broadcast' }, ['item.restricted: NO TV']],
  ['NO TV', { action: 'publish', channel: 'web' }, true],
  ['NARCH', { action: 'archive' }, ['item.restricted: NARCH']],
  ['không dịch', { action: 'translate' }, ['item.restricted: không dịch']],
  ['EUO', { action: 'publish', territory: 'VN' }, true],
  ['EUO', { action: 'mineData' }, ['item.restricted: EUO']],
])('“%s”, confirmed as read, answers %j with %j', (text, request, answer) => {
  expect(ask(text, request, readRestrictions(text).terms)).toEqual(answer);
});

test('a person’s word stands in place of what was read, and a term of theirs is named by its code', () => {
  expect(ask('only after lunch', { action: 'publish' }, [])).toBe(true);
  expect(ask('only after lunch', { action: 'archive' }, [{ code: 'no-archive', words: '' }])).toEqual([
    'item.restricted: no-archive',
  ]);
});

test('words that nobody has confirmed are named all together', () => {
  const said = sayReason({ code: 'item.restrictions.unconfirmed', found: ['VIETNAM OUT', 'ask first'] });
  expect(said.en).toContain('VIETNAM OUT and ask first');
  expect(said.vi).toContain('VIETNAM OUT và ask first');
  expect(said['zh-Hans']).toMatch(/VIETNAM OUT\s?[和、]\s?ask first/);
});

test('what the provider has confirmed forbids beside our own reading, only what it is about', () => {
  const providerRestrictions: readonly Restriction[] = [
    { code: 'territory-out', words: 'JAPAN OUT', territories: ['JP'] },
    { code: 'no-archive', words: '' },
  ];
  const told = (
    request: Omit<UseRequest, 'actor'>,
    restrictions = { confirmed: true, terms: [], unread: [] },
  ) =>
    judgeRestrictions({
      request: { actor: OURS, ...request },
      item: { uri: 'urn:x', provider: 'did:web:other.example', providerRestrictions, restrictions },
      state: { counts: new Map(), duties: {} },
      at: instantOf(0),
    });
  const byProvider = (...found: string[]) => ({ code: 'item.restricted.byProvider', found });
  expect(told({ action: 'publish', territory: 'JP' })).toEqual(byProvider('JAPAN OUT'));
  expect(told({ action: 'publish', territory: 'VN' })).toBeUndefined();
  expect(told({ action: 'archive' })).toEqual(byProvider('no-archive'));
  // A copy that is out is not used anew by staying, and to offer is to tell the words along.
  for (const action of [KEEP_PUBLISHED, 'offer', { unknown: 'sell' }] as const)
    expect(told({ action })).toBeUndefined();
});

test.each([
  ['territory-out', 'territories', ['JP']],
  ['territory-only', 'territories', ['JP']],
  ['outlet-out', 'channels', ['print']],
  ['outlet-only', 'channels', ['print']],
] as const)('a term %s names %s, or it is incomplete', (code, named, values) => {
  const bare: Restriction = { code, words: '' };
  const refused = { ok: false, error: { code: 'restriction-incomplete', restriction: code } };
  const whole = [{ code: 'no-archive', words: '' } as const, { ...bare, [named]: values }];
  expect(checkRestrictions(whole)).toEqual({ ok: true, value: whole });
  expect(checkRestrictions([...whole, bare])).toEqual(refused);
  expect(checkRestrictions([{ ...bare, [named]: [] }])).toEqual(refused);
  const other = named === 'channels' ? { territories: ['JP'] } : { channels: ['print' as const] };
  expect(checkRestrictions([{ ...bare, ...other }])).toEqual(refused);
});
