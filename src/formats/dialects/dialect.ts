import type { NewsType } from '#domain/item/item.ts';
import type { WireInstruction, WireNote } from '../wire/wire-item.ts';

/**
 * How one agency's wire differs from its standard, as data (docs/dialects.md). A dialect names nothing that a reader of a format
 * knows already, so most are a few lines.
 */
export type Dialect = {
  /** Short and stable: `vna`, `apa`. */
  readonly id: string;
  readonly name: string;
  /** Counts what a person kept of it, from 1; a file may leave it out. */
  readonly version?: number;
  /** Any one of these is enough. */
  readonly match: readonly DialectMatch[];
  /** IANA name, for times without an offset. */
  readonly timeZone?: string;
  /** For items that do not say their language. */
  readonly language?: string;
  readonly notes?: readonly NoteRule[];
  /** Words of status, signal, role of a note or first words of one, and what they ask for; letter case does not count. */
  readonly instructions?: Readonly<Record<string, WireInstruction>>;
  /** What the house writes before a headline, slugline or keyword that is no part of it (`>>>ANSA/`). */
  readonly marks?: readonly string[];
  /** For each format in which the house writes another line where its byline should be, what that line is (a role of headlines). */
  readonly bylines?: Readonly<Record<string, string>>;
  /** Codes that are people or desks of the house: creators, contributors, note lines. */
  readonly desk?: readonly string[];
  /** For each scheme (URI or alias) what its codes are as IPTC Media Topics. */
  readonly subjects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** For documents that no reader knows: where their fields are. */
  readonly structure?: DialectStructure;
};

/** All members that are given must hold; texts are compared without letter case. */
export type DialectMatch = {
  readonly formats?: readonly string[];
  /** Code or name of the provider, of the document or of its items. */
  readonly providers?: readonly string[];
  /** Beginnings of item identities. */
  readonly uris?: readonly string[];
  /** Words of the credit line or the copyright holder. */
  readonly credits?: readonly string[];
};

/** `role` or `begins` chooses notes; `role` may end in `*`. */
export type NoteRule = {
  readonly role?: string;
  readonly begins?: string;
  readonly audience: WireNote['audience'];
};

/** Where the fields of one thing are: a path for each, from the thing itself. */
export type DialectBranch = {
  readonly fields: Readonly<Partial<Record<StructureField, string | readonly string[]>>>;
  /** Its technical forms, each where one is. */
  readonly renditions?: readonly RenditionPaths[];
};

/** A technical form: where it is, its role, and from there its address and its size in pixels. */
export type RenditionPaths = {
  readonly at: string;
  readonly role: string;
  readonly href: string;
  readonly width?: string;
  readonly height?: string;
};

/** A document of a house's own making: the root it begins with, the elements that are items, and a path for each field. */
export type DialectStructure = DialectBranch & {
  /** Name of the root element, or of a member that every such JSON document has. */
  readonly root: string;
  /** Path to the items, one of which may also come alone; the whole document is the item where it is left out. */
  readonly items?: string;
  /** Path that must lead somewhere in one of the items, where other houses have such a root too. */
  readonly has?: string;
  /** Paths to a yes or no (`true`, `1`, `yes`), or with the word that counts as a yes (`state=off`, any word: `note=*`), and what a yes asks for. */
  readonly flags?: Readonly<Record<string, WireInstruction>>;
  /** The vocabulary that the subjects are from. */
  readonly subjectScheme?: string;
  /** Paths from a subject to its code and to its name, where it is not both itself. */
  readonly subjectCode?: string;
  readonly subjectName?: string;
  /** What the house calls each type, in small letters. */
  readonly types?: Readonly<Record<string, NewsType>>;
  /** What the house writes for each language where it writes no tag: `2` for `fr`. */
  readonly languages?: Readonly<Record<string, string>>;
  /** Which comes first in a date with strokes: `month` (`11/29/2026`) or `day`; without it such a date is none. */
  readonly datesBegin?: 'day' | 'month';
  /** Pictures and films with fields of their own that go with an item. */
  readonly media?: DialectBranch & { readonly items: string };
};

/** Fields that a path may be given for. */
export const STRUCTURE_FIELDS = [
  'uri',
  'version',
  'type',
  'status',
  'instruction',
  'language',
  'versionCreated',
  'firstCreated',
  'embargo',
  'expires',
  'headline',
  'slugline',
  'summary',
  'byline',
  'dateline',
  'creditLine',
  'provider',
  'copyrightNotice',
  'usageTerms',
  'countriesOut',
  'urgency',
  'keywords',
  'subjects',
  'places',
  'note',
  'privateNote',
  'contact',
  'body',
  'picture',
  'caption',
  'link',
  'start',
  'end',
  'venue',
  'position',
] as const;
export type StructureField = (typeof STRUCTURE_FIELDS)[number];
