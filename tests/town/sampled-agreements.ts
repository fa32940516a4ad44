import type {
  Action,
  Agreement,
  AgreementParty,
  Commitment,
  ConstraintTerm,
  Duty,
  Obligation,
  Permission,
  Prohibition,
  QuotaPeriod,
  RefinementTerm,
  Selector,
  SelectorTerm,
} from '#domain/agreement/agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { instant } from './arbitrary-agreement.ts';
import { A, B, C } from './arbitrary-parties.ts';
import { digest } from './pool-agreement.ts';

const zone = 'Asia/Shanghai';
const CONTACT = {
  name: { vi: 'Trực ban', 'zh-Hans': '夜班', en: 'Night desk' },
  email: 'desk@a.example',
} as const;
const parties = [
  {
    did: A,
    name: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' },
    keyThumbprint: 'a',
    contacts: [
      { purpose: 'editorial', ...CONTACT },
      { purpose: 'corrections', ...CONTACT, phone: '+84 236 3822 001' },
    ],
  },
  {
    did: B,
    name: { vi: 'Hãng B', 'zh-Hans': '乙社', en: 'Agency B' },
    keyThumbprint: 'b',
    contacts: [
      { purpose: 'legal', ...CONTACT },
      { purpose: 'technical', ...CONTACT },
    ],
  },
] as const satisfies readonly AgreementParty[];
const third = {
  did: C,
  name: { vi: 'Hãng C', 'zh-Hans': '丙社', en: 'Agency C' },
  keyThumbprint: 'c',
} as const;

/** Every term of items, once with one value and once with several. */
const TARGETS: readonly (readonly SelectorTerm[])[] = [
  [],
  [
    { operand: 'newsType', operator: 'isAnyOf', values: ['text', 'picture', 'video'] },
    { operand: 'mediaTopic', operator: 'isAnyOf', values: ['medtop:04000000', 'medtop:13000000'] },
    { operand: 'language', operator: 'isAnyOf', values: ['vi', 'en'] },
    { operand: 'newsProduct', operator: 'eq', values: ['Daily Wire'] },
  ],
  [
    { operand: 'newsType', operator: 'isNoneOf', values: ['audio', 'graphic'] },
    { operand: 'mediaTopic', operator: 'neq', values: ['medtop:15000000'] },
    { operand: 'language', operator: 'isNoneOf', values: ['zh-Hans', 'zh-Hant'] },
    { operand: 'newsProduct', operator: 'isNoneOf', values: ['Sports', 'Markets'] },
  ],
  [
    { operand: 'newsType', operator: 'eq', values: ['composite'] },
    { operand: 'provider', operator: 'isAnyOf', values: [C] },
  ],
];

const CHANNELS: readonly (readonly RefinementTerm[])[] = [
  [],
  [{ operand: 'deliveryChannel', operator: 'eq', values: ['web'] }],
  [{ operand: 'deliveryChannel', operator: 'isAnyOf', values: ['web', 'app', 'social'] }],
  [{ operand: 'deliveryChannel', operator: 'isNoneOf', values: ['print', 'broadcast'] }],
  [{ operand: 'deliveryChannel', operator: 'neq', values: ['newsletter'] }],
];

const INTO: readonly (readonly RefinementTerm[])[] = [
  [],
  [{ operand: 'targetLanguage', operator: 'isAnyOf', values: ['vi', 'en'] }],
  [{ operand: 'targetLanguage', operator: 'neq', values: ['zh-Hant'] }],
];

