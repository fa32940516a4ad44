import type { Digest } from '#kernel/digest.ts';
import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { NewsType } from '#domain/item/item.ts';

/** Decentralised identifier of an agency, `did:web:…`. */
export type Did = string;

/** A text in at least one interface language; `inLanguage` falls back to what there is. */
export type TextByLanguage = { readonly [L in InterfaceLanguage]?: string };

/** In one agreement; docs/decisions/0012-agreements-of-many.md. */
export const MOST_PARTIES = 12;

/** One party or several, none twice. */
export type Dids = readonly [Did, ...Did[]];

/**
 * What an agreement can grant or forbid. Anything else is granted by nobody.
 * ODRL 2.2 vocabulary (translate extract modify archive grantUse) and the profile's own (publish mineData keepInMemory
 * offer): docs/protocol/agreement.md. `keepInMemory` is asked when a text enters a translation memory and at every use
 * of it, so nothing is drawn from it after the end.
 */
export const ACTIONS = [
  'publish',
  'translate',
  'extract',
  'modify',
  'archive',
  'grantUse',
  'mineData',
  'keepInMemory',
  'offer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a copy goes out; profile values of `odrl:deliveryChannel`. */
export const DELIVERY_CHANNELS = ['web', 'app', 'social', 'print', 'broadcast', 'newsletter'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

/** What must be done before a use (ODRL IM 2.2 §2.6.3: a duty is a pre-condition of its permission). */
export const DUTY_ACTIONS = ['attribute', 'linkBack', 'nextPolicy'] as const;
export type DutyAction = (typeof DUTY_ACTIONS)[number];

/** What must be done after an event (ODRL IM 2.2 §2.6.2: an obligation stands for itself). */
export const OBLIGATION_ACTIONS = ['reportUse', 'applyCorrection', 'removeFromService'] as const;
export type ObligationAction = (typeof OBLIGATION_ACTIONS)[number];

/** What starts the clock of an obligation. */
export const OBLIGATION_EVENTS = [
  'itemTaken',
  'itemPublished',
  'correctionReceived',
  'killReceived',
] as const;
export type ObligationEvent = (typeof OBLIGATION_EVENTS)[number];

/** `eq` and `neq` carry exactly one value, the other two at least one. */
export const SET_OPERATORS = ['eq', 'neq', 'isAnyOf', 'isNoneOf'] as const;
export type SetOperator = (typeof SET_OPERATORS)[number];

export const ORDER_OPERATORS = ['lt', 'lteq', 'gt', 'gteq'] as const;
export type OrderOperator = (typeof ORDER_OPERATORS)[number];

/** After which a quota starts again, at local midnight of its zone: day, Monday, first of month, quarter, year. */
export const QUOTA_PERIODS = ['P1D', 'P1W', 'P1M', 'P3M', 'P1Y'] as const;
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

/** What a side promises beside the news, to be counted. */
export const COMMITMENT_KINDS = ['visit', 'trainingPlace', 'jointProject'] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** What a person at a party is to be asked about; `corrections` is also whom to call when an answer is overdue. */
export const CONTACT_PURPOSES = ['editorial', 'corrections', 'legal', 'technical'] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

/** Whether search engines may find copies. `translationIndexed`: translations yes, verbatim copies no. */
export const INDEX_POLICIES = ['own', 'noindex', 'canonicalToOriginal', 'translationIndexed'] as const;
export type IndexPolicy = (typeof INDEX_POLICIES)[number];

/** What happens to copies already published when the agreement has ended. */
export const TAIL_POLICIES = ['keepPublished', 'removeAll'] as const;
export type TailPolicy = (typeof TAIL_POLICIES)[number];

/** A kill takes the published copy down by itself, or puts a task with a deadline on the desk. */
export const KILL_POLICIES = ['automatic', 'desk'] as const;
export type KillPolicy = (typeof KILL_POLICIES)[number];

type SetTerm<Operand extends string, Value extends string = string> = {
  readonly operand: Operand;
  readonly operator: SetOperator;
  readonly values: readonly Value[];
};

/**
 * A refinement of a target: which items. Topics match their narrower ones too; `newsProduct` is the giver's own name.
 * Without `provider` the items are the giver's own; with it, those of the agencies named (its own only if it is named),
 * which it passes on because they let it. It lists and never excludes: nobody grants what is not named.
 */
export type SelectorTerm =
  | { readonly operand: 'provider'; readonly operator: 'eq' | 'isAnyOf'; readonly values: readonly Did[] }
  | SetTerm<'mediaTopic'>
  | SetTerm<'newsType', NewsType>
  | SetTerm<'language'>
  | SetTerm<'newsProduct'>;

/** A refinement of an action: how it is done. `targetLanguage` is `odrl:language` at this place. */
export type RefinementTerm =
  | SetTerm<'deliveryChannel', DeliveryChannel>
  | SetTerm<'targetLanguage'>
  | { readonly operand: 'wordCount'; readonly operator: 'lteq'; readonly value: number };

/**
 * A condition of a rule. `spatial` holds ISO 3166-1 alpha-2 codes; `elapsedTime` runs from the offer of the item;
 * `countPerPeriod` counts first publications of distinct items, this one included.
 */
export type ConstraintTerm =
  | SetTerm<'spatial'>
  | SetTerm<'recipient', Did>
  | SetTerm<'deliveryChannel', DeliveryChannel>
  | { readonly operand: 'dateTime'; readonly operator: OrderOperator; readonly value: Instant }
  | { readonly operand: 'dateTime'; readonly operator: 'gteq'; readonly value: 'itemEmbargoEnd' }
  | { readonly operand: 'elapsedTime'; readonly operator: OrderOperator; readonly value: Duration }
  | {
      readonly operand: 'countPerPeriod';
      readonly operator: 'lteq';
      readonly value: number;
      readonly period: QuotaPeriod;
      /** IANA time zone whose midnight ends the period. */
      readonly zone: string;
    };

/** When a duty is due at all; none means always. */
export type DutyTerm = SetTerm<'deliveryChannel', DeliveryChannel> | SetTerm<'spatial'>;

export type Term = SelectorTerm | RefinementTerm | ConstraintTerm;

/** Items a rule is about (`odrl:AssetCollection`). No terms: everything the giving side offers. */
export type Selector = { readonly uid: string; readonly terms: readonly SelectorTerm[] };

export type RuleAction = { readonly action: Action; readonly refinements: readonly RefinementTerm[] };

export type Duty = {
  readonly uid: string;
  readonly action: DutyAction;
  /** Who is to be named; only with `attribute`. */
  readonly attributedParty?: Did;
  /** The exact words of the credit in a copy of that language; only with `attribute`. */
  readonly wording?: TextByLanguage;
  /** uid of the permission that a third party is given no more than; with `nextPolicy` and only there. */
  readonly target?: string;
  readonly constraints: readonly DutyTerm[];
};

type Rule = {
  readonly uid: string;
  /** The side whose rule it is: that gives the items, or gains by a prohibition. */
  readonly assigner: Did;
  /** The sides that may, may not, or must: each for itself, with a quota of its own. Never the assigner. */
  readonly assignees: Dids;
  /** Equal uids mean equal terms within one agreement. */
  readonly target: Selector;
};

export type Permission = Rule & {
  readonly actions: readonly RuleAction[];
  readonly constraints: readonly ConstraintTerm[];
  readonly duties: readonly Duty[];
};

/** Exclusivity is a prohibition of `offer` whose one assignee is the giving side itself. */
export type Prohibition = Rule & {
  readonly actions: readonly RuleAction[];
  readonly constraints: readonly ConstraintTerm[];
};

export type Consequence = { readonly action: 'suspendRule'; readonly target: string };

export type Obligation = Rule & {
  readonly action: ObligationAction;
  readonly event: ObligationEvent;
  /** Counted from the event. */
  readonly dueIn: Duration;
  /** Only with `removeFromService`; not said means `desk`. */
  readonly onKill?: KillPolicy;
  /** What the other side may do when it is overdue. */
  readonly consequences: readonly Consequence[];
};

/**
 * A countable promise beside the news: `assigner` provides, `assignees` receive. Counted per calendar period of a zone, or
 * over the whole term where none is said. No decision about a use looks at it.
 */
export type Commitment = {
  readonly uid: string;
  readonly assigner: Did;
  readonly assignees: Dids;
  readonly kind: CommitmentKind;
  readonly count: number;
  readonly per?: { readonly period: QuotaPeriod; readonly zone: string };
  readonly title: TextByLanguage;
};

/** Whom to reach: one address for everything, or a person or office for a purpose. */
export type Contact =
  | { readonly purpose: 'general'; readonly address: string }
  | {
      readonly purpose: ContactPurpose;
      /** Of the person or the office. */
      readonly name: TextByLanguage;
      readonly email: string;
      readonly phone?: string;
    };

export type AgreementParty = {
  readonly did: Did;
  readonly name: TextByLanguage;
  /** RFC 7638 thumbprint of the signing key; pins the partner whatever its web server says later. */
  readonly keyThumbprint: string;
  readonly recoveryKeyHash?: string;
  /** Either one general address or at least one contact by purpose. */
  readonly contacts?: readonly Contact[];
};

/**
 * The terms that two to twelve agencies sign, in our words; its bytes are those of the JSON-LD document (`formats/odrl`).
 * Rules run in any direction between two of them. Conflicts are always settled by prohibition (ODRL IM 2.2 §2.8).
 */
export type Agreement = {
  readonly uid: string;
  readonly agreementVersion: number;
  /** Digest of the version that this one replaces. */
  readonly supersedes?: Digest;
  readonly title: TextByLanguage;
  /** The language whose text rules when the texts differ (BCP 47). */
  readonly governingLanguage: string;
  readonly textForHumans?: string;
  readonly textDigest?: Digest;
  readonly effectiveFrom: Instant;
  /** First moment after the end; not said means until notice. */
  readonly effectiveUntil?: Instant;
  readonly noticePeriod: Duration;
  /** How long a breach may be mended before an ending for it takes hold; not said means not at all. */
  readonly curePeriod?: Duration;
  readonly tailPeriod: Duration;
  readonly tailPolicy: TailPolicy;
  /** How old the newest signed head of the giver's channel may be when its items are used. */
  readonly freshness: Duration;
  /** Not said means `translationIndexed`. */
  readonly indexPolicy?: IndexPolicy;
  readonly parties: readonly [AgreementParty, AgreementParty, ...AgreementParty[]];
  readonly permissions: readonly Permission[];
  readonly prohibitions: readonly Prohibition[];
  readonly obligations: readonly Obligation[];
  readonly commitments: readonly Commitment[];
};

export function isParty({ parties }: Agreement, did: Did): boolean {
  return parties.some((party) => party.did === did);
}

/** Every party but this one, in the order of their names: two who speak to all at once lock the same channel first. */
export function othersIn({ parties }: Agreement, did: Did): readonly Did[] {
  return parties
    .map((party) => party.did)
    .filter((other) => other !== did)
    .toSorted();
}
