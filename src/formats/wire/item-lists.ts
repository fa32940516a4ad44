import type { WireItem } from './wire-item.ts';

export type ListField =
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
export type EntryOf<K extends ListField> = NonNullable<WireItem[K]>[number];

/** The lists of an item that is being collected. */
export type ItemLists = {
  /** The place that the entry takes in its list; undefined where an equal one (compared without their `at`) is there. */
  add<K extends ListField>(field: K, value: EntryOf<K>): number | undefined;
  of<K extends ListField>(field: K): readonly EntryOf<K>[];
  /** As an item has them: those that it always has are empty without entries, the others are missing. */
  all(): Pick<WireItem, ListField>;
};

export function createItemLists(): ItemLists {
  const lists: Lists = {};
  const keys = new Map<ListField, Set<string>>();
  const isNew = (field: ListField, first: unknown, value: unknown): boolean => {
    // Nothing is written out before there are two of them.
    const known = keys.get(field) ?? new Set([keyOf(first)]);
    keys.set(field, known);
    return known.size < known.add(keyOf(value)).size;
  };
  return {
    add<K extends ListField>(field: K, value: EntryOf<K>) {
      const list: EntryOf<K>[] = (lists[field] ??= []);
      if (list.length > 0 && !isNew(field, list[0], value)) return undefined;
      return list.push(value) - 1;
    },
    of: (field) => lists[field] ?? NOTHING,
    all: () => copied(lists),
  };
}

type Lists = { [K in ListField]?: EntryOf<K>[] };

const NOTHING: readonly never[] = [];

const NAMES: Readonly<Record<ListField, true>> = {
  signals: true,
  altIds: true,
  infoSources: true,
  headlines: true,
  genres: true,
  subjects: true,
  keywords: true,
  places: true,
  edNotes: true,
  renditions: true,
  associations: true,
  links: true,
  coverages: true,
  groups: true,
  about: true,
  private: true,
};

export function isListField(field: string): field is ListField {
  return Object.hasOwn(NAMES, field);
}

/** Copies, for the lists may grow after they were asked for. */
function copied(lists: Lists): Pick<WireItem, ListField> {
  const { altIds, infoSources, headlines, coverages, groups, about } = lists;
  return {
    signals: copyOf(lists.signals),
    genres: copyOf(lists.genres),
    subjects: copyOf(lists.subjects),
    keywords: copyOf(lists.keywords),
    places: copyOf(lists.places),
    edNotes: copyOf(lists.edNotes),
    renditions: copyOf(lists.renditions),
    associations: copyOf(lists.associations),
    links: copyOf(lists.links),
    private: copyOf(lists.private),
    ...(altIds && { altIds: [...altIds] }),
    ...(infoSources && { infoSources: [...infoSources] }),
    ...(headlines && { headlines: [...headlines] }),
    ...(coverages && { coverages: [...coverages] }),
    ...(groups && { groups: [...groups] }),
    ...(about && { about: [...about] }),
  };
}

function copyOf<T>(list: readonly T[] | undefined): readonly T[] {
  return list === undefined ? NOTHING : [...list];
}

/** What entries are compared by. A function that JSON asks for every member is slow, and most members are plain. */
function keyOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  let key = '';
  for (const [name, one] of Object.entries(value))
    if (name !== 'at' && one !== undefined)
      key += `${name}:${typeof one === 'object' ? JSON.stringify(one, sameValue) : JSON.stringify(one)},`;
  return key;
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
