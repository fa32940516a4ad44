import type { Digest } from '#kernel/digest.ts';
import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { NewsType } from '#domain/item/item.ts';

/** Decentralised identifier of an agency, `did:web:…`. */
export type Did = string;

/** A text in at least one interface language; `inLanguage` falls back to what there is. */
export type TextByLanguage = { readonly [L in InterfaceLanguage]?: string };

/**
 * What an agreement can grant or forbid. Anything else is granted by nobody.
 * ODRL 2.2 vocabulary (translate extract modify archive grantUse) and the profile's own (publish mineData offer):
 * docs/protocol/agreement.md.
 */
export const ACTIONS = [
  'publish',
  'translate',
  'extract',
  'modify',
  'archive',
  'grantUse',
  'mineData',
  'offer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a copy goes out; profile values of `odrl:deliveryChannel`. */
export const DELIVERY_CHANNELS = ['web', 'app', 'social', 'print', 'broadcast', 'newsletter'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

/** What must be done before a use (ODRL IM 2.2 §2.6.3: a duty is a pre-condition of its permission). */
export const DUTY_ACTIONS = ['attribute', 'linkBack'] as const;
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

/** A refinement of a target: which items. Topics match their narrower ones too; `newsProduct` is the giver's own name. */
export type SelectorTerm =
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
  readonly constraints: readonly DutyTerm[];
};

type Rule = {
  readonly uid: string;
  /** The side whose rule it is: that gives the items, or gains by a prohibition. */
  readonly assigner: Did;
  /** The side that may, may not, or must. */
  readonly assignee: Did;
  /** Equal uids mean equal terms within one agreement. */
  readonly target: Selector;
};

export type Permission = Rule & {
  readonly actions: readonly RuleAction[];
  readonly constraints: readonly ConstraintTerm[];
  readonly duties: readonly Duty[];
};

/** Exclusivity is a prohibition of `offer` whose assignee is the giving side itself. */
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

export type AgreementParty = {
  readonly did: Did;
  readonly name: TextByLanguage;
  /** RFC 7638 thumbprint of the signing key; pins the partner whatever its web server says later. */
  readonly keyThumbprint: string;
  readonly recoveryKeyHash?: string;
  readonly contact?: string;
};

/**
 * The terms two agencies sign, in our words; its bytes are those of the JSON-LD document (`formats/odrl`).
 * Rules run in both directions. Conflicts are always settled by prohibition (ODRL IM 2.2 §2.8).
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
  readonly tailPeriod: Duration;
  readonly tailPolicy: TailPolicy;
  /** How old the newest signed head of the giver's channel may be when its items are used. */
  readonly freshness: Duration;
  /** Not said means `translationIndexed`. */
  readonly indexPolicy?: IndexPolicy;
  readonly parties: readonly [AgreementParty, AgreementParty];
  readonly permissions: readonly Permission[];
  readonly prohibitions: readonly Prohibition[];
  readonly obligations: readonly Obligation[];
};

/** The other side of a bilateral agreement; undefined when `did` is no party. */
export function otherParty(agreement: Agreement, did: Did): AgreementParty | undefined {
  const [first, second] = agreement.parties;
  if (first.did === did) return second;
  return second.did === did ? first : undefined;
}
