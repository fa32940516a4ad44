import { parseInstant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { RestorationMark } from '#ports/restoration.ts';
import { readMarkFile, writeMarkFile } from './mark-file.ts';

/** One small file of the node, which is not part of the database and must not be restored with it. */
export function restorationMark(file: string): RestorationMark {
  return {
    async read() {
      const text = await readMarkFile(file);
      if (text === undefined) return { left: [] };
      const said: unknown = JSON.parse(text);
      const { heldSince, left } = isJsonObject(said) ? said : {};
      const since = typeof heldSince === 'string' ? parseInstant(heldSince) : undefined;
      if (!Array.isArray(left) || (heldSince !== undefined && since === undefined))
        throw new Error(`a mark that cannot be read: ${file}`);
      return {
        left: left.filter((one) => typeof one === 'string'),
        ...(since === undefined ? {} : { heldSince: since }),
      };
    },
    write: (restoration) => writeMarkFile(file, `${JSON.stringify(restoration)}\n`),
  };
}
