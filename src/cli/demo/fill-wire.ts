import { access, copyFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { addSource, listSources } from '#contract/source.ts';
import { listWire } from '#contract/wire.ts';
import type { DeskClient } from '../desk-client.ts';
import { doOnce, until } from './until.ts';

const SEEDS = join(import.meta.dirname, '../../../seeds');

/** The wire files and pictures of one newsroom of the demo. */
export function seedFile(slug: string, name: string): string {
  return join(SEEDS, slug, name);
}

/** Has a folder watched by a node, and gives the folder that is really read. */
export async function watchFolder(desk: DeskClient, folder: string, name: string): Promise<string> {
  const source = await doOnce(
    `the watched folder ${folder}`,
    async () => {
      const { sources } = await desk.demand(listSources, {});
      return sources.find((one) => one.kind === 'folder' && one.name === name);
    },
    () => desk.demand(addSource, { body: { name, kind: 'folder', place: folder } }),
  );
  return source.place;
}

/** Puts all seeds of a newsroom into its folder, pictures before the documents that name them, each file once. */
export async function copySeeds(slug: string, folder: string): Promise<void> {
  const names = (await readdir(join(SEEDS, slug))).toSorted(
    (a, b) => Number(isPicture(b)) - Number(isPicture(a)),
  );
  for (const name of names) await putFile(seedFile(slug, name), folder, name);
}

/** A name with a dot in front is no document yet: it gets its real name when it is whole. */
export async function putFile(from: string, folder: string, name: string): Promise<void> {
  if (await wasPut(folder, name)) return;
  await copyFile(from, join(folder, `.${name}`));
  await rename(join(folder, `.${name}`), join(folder, name));
}

async function wasPut(folder: string, name: string): Promise<boolean> {
  for (const place of ['.', 'done', 'refused']) if (await isThere(join(folder, place, name))) return true;
  return false;
}

/** Every document has left the folder: what is in it was admitted. */
export async function untilRead(folder: string): Promise<void> {
  await until(
    `the documents in ${folder} are read`,
    async () => {
      const names = await readdir(folder, { withFileTypes: true });
      return !names.some((entry) => entry.isFile() && !isPicture(entry.name));
    },
    90,
  );
}

/** The partner's wire shows as many stories as ours has. */
export async function untilOffered(giver: DeskClient, taker: DeskClient): Promise<number> {
  return until(
    `the stories of ${giver.origin} at ${taker.origin}`,
    async () => {
      const own = await giver.demand(listWire, { query: { from: 'own', limit: '1' } });
      const seen = await taker.demand(listWire, { query: { from: 'partners', limit: '1' } });
      return own.total > 0 && seen.total === own.total ? seen.total : undefined;
    },
    90,
  );
}

function isPicture(name: string): boolean {
  return /\.(?:jpe?g|png|webp)$/i.test(name);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false, // not there
  );
}
