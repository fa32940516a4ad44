import type { ItemVersion } from '#domain/item/item.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Trilingual } from '#kernel/language.ts';

/** What was agreed about an item: the clauses as sentences, and the policy that a program reads (`formats/rightsml`). */
export type OutgoingRights = { readonly sentences: readonly Trilingual[]; readonly policy: JsonObject };

/** An item on its way to another system, with what is known of it beside its own version. */
export type OutgoingItem = {
  readonly item: ItemVersion;
  /** Who answers for it, as people know it. */
  readonly providerName?: Trilingual;
  /** This version corrects what an earlier one said. */
  readonly isCorrection?: boolean;
  /** Where its words come from, when it was made of another item. */
  readonly translation?: {
    /** How, in words of IPTC: translated, or edited in its own language. */
    readonly rel: 'translatedFrom' | 'derivedFrom';
    /** Identity and language of that item. */
    readonly of: string;
    readonly fromLanguage: string;
    /** DID of the agency that translated or edited it. */
    readonly by: string;
  };
  readonly rights?: OutgoingRights;
  /** Of the pictures beside a text, by identity: agreements name kinds of content, and pictures are one. */
  readonly pictureRights?: ReadonlyMap<string, OutgoingRights>;
};

/** A picture on its way with its story: the bytes that we hold, and the name that its file has beside the text. */
export type OutgoingPicture = {
  /** Of the picture; of a story that is one, the story's. */
  readonly guid: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly caption?: string;
  readonly creditLine?: string;
  /** Terms of its own, beside those of the story. */
  readonly usageTerms?: string;
};
