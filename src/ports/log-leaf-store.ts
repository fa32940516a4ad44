import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

/**
 * Something that the transparency log must show (I8): who withdrew which thing, why, and when; which keys speak; which program
 * runs; what is committed to. `subject` names the thing and is kept as its hash only; a leaf holds no text.
 */
export type LogLeaf = Withdrawal | Statement;

type Common = { readonly subject: string; readonly actor: string; readonly at: Instant };

export const WITHDRAWAL_KINDS = [
  'page-withdrawn',
  'page-withheld',
  'page-reinstated',
  'item-killed',
  'item-withheld',
  'item-reinstated',
] as const;
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];

type Withdrawal = Common & {
  readonly kind: WithdrawalKind;
  readonly reasonClass: ReasonClass;
};

type Statement = Common & {
  readonly kind:
    | 'key-added'
    | 'key-retired'
    | 'key-revoked'
    | 'channel-heads'
    | 'agreement-standing'
    | 'recalls-overdue'
    | 'release';
  /** Public members of the leaf. */
  readonly facts: JsonObject;
};

export type LogLeafStore = {
  /** Adds the leaf; the same one again changes nothing. Nobody can change or remove it. */
  append(leaf: LogLeaf): Promise<void>;
  /** The leaf of this kind that was added last, as it stands in the log. */
  last(kind: LogLeaf['kind']): Promise<string | undefined>;
};
