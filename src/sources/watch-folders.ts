import { watch, type FSWatcher } from 'node:fs';

/** Eyes on some folders; they only ring, the reading itself looks for what is there. */
export type FolderWatch = {
  /** Watches exactly these from now on. A folder that is not there is left to the regular look. */
  look(folders: readonly string[]): void;
  close(): void;
};

/** Rings when something in a folder changes, once for many changes close together. */
export function watchFolders(ring: () => void, quietMs = 300): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let waiting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(ring, quietMs);
  };
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    look(folders) {
      for (const folder of watchers.keys()) if (!folders.includes(folder)) drop(folder);
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    close() {
      clearTimeout(waiting);
      for (const folder of watchers.keys()) drop(folder);
    },
  };

  function open(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on('error', () => drop(folder)); // removed: the regular look reports it
      watchers.set(folder, watcher);
    } catch {
      // not there yet: the regular look finds it
    }
  }
}
