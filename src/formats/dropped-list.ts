import type { Dropped } from '#domain/item/dropped.ts';

/** Collects what a reader could not carry over; after `LIMIT` entries it only counts, so that a hostile file stays small. */
export type DroppedList = {
  add(at: string, what: string, why: string): void;
  all(): readonly Dropped[];
};

const LIMIT = 200;

/** A new, empty list. The last entry tells how many more there were, if any. */
export function createDroppedList(): DroppedList {
  const entries: Dropped[] = [];
  let unlisted = 0;
  return {
    add(at, what, why) {
      if (entries.length < LIMIT) entries.push({ at, what: clip(what), why });
      else unlisted += 1;
    },
    all() {
      if (unlisted === 0) return entries;
      return [...entries, { at: '', what: `${unlisted} more`, why: `only the first ${LIMIT} are listed` }];
    },
  };
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200).toWellFormed()}…` : text;
}
