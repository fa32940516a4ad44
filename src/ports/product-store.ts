import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Selector } from '#domain/agreement/agreement.ts';

/** One selector of an agreement in one direction, as lists are scoped by it. */
export type ProductRow = {
  readonly agreementDigest: Digest;
  readonly agreementUid: string;
  readonly selector: Selector;
  readonly direction: 'give' | 'receive';
  readonly partnerDid: string;
  readonly inForceFrom: Instant;
  readonly inForceUntil: Instant;
  readonly suspended: boolean;
};

export type ProductStore = {
  /** Of the products that are there already, makes the table say exactly this; one that is not among these rests. */
  restate(products: readonly ProductRow[]): Promise<void>;
  /** Makes the table say exactly this; gives the ids of products that are new. */
  replaceAll(products: readonly ProductRow[]): Promise<readonly number[]>;
  /** Products that we give and that are in force at a moment. */
  givenAt(at: Instant): Promise<readonly { readonly id: number; readonly partnerDid: string }[]>;
};
