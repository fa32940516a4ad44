import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { SHIPPED_TOPICS, isTopTopic, shippedTopic } from './media-topics.ts';
import { compareRelease, nameOf, type ReleasedTopic } from './topic-release.ts';

const NEW = instant('2026-07-02T12:00:00Z');
const OLD = instant('2025-10-09T12:00:00Z');
const topic = (code: string, more: Partial<ReleasedTopic> = {}): ReleasedTopic => ({
  code: `medtop:${code}`,
  names: { 'en-GB': code, 'zh-Hans': code },
  definitions: {},
  broader: [],
  replacedBy: [],
  matches: [],
  ...more,
});
const known = (...topics: ReleasedTopic[]) => new Map(topics.map((one) => [one.code, one]));
const compare = (
  topics: ReleasedTopic[],
  before: ReadonlyMap<string, ReleasedTopic>,
  force = false,
  at = NEW,
) => compareRelease({ releasedAt: at, topics }, before, { here: before.size > 0 ? NEW : undefined, force });

test('a release says what it adds, changes and retires; the same again changes nothing', () => {
  const before = known(topic('1'), topic('2'), topic('3'));
  const retired = topic('3', { retiredAt: NEW, replacedBy: ['medtop:1'] });
  expect(
    compare([topic('1'), topic('2', { names: { 'en-GB': 'two' } }), retired, topic('4')], before),
  ).toEqual({
    ok: true,
    value: { added: ['medtop:4'], changed: ['medtop:2', 'medtop:3'], retired: ['medtop:3'] },
  });
  const none = { ok: true, value: { added: [], changed: [], retired: [] } };
  expect(compare([topic('1'), topic('2'), topic('3')], before)).toEqual(none);
  const otherOrder = topic('1', { names: { 'zh-Hans': '1', 'en-GB': '1' } });
  expect(compare([otherOrder], before)).toEqual(none);
  expect(compare([retired], known(retired))).toEqual(none);
});

test('an older release is refused where a newer one is in use, unless it is forced', () => {
  const before = known(topic('1'));
  expect(compare([topic('2')], before, false, OLD)).toEqual({
    ok: false,
    error: { code: 'vocabulary-older', releasedAt: OLD, here: NEW },
  });
  expect(compare([topic('2')], before, true, OLD).ok).toBe(true);
  expect(compare([topic('2')], known(), false, OLD).ok).toBe(true);
});

test('IPTC’s names come before ours, and in which language a name is ours is said', () => {
  expect(nameOf('medtop:06000000', { 'en-GB': 'environment', 'zh-Hans': '环境' })).toEqual({
    name: { vi: 'môi trường', 'zh-Hans': '环境', en: 'environment' },
    ours: ['vi'],
  });
  expect(nameOf('medtop:06000000', { 'en-US': 'environment', vi: 'môi sinh' })).toEqual({
    name: { vi: 'môi sinh', 'zh-Hans': '环境', en: 'environment' },
    ours: [],
  });
  expect(nameOf('medtop:29999999', { 'en-GB': 'new topic' })).toEqual({
    name: { vi: '', 'zh-Hans': '', en: 'new topic' },
    ours: [],
  });
});

test('what comes with the house is whole: 17 tops, each below them under one, English by IPTC, Vietnamese by us, Chinese by us where IPTC has none', () => {
  const current = SHIPPED_TOPICS.filter(({ isRetired }) => !isRetired);
  expect(current.filter(({ broader }) => broader === undefined)).toHaveLength(17);
  for (const { code, broader, name, ours } of current) {
    expect([code, /^medtop:\d{8}$/.test(code), broader === undefined || isTopTopic(broader)]).toEqual([
      code,
      true,
      true,
    ]);
    expect([code, Object.values(name).includes(''), ours.filter((one) => one !== 'zh-Hans')]).toEqual([
      code,
      false,
      ['vi'],
    ]);
    for (const text of Object.values(name)) expect(text).toBe(text.normalize('NFC').trim());
  }
  expect(new Set(SHIPPED_TOPICS.map(({ code }) => code)).size).toBe(SHIPPED_TOPICS.length);
  for (const { replacedBy } of SHIPPED_TOPICS)
    for (const code of replacedBy) expect(shippedTopic(code)?.isRetired).toBe(false);
});
