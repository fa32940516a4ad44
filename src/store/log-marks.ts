import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogMarks } from '#ports/log-marks.ts';

/** One small file an agency, in a folder that is not part of the database and should not be restored with it. */
export function logMarks(folder: string): LogMarks {
  const fileOf = (agencyId: string): string => join(folder, `${agencyId}.checkpoint`);
  return {
    async read(agencyId) {
      return readFile(fileOf(agencyId), 'utf8').catch((fault: unknown) => {
        if (isMissing(fault)) return undefined;
        throw fault;
      });
    },
    async write(agencyId, note) {
      await mkdir(folder, { recursive: true });
      const beside = `${fileOf(agencyId)}.new`;
      const handle = await open(beside, 'w');
      try {
        await handle.writeFile(note);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(beside, fileOf(agencyId));
    },
  };
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}
