import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { absent } from './missing-file.ts';

/** The text of a small file that is replaced as a whole; undefined while there is none. */
export async function readMarkFile(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(absent);
}

/** Safe on the disk when it returns; a reader sees the old text or the new one. */
export async function writeMarkFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Several processes may write the same one.
  const beside = `${file}.${process.pid}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
