import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';

/** ninature of IPTC: what kind of thing an item is. Only text and picture are admitted in full so far. */
export const NEWS_TYPES = ['text', 'picture', 'video', 'audio', 'graphic', 'composite'] as const;
export type NewsType = (typeof NEWS_TYPES)[number];

/** pubStatus of IPTC: `canceled` is a kill (remove everywhere), `withheld` stops every use until released. */
export type PubStatus = 'usable' | 'withheld' | 'canceled';

/**
 * One paragraph-sized piece of a body. `html` is already sanitised inline markup; `text` is the same without markup.
 * In both, the cells of a table row are parted by a tab, and a preformatted piece keeps its line breaks and blanks.
 */
export type Block = {
  /** Stable over versions while the piece stays recognisably the same: `b1`, `b2` … never reused within an item. */
  readonly id: string;
  readonly kind: 'paragraph' | 'heading' | 'quote' | 'list-item' | 'table-row' | 'preformatted';
  readonly html: string;
  readonly text: string;
};

/** A media topic (`medtop:20000344`) with the codes above it, nearest first, as far as the provider or our table says. */
export type Subject = { readonly code: string; readonly name?: string; readonly broader: readonly string[] };

/** One technical form of a picture. `digest` is that of the bytes we hold; absent until they were fetched and checked. */
export type Rendition = {
  readonly role: string;
  readonly href: string;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
  readonly sizeBytes?: number;
  readonly digest?: Digest;
};

/** A picture that goes with a text item. */
export type Association = {
  readonly guid: string;
  readonly newsType: NewsType;
  readonly headline?: string;
  readonly caption?: string;
  readonly creditLine?: string;
  /** Terms of its own, beside those of the item. */
  readonly usageTerms?: string;
  readonly renditions: readonly Rendition[];
};

/** The agency that made an item which a partner passed on to us, as that partner says. */
export type Originator = { readonly did: string; readonly name: Trilingual; readonly ownership: Ownership };

/**
 * One version of a news item as the wire gave it, in our words. Identity (`guid`) and `version` are the provider's own;
 * everything a format could not carry over is listed by its reader as `dropped`, never silently lost.
 */
export type ItemVersion = {
  readonly guid: string;
  readonly version: number;
  readonly versionCreatedAt: Instant;
  /** DID of the agency that answers for the item. */
  readonly provider: string;
  /** Whose story it is, where its provider passes it on; agreements speak of it under this name. */
  readonly originator?: Originator;
  readonly newsType: NewsType;
  readonly pubStatus: PubStatus;
  readonly language: string;
  readonly headline: string;
  readonly summary?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly slugline?: string;
  readonly creditLine?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  /** The provider's note to editors: what changed in this version, or why it was withdrawn. */
  readonly editorialNote?: string;
  /** Phrases that restrict its use, out of notes that are not for partners: they bind here and are never handed on. */
  readonly privateRestrictions?: readonly string[];
  readonly urgency?: number;
  readonly embargoEndAt?: Instant;
  readonly subjects: readonly Subject[];
  readonly places: readonly string[];
  readonly blocks: readonly Block[];
  readonly renditions: readonly Rendition[];
  readonly associations: readonly Association[];
  readonly canonicalUrl?: string;
};
