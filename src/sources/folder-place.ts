import { mkdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { accept, refuse, type Result } from '#kernel/result.ts';

export type FolderRefusal = { readonly code: 'place-invalid'; readonly allowed: readonly string[] };

/**
 * Which folders may be watched: files are moved out of them, so only those under `roots`, which the operator names, and
 * the inbox of the agency itself. Links are followed before it is judged where a folder lies.
 */
export function folderPlaces(options: { readonly inbox: string; readonly roots: readonly string[] }) {
  return async (asked: {
    readonly agencyId: string;
    readonly sourceId: string;
    readonly place: string;
  }): Promise<Result<string, FolderRefusal>> => {
    const own = join(options.inbox, asked.agencyId);
    if (asked.place === '') {
      const folder = join(own, asked.sourceId);
      await mkdir(folder, { recursive: true });
      return accept(await realpath(folder));
    }
    const allowed = [...options.roots, own];
    const folder = isAbsolute(asked.place) ? await realpath(asked.place).catch(() => undefined) : undefined; // not there
    const roots = await Promise.all(allowed.map((root) => realpath(root).catch(() => root))); // not made yet: as named
    const isAllowed = folder !== undefined && roots.some((root) => isWithin(root, folder));
    return folder !== undefined && isAllowed ? accept(folder) : refuse({ code: 'place-invalid', allowed });
  };
}

function isWithin(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return path === '' || (!path.startsWith('..') && !isAbsolute(path));
}
