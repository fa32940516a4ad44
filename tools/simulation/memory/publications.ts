import type { Publication } from '#domain/publication/publication.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { ReleasedStore } from '#ports/released-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import { nextNumber, type AgencyRows } from './agency-rows.ts';
import { holdersBehind } from './passed-on.ts';

/** Pages of ours, and the corrections that a newer page answers. */
export function memoryPublications(rows: AgencyRows): PublicationStore {
  const { publications, notes, notices } = rows;
  const ofItem = (itemId: string): readonly Publication[] =>
    publications
      .all()
      .filter((one) => one.itemId === itemId)
      .toSorted((one, other) => one.number - other.number);
  return {
    find: async (id) => publications.get(id),
    findFor: async (itemId, language) => ofItem(itemId).find((one) => one.language === language),
    ofItem: async (itemId) => ofItem(itemId),
    corrections: async (id) => {
      const note = notes.get(id);
      return note ? [note] : [];
    },
    async add(publication) {
      const numbered = { ...publication, number: nextNumber(rows, 'publication') };
      publications.set(publication.id, numbered);
      return numbered;
    },
    async save(publication) {
      publications.set(publication.id, publication);
    },
    async addRevision({ publication, correctionNote, at }) {
      if (correctionNote !== undefined) notes.set(publication.id, { at, note: correctionNote });
    },
    async applyCorrections(itemId, at) {
      const open = notices
        .all()
        .filter((one) => one.itemId === itemId && one.kind === 'correction' && one.state === 'open')
        .filter(({ version }) =>
          ofItem(itemId).every((page) => page.state === 'withdrawn' || page.version >= version),
        )
        .filter(({ version }) => holdersBehind(rows, itemId, version).length === 0);
      for (const notice of open) notices.set(notice.id, { ...notice, state: 'applied', answeredAt: at });
      return open.map(({ id }) => id);
    },
  };
}

/** What readers see; a withdrawn address never becomes live again. */
export function memoryReleased({ released, laidAside }: AgencyRows): ReleasedStore {
  return {
    async release(story) {
      const key = String(story.number);
      if (released.get(key)?.state === 'withdrawn') throw new Error(`page ${key} was withdrawn for good`);
      released.set(key, story);
    },
    async withdraw(story) {
      released.set(String(story.number), story);
    },
    async withhold(story) {
      const key = String(story.number);
      const live = released.get(key);
      if (live?.state !== 'live') return;
      laidAside.set(key, live);
      released.set(key, story);
    },
    async restore(number, revision) {
      const key = String(number);
      const live = laidAside.get(key);
      if (!live || released.get(key)?.state !== 'withheld') return;
      released.set(key, { ...live, revision });
      laidAside.remove(key);
    },
    async addNote() {},
  };
}

export function memoryTakes({ takes, translations, publications }: AgencyRows): TakeStore {
  const change = (id: string, changes: object): void => {
    const known = takes.get(id);
    if (known) takes.set(id, { ...known, ...changes });
  };
  return {
    lock: async (id) => takes.get(id),
    ofItem: async (itemId) => takes.all().find((one) => one.itemId === itemId && one.undoneAt === undefined),
    async add(take) {
      takes.set(take.id, take);
    },
    async undo(id, undoneAt) {
      if (takes.get(id)?.undoneAt === undefined) change(id, { undoneAt });
    },
    async markTold(id, toldAt) {
      change(id, { toldAt });
    },
    isBuiltUpon: async (itemId) =>
      [...translations.all(), ...publications.all()].some((one) => one.itemId === itemId),
  };
}

export function memoryTranslations({ translations }: AgencyRows): TranslationStore {
  const ofItem = (itemId: string) => translations.all().filter((one) => one.itemId === itemId);
  const findFor = (itemId: string, language: string) =>
    ofItem(itemId).find((one) => one.language === language);
  return {
    find: async (id) => translations.get(id),
    findFor: async (itemId, language) => findFor(itemId, language),
    lock: async (id) => translations.get(id),
    lockOfItem: async (itemId) => ofItem(itemId).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    async addOrFind(translation) {
      const known = findFor(translation.itemId, translation.language);
      if (!known) translations.set(translation.id, translation);
      return known ?? translation;
    },
    async save(translation) {
      translations.set(translation.id, translation);
    },
  };
}
