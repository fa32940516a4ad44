import { join } from 'node:path';
import type { LogMarks } from '#ports/log-marks.ts';
import { readMarkFile, writeMarkFile } from './mark-file.ts';

/** One small file an agency, in a folder that is not part of the database and should not be restored with it. */
export function logMarks(folder: string): LogMarks {
  const fileOf = (agencyId: string): string => join(folder, `${agencyId}.checkpoint`);
  return {
    read: (agencyId) => readMarkFile(fileOf(agencyId)),
    write: (agencyId, note) => writeMarkFile(fileOf(agencyId), note),
  };
}
