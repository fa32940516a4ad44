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
  const lists = emptyLists();
  const keys = new Map<ListField, Set<string>>();
  const isNew = (field: ListField, first: unknown, value: unknown): boolean => {
    // Nothing is written out before there are two of them.
    const known = keys.get(field) ?? new Set([keyOf(first)]);
    keys.set(field, known);
    return known.size < known.add(keyOf(value)).size;
  };
  return {
    add(field, value) {
      const list = lists[field];
      if (list.length > 0 && !isNew(field, list[0], value)) return undefined;
      return list.push(value) - 1;
    },
    of: (field) => lists[field],
    all: () => copied(lists),
  };
}

type Lists = { readonly [K in ListField]: EntryOf<K>[] };

function emptyLists(): Lists {
  return {
    signals: [],
    altIds: [],
    infoSources: [],
    headlines: [],
    genres: [],
    subjects: [],
    keywords: [],
    places: [],
    edNotes: [],
    renditions: [],
    associations: [],
    links: [],
    coverages: [],
    groups: [],
    about: [],
    private: [],
  };
}

const NAMES: ReadonlySet<string> = new Set(Object.keys(emptyLists()));

export function isListField(field: string): field is ListField {
  return NAMES.has(field);
}

/** Copies, for the lists may grow after they were asked for. */
function copied(lists: Lists): Pick<WireItem, ListField> {
  const { altIds, infoSources, headlines, coverages, groups, about } = lists;
  return {
    signals: [...lists.signals],
    genres: [...lists.genres],
    subjects: [...lists.subjects],
    keywords: [...lists.keywords],
    places: [...lists.places],
    edNotes: [...lists.edNotes],
    renditions: [...lists.renditions],
    associations: [...lists.associations],
    links: [...lists.links],
    private: [...lists.private],
    ...(altIds.length === 0 ? {} : { altIds: [...altIds] }),
    ...(infoSources.length === 0 ? {} : { infoSources: [...infoSources] }),
    ...(headlines.length === 0 ? {} : { headlines: [...headlines] }),
    ...(coverages.length === 0 ? {} : { coverages: [...coverages] }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
    ...(about.length === 0 ? {} : { about: [...about] }),
  };
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
