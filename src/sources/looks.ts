/** How a file looked: whoever writes it changes one of the two. */
export type FileLook = { readonly name: string; readonly size: number; readonly changedMs: number };

/**
 * What the pictures of watched folders turned out to be, so that none is read again only to be left where it lies. `waiting`: it waits for
 * the document that names it. `silent`: it has waited, and does not say what it shows. A file that looks different is unknown again.
 */
export type Looks = {
  of(folder: string, file: FileLook): 'waiting' | 'silent' | undefined;
  note(folder: string, file: FileLook, found: 'waiting' | 'silent'): void;
  /** Forgets what no longer lies in a folder. */
  keepOnly(folder: string, names: ReadonlySet<string>): void;
};

/** Remembers so many files in all, the last ones; a forgotten one is read once more. */
export function createLooks(most: number): Looks {
  const known = new Map<string, { readonly folder: string; readonly name: string; readonly found: string }>();
  const markOf = ({ size, changedMs }: FileLook, found: 'waiting' | 'silent') =>
    `${found} ${size} ${changedMs}`;
  const keyOf = (folder: string, name: string) => `${folder}\0${name}`;
  return {
    of(folder, file) {
      const mark = known.get(keyOf(folder, file.name))?.found;
      return (['waiting', 'silent'] as const).find((found) => markOf(file, found) === mark);
    },
    note(folder, file, found) {
      const key = keyOf(folder, file.name);
      known.delete(key);
      known.set(key, { folder, name: file.name, found: markOf(file, found) });
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
    keepOnly(folder, names) {
      for (const [key, one] of known) if (one.folder === folder && !names.has(one.name)) known.delete(key);
    },
  };
}
