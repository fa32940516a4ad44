import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { Block, NewsType, PubStatus } from '#domain/item/item.ts';
import type { CharsetLabel } from '../text/declared-charsets.ts';

/**
 * A moment as a wire writes it, in ISO 8601: with an offset where one was given (`2026-11-29T10:00:00+07:00`), without one
 * where the wire leaves it to its reader (`2026-11-29T10:00:00`), or a day (`2026-11-29`). Seconds are always there; thousandths where they
 * are not nought.
 */
export type WireTime = string;

/** What an item is: a story or a picture, a list of others, a plan, an event, or knowledge about a person, place or thing. */
export type WireKind = 'news' | 'package' | 'planning' | 'event' | 'concept';

/** What the wire asks its receiver to do with an item, in one word for all dialects. */
export type WireInstruction = 'publish' | 'update' | 'correct' | 'kill' | 'withhold' | 'repeat' | 'advise';

/** A code with the vocabulary it is from: `scheme` is a URI where the document or its catalog tells it, else the alias as written. */
export type WireCode = { readonly scheme?: string; readonly code: string; readonly name?: string };

/**
 * What a story is about. `mediaTopic` is the IPTC Media Topic (`medtop:20000344`) it is or is mapped to, `broader` the topics
 * above that, nearest first. `type` tells a person, an organisation or an event from an abstract subject (IPTC concept nature).
 */
export type WireSubject = WireCode & {
  readonly type?: string;
  readonly mediaTopic?: string;
  readonly broader?: readonly string[];
};

/** `dateline`: where the story was written; `subject`: what it is about; `event`: where it happens or was seen. */
export type WirePlace = Partial<WireCode> & {
  readonly name?: string;
  readonly role: 'dateline' | 'subject' | 'event';
  readonly country?: string;
};

/** A note to editors. `role` is the dialect's own word (`correction`, `advisory`, `update`); `audience` says who may read it. */
export type WireNote = {
  readonly text: string;
  readonly role?: string;
  /** `partner`: it goes with the story. `private`: it stays in this house (desk notes, contacts, "not for publication"). */
  readonly audience: 'partner' | 'private';
  readonly at: string;
};

/** What must never leave this house, set apart while reading (I26). `text` is shown here and written nowhere else. */
export type WirePrivate = {
  readonly kind:
    | 'contact'
    | 'not-for-publication'
    | 'desk'
    | 'position'
    | 'serial-number'
    | 'person'
    | 'other';
  readonly text: string;
  readonly at: string;
};

/** One technical form of the content, elsewhere (`href`), named by the provider (`residRef`) or inside the document (`embedded`). */
export type WireRendition = {
  readonly role: string;
  readonly href?: string;
  readonly residRef?: string;
  readonly embedded?: { readonly bytes: Uint8Array };
  readonly mediaType?: string;
  /** As the provider names the file. */
  readonly fileName?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sizeBytes?: number;
  readonly durationSeconds?: number;
  readonly title?: string;
  /** EXIF orientation, 1 to 8; `width` and `height` are of the pixels as stored, before they are turned by it. */
  readonly orientation?: number;
  readonly colourSpace?: string;
  readonly at: string;
};

/** Another item or page and how it belongs to this one; `rel` is an IPTC item relation where there is one, else the wire's word. */
export type WireLink = {
  readonly rel: string;
  readonly uri?: string;
  readonly href?: string;
  readonly version?: string;
  readonly title?: string;
  readonly at: string;
};

/** When and where something happens (iCalendar, NewsML-G2 events). Times follow `WireTime`. */
export type WireEvent = {
  readonly start?: WireTime;
  readonly end?: WireTime;
  readonly isAllDay?: boolean;
  /** IANA name, such as `Asia/Ho_Chi_Minh`. */
  readonly timeZone?: string;
  /** RFC 5545 recurrence rules and dates as lines (`RRULE:…`, `RDATE:…`, `EXDATE:…`). */
  readonly recurrence?: readonly string[];
  /** Further times at which it happens, as far as they are written or follow from the rule, at most 500. */
  readonly occurrences?: readonly { readonly start: WireTime; readonly end?: WireTime }[];
  readonly status?: string;
  readonly organiser?: string;
};

