import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import type { ReasonCode, ClauseRef, Reason } from '#domain/agreement/decision.ts';
import type { ConflictCode } from '#domain/agreement/find-conflicts.ts';
import type { Ending } from '#domain/agreement/foresee-ending.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { RESTRICTION_CODES } from '#domain/agreement/restrictions/restriction.ts';
import { sayDuration } from '#domain/agreement/say/figures.ts';
import { REASON_SENTENCES } from '#domain/agreement/say/reason-sentences.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { sayConflict } from '#domain/agreement/say/say-conflict.ts';
import { sayEnding } from '#domain/agreement/say/say-ending.ts';
import { sayMeans } from '#domain/agreement/say/say-means.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import { sayRestriction } from '#domain/agreement/say/say-restriction.ts';
import type { Trilingual } from '#kernel/language.ts';
import { instant } from './arbitrary-agreement.ts';
import { A, B, C } from './arbitrary-parties.ts';
import { sampledAgreements } from './sampled-agreements.ts';
import { testItem } from './test-item.ts';

/** A sentence as readers get it, by what it was made from. */
export type KnownSentence = { readonly of: string; readonly said: Trilingual };

const at = instant('2027-03-10T08:00:00Z');
const zone = 'Asia/Shanghai';
const clause: ClauseRef = { kind: 'permission', uid: '#p1', number: 3, agreement: 'urn:uuid:1' };

/** Every sentence that is made from an agreement or about one: of each template at least one, and of figures one, two and many. */
export function everySentence(): readonly KnownSentence[] {
  return [
    ...ofAgreements(),
    ...ofReasons(),
    ...ofEndings(),
    ...ofConflicts(),
    ...ofRestrictions(),
    ...ofDurations(),
  ];
}

function ofAgreements(): readonly KnownSentence[] {
  const facts = { status: 'usable', latestVersion: 1, latestIsCorrection: false } as const;
  const story = {
    headline: 'Lũ lớn ở Huế',
    facts: itemFacts(testItem({ provider: A, newsType: 'picture' }), facts),
  };
  return sampledAgreements().flatMap((agreement) => {
    const { preamble, clauses } = sayAgreement(agreement);
    const [, number = ''] = agreement.uid.split('urn:uuid:');
    const means = [...sayMeans(agreement, new Map([[A, [story]]]))];
    return [
      { of: `${number} preamble`, said: preamble },
      ...clauses.map(({ uid, sentence }) => ({ of: `${number} ${uid}`, said: sentence })),
      ...means.map(([uid, said]) => ({ of: `${number} ${uid} means`, said })),
    ];
  });
}

/** What a decision finds and wants, one of it and several; nothing of codes that have no facts. */
const FACTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'item.restricted': [['“JAPAN OUT”'], ['“JAPAN OUT”', '“NO ARCHIVES”']],
  'item.restricted.byProvider': [['“JAPAN OUT”']],
  'item.restrictions.unconfirmed': [['“EUO”']],
  'item.superseded': [['1'], ['2']],
  prohibition: [['mineData'], ['offer']],
  provider: [[C], [B, C]],
  mediaTopic: [['medtop:04000000'], ['medtop:04000000', 'medtop:13000000']],
  newsType: [['video'], ['text', 'picture']],
  language: [['vi'], ['vi', 'en', 'ja']],
  newsProduct: [['Daily Wire'], ['Sports', 'Markets']],
  deliveryChannel: [['print'], ['web', 'app']],
  wordCount: [['1'], ['2'], ['1200']],
  spatial: [['JP'], ['CN', 'HK', 'MO']],
  recipient: [[B], [B, C]],
  dateTime: [['2027-03-10T08:00:00Z']],
  elapsedTime: [['PT1H'], ['P1Y2M']],
  countPerPeriod: [['0'], ['1'], ['2'], ['1200']],
  stale: [['PT1M'], ['PT20M']],
  suspended: [[B]],
  wider: [['translate']],
};

function reasonsOf(code: ReasonCode): readonly Reason[] {
  const subject = code.replace(/\.unknown$/, '').split('.')[1] ?? code;
  const facts = FACTS[code] ?? FACTS[subject] ?? [[]];
  const base = facts.map((values): Reason => ({ code, clause, found: values, wanted: values, at }));
  const [first] = base;
  if (!first) return [];
  const { at: _at, ...timeless } = first;
  const isSet = ['spatial', 'recipient', 'deliveryChannel', 'mediaTopic'].includes(subject);
  return [
    ...base,
    ...(isSet ? [{ ...first, operator: 'isNoneOf' as const }] : []),
    ...(code === 'prohibition' || subject === 'dateTime' ? [timeless] : []),
  ];
}

