import { mkdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { accept, refuse, type Result } from '#kernel/result.ts';

export type FolderRefusal =
  | { readonly code: 'place-invalid'; readonly allowed: readonly string[] }
  | { readonly code: 'place-in-a-loop'; readonly other: string };

type Asked = { readonly agencyId: string; readonly sourceId: string; readonly place: string };

type FolderOptions = {
  /** The agency's own folders lie in it. */
  readonly inbox: string;
  readonly roots: readonly string[];
  /** Folders of the agency that files go the other way through: where we read we do not write. */
  readonly opposite: (agencyId: string) => Promise<readonly string[]>;
};

/**
 * Which folders may be watched, or written into: files are moved out of them, so only those under `roots`, which the operator
 * names, and those of the agency itself. None of them lies in one that files go the other way through, or around it: a story would
 * come back to us for ever. Links are followed before it is judged where a folder lies.
 */
export function folderPlaces(options: FolderOptions) {
  return async (asked: Asked): Promise<Result<string, FolderRefusal>> => {
    const folder = await findFolder(options, asked);
    if (!folder.ok) return folder;
    for (const other of await options.opposite(asked.agencyId)) {
      const there = await realFolder(other);
      if (isWithin(there, folder.value) || isWithin(folder.value, there))
        return refuse({ code: 'place-in-a-loop', other });
    }
    if (asked.place === '') await mkdir(folder.value, { recursive: true });
    return folder;
  };
}

async function findFolder(
  { inbox, roots }: FolderOptions,
  { agencyId, sourceId, place }: Asked,
): Promise<Result<string, FolderRefusal>> {
  const own = join(inbox, agencyId);
  if (place === '') {
    await mkdir(own, { recursive: true });
    return accept(join(await realpath(own), sourceId));
  }
  const allowed = [...roots, own];
  const folder = isAbsolute(place) ? await realpath(place).catch(() => undefined) : undefined; // not there
  const real = await Promise.all(allowed.map(realFolder));
  const isAllowed = folder !== undefined && real.some((root) => isWithin(root, folder));
  return folder !== undefined && isAllowed ? accept(folder) : refuse({ code: 'place-invalid', allowed });
}

/** One that is not there, or not yet, is as it is named. */
function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

function isWithin(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path));
}
