import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeyBeside, KeptKeys } from '#ports/kept-keys.ts';
import { readMarkFile, writeMarkFile } from './mark-file.ts';
import { absent } from './missing-file.ts';

const ROLES = ['sign', 'http', 'log'] as const;
const SUFFIX = '.key';

/** One small file a key, in a folder that is not part of the database and must not be restored with it. */
export function keptKeys(folder: string): KeptKeys {
  const fileOf = (agencyId: string, thumbprint: string): string =>
    join(folder, agencyId, `${thumbprint}${SUFFIX}`);
  return {
    async keep(agencyId, { kid, role, thumbprint, sealedPrivateKey }) {
      const file = fileOf(agencyId, thumbprint);
      if ((await readMarkFile(file)) !== undefined) return;
      await writeMarkFile(file, `${kid}\n${role}\n${sealedPrivateKey}\n`);
      // A file that is new is there after a power cut only when its folder was written too.
      await syncFolder(dirname(file));
    },
    async list(agencyId) {
      const names = (await readdir(join(folder, agencyId)).catch(absent)) ?? [];
      const thumbprints = names
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length));
      return Promise.all(
        thumbprints.map(async (thumbprint) =>
          readKey(thumbprint, (await readMarkFile(fileOf(agencyId, thumbprint))) ?? ''),
        ),
      );
    },
  };
}

function readKey(thumbprint: string, text: string): KeyBeside {
  const [kid = '', said, sealedPrivateKey = '', end] = text.split('\n');
  const role = ROLES.find((one) => one === said);
  if (role === undefined || end !== '') throw new Error(`a kept key that cannot be read: ${thumbprint}`);
  return { kid, role, thumbprint, sealedPrivateKey };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