function ofReasons(): readonly KnownSentence[] {
  const reader = { zone, parties: sampledAgreements()[2]?.parties ?? [] };
  const codes = Object.keys(REASON_SENTENCES).filter((one): one is ReasonCode => one in REASON_SENTENCES);
  return codes.flatMap((code) =>
    reasonsOf(code).map((reason, index) => ({ of: `${code} ${index + 1}`, said: sayReason(reason, reader) })),
  );
}

function ofEndings(): readonly KnownSentence[] {
  const [two, , three] = sampledAgreements();
  if (!two || !three) throw new Error('agreements to end');
  const ends = instant('2027-04-09T08:00:00Z');
  const tailUntil = instant('2027-07-08T08:00:00Z');
  const ending: Ending = {
    endsAt: ends,
    tailUntil,
    endsFor: 'all',
    tailPolicy: 'keepPublished',
    isCurable: false,
    awaits: [],
  };
  const none: Ending = { endsFor: 'all', tailPolicy: 'removeAll', isCurable: false, awaits: [] };
  const said = {
    'by notice': sayEnding(two, ending, { zone, at, how: 'foreseen' }),
    'at once': sayEnding(two, ending, { zone, at: ends, how: 'foreseen' }),
    past: sayEnding(two, { ...ending, tailPolicy: 'removeAll' }, { zone, at: tailUntil, how: 'standing' }),
    'for cause': sayEnding(
      three,
      { ...ending, endsFor: 'us', isCurable: true },
      { zone, at, how: 'standing' },
    ),
    'one awaited': sayEnding(two, { ...none, awaits: [B] }, { zone, at, how: 'standing' }),
    'two awaited': sayEnding(three, { ...none, awaits: [B, C] }, { zone, at, how: 'standing' }),
    'no end': sayEnding(two, none, { zone, at, how: 'standing' }),
  };
  return Object.entries(said).flatMap(([how, sentences]) =>
    sentences.map((one, index) => ({ of: `ending ${how} ${index + 1}`, said: one })),
  );
}

const CONFLICTS: Readonly<Record<ConflictCode, true>> = {
  'exclusive-twice': true,
  'exclusive-elsewhere': true,
  'forbidden-elsewhere': true,
  'passing-on-forbidden': true,
  'passing-on-more': true,
  'passing-on-longer': true,
  'passing-on-too-soon': true,
};

function ofConflicts(): readonly KnownSentence[] {
  const agreements = sampledAgreements();
  const meets = { ...clause, number: 12, agreement: 'urn:uuid:2' };
  return Object.keys(CONFLICTS)
    .filter((one): one is ConflictCode => one in CONFLICTS)
    .map((code) => ({ of: `conflict ${code}`, said: sayConflict({ code, clause, meets }, agreements) }));
}

function ofRestrictions(): readonly KnownSentence[] {
  return RESTRICTION_CODES.flatMap((code) => {
    const said = (some: number) =>
      sayRestriction({
        code,
        words: '',
        ...(code.startsWith('territory') ? { territories: ['JP', 'US', 'CN'].slice(0, some) } : {}),
        ...(code.startsWith('outlet') ? { channels: DELIVERY_CHANNELS.slice(0, some) } : {}),
      });
    const some = /^(?:territory|outlet)/.test(code) ? [1, 2, 3] : [1];
    return some.map((count) => ({ of: `restriction ${code} ${count}`, said: said(count) }));
  });
}

function ofDurations(): readonly KnownSentence[] {
  const written = ['Y', 'M', 'W', 'D'].map((unit) => (count: number) => `P${count}${unit}`);
  const timed = ['H', 'M', 'S'].map((unit) => (count: number) => `PT${count}${unit}`);
  const all = [...written, ...timed].flatMap((write) => [0, 1, 2, 1200].map(write));
  return [...all, 'P1Y2M', 'P2DT1H30M'].map((one) => ({ of: `duration ${one}`, said: sayDuration(one) }));
}
