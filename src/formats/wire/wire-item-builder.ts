import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { createItemLists, isListField, type EntryOf, type ItemLists, type ListField } from './item-lists.ts';
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
  add<K extends ListField>(field: K, value: EntryOf<K>, at: string): void;
  readonly dropped: DroppedList;
  warn(code: Finding['code'], at: string, detail: string): void;
  has(field: SingleField | ListField): boolean;
  /** What was set; cheaper than building. */
  get<K extends SingleField>(field: K): WireItem[K] | undefined;
  /** What a list has by now. */
  list<K extends ListField>(field: K): readonly EntryOf<K>[];
  /** The place of a field, or of an entry of a list (`signals/0`). */
  placeOf(field: string): string | undefined;
  hasDate(name: keyof WireItem['dates']): boolean;
  build(): WireItem;
};

type SingleField = Exclude<keyof Said, ListField | 'dates' | 'at'>;

/** A builder for the item at a place. `uri` may be set later, by `set`. */
export function createWireItem(at: string, kind: WireKind = 'news'): WireItemBuilder {
  const fields: Fields = {};
  let isOpen = false;
  const dates: Writable<WireItem['dates']> = {};
  const lists = createItemLists();
  const sources: Record<string, string> = {};
  const dropped = createDroppedList();
  const warnings: Finding[] = [];
  const set: WireItemBuilder['set'] = (field, value, place) => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    const known: unknown = fields[field];
    const why = isOpen && field === 'embargo' ? HOLDS_OPEN : whyKept(field, known, value);
    if (why === undefined) {
      if (typeof known === 'string')
        dropped.add(sources[field] ?? place, `${field} ${known}`, 'another is later');
      fields[field] = value;
      sources[field] = place;
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
      const known = dates[name];
      if (known === undefined) {
        dates[name] = value;
        sources[`dates/${name}`] = place;
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
      const index = lists.add(field, value);
      if (index !== undefined) sources[`${field}/${index}`] = place;
    },
    dropped,
    warn: (code, place, detail) => warnings.push({ code, at: place, detail }),
    has: (field) =>
      isListField(field)
        ? lists.of(field).length > 0
        : Object.hasOwn(fields, field) || (isOpen && field === 'embargo'),
    get: (field) => fields[field],
    list: (field) => lists.of(field),
    placeOf: (field) => sources[field],
    hasDate: (name) => dates[name] !== undefined,
    build: () => built({ at, kind, fields, dates, lists, sources, dropped: dropped.all(), warnings }),
  };
}

/** A code stands for its provider or vocabulary entry. */
function wordOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function momentOf(written: string): string {
  return resolveTime(wireTime(written)) ?? written;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
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
  readonly dates: WireItem['dates'];
  readonly lists: ItemLists;
  readonly sources: WireItem['sources'];
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly Finding[];
};

/** A builder may go on after it was asked. */
function built({ at, kind, fields, dates, lists, sources, dropped, warnings }: Collected): WireItem {
  return {
    at,
    sources: { ...sources },
    kind,
    uri: '',
    dates: { ...dates },
    body: NOTHING,
    ...fields,
    ...lists.all(),
    dropped,
    warnings,
  };
}

const NOTHING: readonly never[] = [];

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
