import type { AgreementEvent, SignatureOnFile } from '#domain/agreement/agreement-record.ts';
import type { OverrideFacts } from '#domain/agreement/override/override.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Json } from '#kernel/json.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ConfirmedRestrictions, ToldRestrictions } from '#ports/restriction-store.ts';
import type { ItemName, StoredItem } from '#ports/item-store.ts';
import type { TopicReader } from '#ports/topic-store.ts';

/** One version of an agreement on file: the signed document unread, with its verified signatures and its events. */
export type AgreementOnFile = {
  readonly digest: Digest;
  readonly document: Json;
  readonly signatures: readonly SignatureOnFile[];
  readonly events: readonly AgreementEvent[];
};

/** What decisions look at beside the item; read in the transaction that will act on the answer. */
export type UseStateReader = TopicReader & {
  agreements(): Promise<readonly AgreementOnFile[]>;
  /** When the partner's channel to us was last seen to its signed head; undefined when we are not caught up. */
  headSeenAt(partnerDid: string): Promise<Instant | undefined>;
  /** Distinct items counted under a permission from `from` on; with `lock`, no other transaction counts meanwhile (I16). */
  countUses(ruleUid: string, from: Instant, lock: boolean): Promise<number>;
  wasCounted(ruleUid: string, name: ItemName): Promise<boolean>;
  /** The newest version that its provider has announced as a correction, whether or not its text has come yet. */
  announcedCorrection(name: ItemName): Promise<number | undefined>;
  /** When the item was first offered to anybody by us. */
  firstOfferedAt(itemId: string): Promise<Instant | undefined>;
  /** What a person here last said this text beside this item means. */
  confirmedRestrictions(itemId: string, text: string): Promise<ConfirmedRestrictions | undefined>;
  /** What its provider last told us of a partner's item in this version. */
  toldRestrictions(name: ItemName, version: number): Promise<ToldRestrictions | undefined>;
  /** Approved overrides for a partner's item whose time is not over. */
  overrides(itemId: string, at: Instant): Promise<readonly OverrideFacts[]>;
};

export type UseStateStore = UseStateReader & {
  /** The same facts of these items only, read for all of them at once: for whoever asks about many. */
  forMany(items: readonly StoredItem[]): Promise<UseStateReader>;
  /** Counts a first publication of an item; the same item costs nothing again. */
  debit(ruleUid: string, name: ItemName, at: Instant): Promise<void>;
};