const quota = (value: number, period: QuotaPeriod): ConstraintTerm => ({
  operand: 'countPerPeriod',
  operator: 'lteq',
  value,
  period,
  zone,
});
const at = instant('2027-03-10T08:00:00Z');
const CONSTRAINTS: readonly (readonly ConstraintTerm[])[] = [
  [
    { operand: 'spatial', operator: 'eq', values: ['VN'] },
    { operand: 'recipient', operator: 'eq', values: [B] },
    { operand: 'deliveryChannel', operator: 'eq', values: ['web'] },
    quota(1, 'P1D'),
  ],
  [
    { operand: 'spatial', operator: 'isNoneOf', values: ['CN', 'HK', 'MO'] },
    { operand: 'recipient', operator: 'isNoneOf', values: [B, C] },
    { operand: 'deliveryChannel', operator: 'isNoneOf', values: ['print', 'broadcast'] },
    quota(2, 'P1W'),
  ],
  [
    { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' },
    { operand: 'dateTime', operator: 'gteq', value: at },
    { operand: 'dateTime', operator: 'lt', value: at },
    quota(12, 'P1M'),
  ],
  [
    { operand: 'dateTime', operator: 'gt', value: at },
    { operand: 'dateTime', operator: 'lteq', value: at },
    { operand: 'elapsedTime', operator: 'lteq', value: durationOf('P1D') },
    { operand: 'elapsedTime', operator: 'gteq', value: durationOf('PT2H') },
    quota(200, 'P3M'),
  ],
  [
    { operand: 'elapsedTime', operator: 'lt', value: durationOf('P1M') },
    { operand: 'elapsedTime', operator: 'gt', value: durationOf('P1Y2M') },
    quota(1200, 'P1Y'),
  ],
];

type Said = Omit<Duty, 'uid' | 'constraints'> & Partial<Pick<Duty, 'constraints'>>;
const DUTIES: readonly Said[] = [
  { action: 'attribute' },
  { action: 'attribute', attributedParty: A },
  {
    action: 'attribute',
    attributedParty: A,
    wording: { vi: 'Theo Hãng A', 'zh-Hans': '据甲社', en: 'From Agency A' },
  },
  { action: 'attribute', wording: { en: 'Agency A' } },
  {
    action: 'linkBack',
    constraints: [
      { operand: 'deliveryChannel', operator: 'isAnyOf', values: ['web', 'app'] },
      { operand: 'spatial', operator: 'neq', values: ['CN'] },
    ],
  },
  { action: 'nextPolicy', target: '#p1' },
];

/** Every action that has words of its own beside its channels and languages, and excerpts of each number of words. */
const OTHERS: readonly { readonly action: Action; readonly refinements: readonly RefinementTerm[] }[] = [
  ...(['modify', 'archive', 'grantUse', 'mineData', 'keepInMemory'] as const).map((action) => ({
    action,
    refinements: [],
  })),
  { action: 'extract', refinements: [] },
  ...[1, 2, 1200].map((value) => ({
    action: 'extract' as const,
    refinements: [{ operand: 'wordCount', operator: 'lteq', value } as const],
  })),
];

function permissions(target: (index: number) => Selector): readonly Permission[] {
  const bare = [
    ...CHANNELS.map((refinements) => ({ action: 'publish' as const, refinements })),
    ...INTO.map((refinements) => ({ action: 'translate' as const, refinements })),
    ...OTHERS,
  ];
  return bare.map((one, index) => ({
    uid: `#p${index + 1}`,
    assigner: A,
    assignees: [B],
    target: target(index),
    actions: [one],
    constraints: CONSTRAINTS[index] ?? [],
    duties: DUTIES.slice(index, index + 1).map((duty) => ({ constraints: [], ...duty, uid: `#d${index}` })),
  }));
}

function prohibitions(target: (index: number) => Selector): readonly Prohibition[] {
  const [where, , , time] = CONSTRAINTS;
  const rule = { assigner: A, assignees: [B] as const };
  return [
    {
      ...rule,
      uid: '#n1',
      target: target(0),
      actions: [{ action: 'mineData', refinements: [] }],
      constraints: [],
    },
    {
      uid: '#n2',
      assigner: B,
      assignees: [A],
      target: target(1),
      actions: [{ action: 'offer', refinements: [] }],
      constraints: [...(where ?? []).slice(0, 2), ...(time ?? []).slice(2, 3)],
    },
  ];
}

const DUE = ['PT1H', 'PT2H', 'P1D', 'P30D'].map(durationOf);

function obligations(target: (index: number) => Selector): readonly Obligation[] {
  const bare: readonly Pick<Obligation, 'action' | 'event' | 'onKill' | 'consequences'>[] = [
    { action: 'reportUse', event: 'itemTaken', consequences: [] },
    { action: 'reportUse', event: 'itemPublished', consequences: [] },
    { action: 'reportUse', event: 'correctionReceived', consequences: [] },
    { action: 'reportUse', event: 'killReceived', consequences: [] },
    {
      action: 'applyCorrection',
      event: 'correctionReceived',
      consequences: [{ action: 'suspendRule', target: '#p1' }],
    },
    {
      action: 'removeFromService',
      event: 'killReceived',
      onKill: 'automatic',
      consequences: ['#p1', '#p2', '#p3'].map((one) => ({ action: 'suspendRule', target: one })),
    },
    { action: 'removeFromService', event: 'killReceived', onKill: 'desk', consequences: [] },
  ];
  return bare.map((one, index) => ({
    ...one,
    uid: `#o${index + 1}`,
    assigner: A,
    assignees: [B],
    target: target(index),
    dueIn: DUE[index % DUE.length] ?? durationOf('PT1H'),
  }));
}

const TITLE = { vi: 'Thăm tòa soạn', 'zh-Hans': '编辑部互访', en: 'Newsroom visits' };
const COMMITMENTS: readonly Pick<Commitment, 'kind' | 'count' | 'per'>[] = [
  { kind: 'visit', count: 1 },
  { kind: 'visit', count: 2, per: { period: 'P1D', zone } },
  { kind: 'trainingPlace', count: 1, per: { period: 'P1W', zone } },
  { kind: 'trainingPlace', count: 12, per: { period: 'P1M', zone } },
  { kind: 'jointProject', count: 1, per: { period: 'P3M', zone } },
  { kind: 'jointProject', count: 3, per: { period: 'P1Y', zone } },
];

/**
 * Agreements that between them come by every sentence an agreement can be made of, with one, two and many of what is counted: terms
 * that nobody would put side by side, each in every form that it has.
 */
export function sampledAgreements(): readonly Agreement[] {
  const target = (index: number): Selector => {
    const which = index % TARGETS.length;
    return { uid: `#sel${which}`, terms: TARGETS[which] ?? [] };
  };
  const plain = {
    agreementVersion: 1,
    title: { vi: 'Trao đổi tin', 'zh-Hans': '新闻交换', en: 'News exchange' },
    governingLanguage: 'zh-Hans',
    effectiveFrom: instant('2027-01-01T00:00:00Z'),
    noticePeriod: durationOf('P30D'),
    tailPeriod: durationOf('P90D'),
    tailPolicy: 'keepPublished',
    freshness: durationOf('PT15M'),
    permissions: [],
    prohibitions: [],
    obligations: [],
    commitments: [],
  } as const;
  return [
    {
      ...plain,
      uid: 'urn:uuid:1',
      effectiveUntil: instant('2028-01-01T00:00:00Z'),
      curePeriod: durationOf('P1M'),
      indexPolicy: 'own',
      textForHumans: 'https://a.example/text.pdf',
      textDigest: digest,
      parties: [...parties],
      permissions: permissions(target),
      prohibitions: prohibitions(target),
      obligations: obligations(target),
      commitments: COMMITMENTS.map((one, index) => ({
        ...one,
        uid: `#c${index + 1}`,
        assigner: A,
        assignees: [B],
        title: TITLE,
      })),
    },
    {
      ...plain,
      uid: 'urn:uuid:2',
      governingLanguage: 'vi',
      noticePeriod: durationOf('P1D'),
      tailPeriod: durationOf('P1M'),
      tailPolicy: 'removeAll',
      freshness: durationOf('PT1H'),
      indexPolicy: 'noindex',
      textDigest: digest,
      parties: [...parties],
    },
    {
      ...plain,
      uid: 'urn:uuid:3',
      governingLanguage: 'en',
      noticePeriod: durationOf('P2M'),
      curePeriod: durationOf('P1W'),
      indexPolicy: 'canonicalToOriginal',
      textForHumans: 'https://a.example/text.pdf',
      parties: [...parties, third],
    },
    { ...plain, uid: 'urn:uuid:4', indexPolicy: 'translationIndexed', parties: [...parties] },
  ];
}