/** What a newsroom plans to deliver, and when. */
export type WireCoverage = {
  readonly type?: string;
  readonly scheduled?: WireTime;
  readonly headline?: string;
  readonly slugline?: string;
  readonly note?: string;
  readonly status?: string;
  readonly deliveries?: readonly string[];
};

/** A set of items inside a package. */
export type WireGroup = {
  readonly id?: string;
  readonly role?: string;
  /** `sequential`, `alternative` or `bag` (IPTC package modes). */
  readonly mode?: string;
  readonly title?: string;
  readonly items: readonly WireLink[];
};

/**
 * One item as a wire gives it, in the words of IPTC, before anybody decides what of it this house keeps. Readers fill only
 * what the document says; nothing here is assumed. `at` and `places` are places as in `FormatRefusal`.
 */
export type WireItem = {
  readonly at: string;
  /** Where each field stood: keys are field names, for lists with an index (`subjects/0`). */
  readonly sources: Readonly<Record<string, string>>;
  readonly kind: WireKind;
  /** The provider's own identity of the item, the same for all its versions. */
  readonly uri: string;
  /** As the provider writes it: a number, a letter, a time. */
  readonly version?: string;
  /** The document ends in the middle; what came after is not known. */
  readonly isCut?: true;
  /** Other ids that the provider gives the same item, with their role as the scheme. */
  readonly altIds?: readonly WireCode[];
  /** Says of itself who it is from. */
  readonly provider?: WireCode;
  readonly type?: NewsType;
  readonly pubStatus?: PubStatus;
  readonly instruction?: WireInstruction;
  /** Which item the instruction is about when it is another one than this: what it corrects, replaces or kills. */
  readonly about?: readonly string[];
  /** IPTC and dialect signals as codes (`sig:correction`, `update`, `sig:atomic`). */
  readonly signals: readonly WireCode[];
  readonly language?: string;
  readonly dates: {
    readonly versionCreated?: WireTime;
    readonly firstCreated?: WireTime;
    readonly contentCreated?: WireTime;
    readonly contentModified?: WireTime;
    readonly published?: WireTime;
    readonly expires?: WireTime;
  };
  readonly embargo?: WireTime;
  /** An embargo is laid on it whose end the wire does not say, or says only in words. */
  readonly isEmbargoed?: boolean;
  readonly headline?: string;
  /** Headlines beside the one to use: kicker, subtitle, short form for mobiles. */
  readonly headlines?: readonly { readonly role: string; readonly text: string }[];
  readonly slugline?: string;
  readonly summary?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly creditLine?: string;
  /** Who the information is from, beside the credit line. */
  readonly infoSources?: readonly (WireCode & { readonly role?: string })[];
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  readonly urgency?: number;
  /** The provider's priority where it is not IPTC urgency (`b`, `r`, `u`, FLASH). */
  readonly priority?: string;
  readonly genres: readonly WireCode[];
  readonly subjects: readonly WireSubject[];
  readonly keywords: readonly string[];
  readonly places: readonly WirePlace[];
  readonly edNotes: readonly WireNote[];
  readonly body: readonly Block[];
  readonly renditions: readonly WireRendition[];
  /** Pictures, films and other items that go with this one, as items of their own. */
  readonly associations: readonly WireItem[];
  readonly links: readonly WireLink[];
  readonly wordCount?: number;
  readonly event?: WireEvent;
  readonly coverages?: readonly WireCoverage[];
  readonly groups?: readonly WireGroup[];
  readonly private: readonly WirePrivate[];
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};

/** What is said of a document's charset and by whom, and what it is; several with commas between them, `binary` where nothing is text. */
export type WireEncoding = { readonly declared: readonly CharsetLabel[]; readonly found: string };

/** What a reader of one format gives: the items in document order, and what belongs to none of them. */
export type WireRead = {
  readonly items: readonly WireItem[];
  /** Who sent the document, where that is said outside the items. */
  readonly provider?: WireCode;
  /** Where the reader itself made text of the bytes. */
  readonly encoding?: WireEncoding;
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};

/** What a reader may be told from outside. No clock: what a document does not date stays undated. */
export type WireNeeds = {
  /** Where the document was fetched from, for relative addresses. */
  readonly baseUrl?: string;
};
