import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { laterEmbargo } from './later-embargo.ts';
import { resolveTime } from './resolve-time.ts';
import type { WireItem, WireKind } from './wire-item.ts';
import { wireTime } from './wire-time.ts';

type Said = Partial<Omit<WireItem, 'dropped' | 'warnings' | 'sources' | 'private'>>;

/**
 * Collects one item while a reader walks through its document. A field that is set twice keeps its first value; the second is
 * listed as dropped. Of two ends of an embargo the later holds. Empty texts and `undefined` set nothing.
 */
export type WireItemBuilder = {
  /** Sets a field that holds one value, with its place. */
  set<K extends SingleField>(field: K, value: WireItem[K] | undefined, at: string): void;
  /** Sets one of the dates. The same moment in another spelling is no second value. */
  date(name: keyof WireItem['dates'], value: string | undefined, at: string): void;
  /**
   * Lays an embargo until the time written; where that cannot be read, one that holds all the same, whatever end another has. Words for none
   * lay none.
   */
  embargo(written: string | undefined, at: string): void;
  /** Adds to a list; equal entries (compared without their `at`) are kept once. */
  add<K extends ListField>(field: K, value: NonNullable<WireItem[K]>[number], at: string): void;
  readonly dropped: DroppedList;
  warn(code: Finding['code'], at: string, detail: string): void;
  has(field: SingleField | ListField): boolean;
  /** What was set; cheaper than building. */
  get<K extends SingleField>(field: K): WireItem[K] | undefined;
  hasDate(name: keyof WireItem['dates']): boolean;
  build(): WireItem;
};

type ListField =
  | 'signals'
  | 'altIds'
  | 'infoSources'
  | 'headlines'
  | 'genres'
  | 'subjects'
  | 'keywords'
  | 'places'
  | 'edNotes'
  | 'renditions'
  | 'associations'
  | 'links'
  | 'coverages'
  | 'groups'
  | 'about'
  | 'private';
type SingleField = Exclude<keyof Said, ListField | 'dates' | 'at'>;

/** A builder for the item at a place. `uri` may be set later, by `set`. */
export function createWireItem(at: string, kind: WireKind = 'news'): WireItemBuilder {
  const fields: Fields = {};
  let isOpen = false;
  const dates = new Map<string, string>();
  const lists = new Map<string, unknown[]>();
  const keys = new Map<string, Set<string>>();
  const sources = new Map<string, string>();
  const dropped = createDroppedList();
  const warnings: Finding[] = [];
  const set: WireItemBuilder['set'] = (field, value, place) => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    const known: unknown = fields[field];
    const why = isOpen && field === 'embargo' ? HOLDS_OPEN : whyKept(field, known, value);
    if (why === undefined) {
      if (typeof known === 'string')
        dropped.add(sources.get(field) ?? place, `${field} ${known}`, 'another is later');
      fields[field] = value;
      sources.set(field, place);
    } else if (!isSame(known, value)) dropped.add(place, `${field} ${wordOf(value)}`.trim(), why);
  };
  const layOpen = (place: string) => {
    isOpen = true;
    delete fields.embargo;
    set('isEmbargoed', true, place);
  };
  return {
    set,
    date(name, value, place) {
      if (value === undefined || value === '') return;
      const known = dates.get(name);
      if (known === undefined) {
        dates.set(name, value);
        sources.set(`dates/${name}`, place);
      } else if (known !== value && momentOf(known) !== momentOf(value))
        dropped.add(place, `${name} ${value}`, 'an item has one of it');
    },
    embargo(written = '', place) {
      if (NO_EMBARGO.test(written.trim())) return;
      const until = wireTime(written);
      if (until !== undefined) set('embargo', until, place);
      else if (FLAG.test(written.trim())) set('isEmbargoed', true, place);
      else layOpen(place);
    },
    add(field, value, place) {
      const list = lists.get(field);
      if (list !== undefined && isIn(list, value, keysOf(keys, field))) return;
      sources.set(`${field}/${list?.length ?? 0}`, place);
      if (list === undefined) lists.set(field, [value]);
      else list.push(value);
    },
    dropped,
    warn: (code, place, detail) => warnings.push({ code, at: place, detail }),
    has: (field) => Object.hasOwn(fields, field) || lists.has(field) || (isOpen && field === 'embargo'),
    get: (field) => fields[field],
    hasDate: (name) => dates.has(name),
    build: () => built({ at, kind, fields, dates, lists, sources, dropped: dropped.all(), warnings }),
  };
}

/** A code stands for its provider or vocabulary entry. */
function wordOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function keysOf(keys: Map<string, Set<string>>, field: string): Set<string> {
  const known = keys.get(field) ?? new Set<string>();
  keys.set(field, known);
  return known;
}

/** `keys` are what the values are compared by; nothing is written out before there are two of them. */
function isIn([first]: readonly unknown[], value: unknown, keys: Set<string>): boolean {
  if (keys.size === 0) keys.add(JSON.stringify(first, sameValue));
  const key = JSON.stringify(value, sameValue);
  if (keys.has(key)) return true;
  keys.add(key);
  return false;
}

function momentOf(written: string): string {
  return resolveTime(wireTime(written)) ?? written;
}

type Fields = { -readonly [K in SingleField]?: WireItem[K] };

/** Where the end of an embargo cannot be read, no other end takes its place. */
const HOLDS_OPEN = 'another one lies on it whose end cannot be read';

/** Why a field keeps what it has; undefined where it takes the value. */
function whyKept(field: string, known: unknown, value: unknown): string | undefined {
  if (known === undefined) return undefined;
  const isTimes = field === 'embargo' && typeof known === 'string' && typeof value === 'string';
  const isLater = isTimes && laterEmbargo(known, value) !== known;
  return isLater ? undefined : 'an item has one of it';
}

const FLAG = /^(?:1|y|yes|true)$/i;
/** Some systems write the first moment that they know for no moment. */
const NO_EMBARGO = /^(?:|0|n|no|none|false|null|0001-01-01T00:00:00(?:\.0+)?Z?|yyyymmdd[^1-9]*)$/i;

type Collected = {
  readonly at: string;
  readonly kind: WireKind;
  readonly fields: Readonly<Fields>;
  readonly dates: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
  readonly sources: ReadonlyMap<string, string>;
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};

const NOTHING: readonly never[] = [];

function built({ at, kind, fields, dates, lists, sources, dropped, warnings }: Collected): WireItem {
  // A builder may go on after it was asked.
  const gathered: Partial<WireItem> = Object.fromEntries(
    [...lists].map(([field, list]) => [field, [...list]]),
  );
  return {
    at,
    sources: Object.fromEntries(sources),
    kind,
    uri: '',
    signals: NOTHING,
    dates: Object.fromEntries(dates),
    genres: NOTHING,
    subjects: NOTHING,
    keywords: NOTHING,
    places: NOTHING,
    edNotes: NOTHING,
    body: NOTHING,
    renditions: NOTHING,
    associations: NOTHING,
    links: NOTHING,
    private: NOTHING,
    ...fields,
    ...gathered,
    dropped,
    warnings,
  };
}

/** Written out byte by byte, a picture would take longer to compare than to read. */
function sameValue(name: string, one: unknown): unknown {
  if (name === 'at') return undefined;
  return one instanceof Uint8Array ? `${one.length} bytes ${mixed(one)}` : one;
}

/** Fowler, Noll and Vo's hash (FNV-1a, 32 bits). */
function mixed(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
