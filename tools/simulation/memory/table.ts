/** Rows by key, in the order in which they came. Values are never changed in place. */
export type Table<Row> = {
  get(key: string): Row | undefined;
  set(key: string, row: Row): void;
  remove(key: string): void;
  all(): readonly Row[];
  keys(): readonly string[];
  /** What is there now, to be put back by the call that is given. */
  keep(): () => void;
};

/** What undoes the changes of the transaction under way, last change first. */
export type Journal = { undo: (() => void)[] };

/** A table whose changes go into the journal. */
export function makeTable<Row>(journal: Journal): Table<Row> {
  const rows = new Map<string, Row>();
  const restore = (key: string): void => {
    const before = rows.get(key);
    journal.undo.push(() => {
      if (before === undefined) rows.delete(key);
      else rows.set(key, before);
    });
  };
  return {
    get: (key) => rows.get(key),
    set(key, row) {
      restore(key);
      rows.set(key, row);
    },
    remove(key) {
      restore(key);
      rows.delete(key);
    },
    all: () => [...rows.values()],
    keys: () => [...rows.keys()],
    keep() {
      const kept = [...rows];
      return () => {
        rows.clear();
        for (const [key, row] of kept) rows.set(key, row);
      };
    },
  };
}
