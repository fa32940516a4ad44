import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compileLexicon } from '#formats/lexicon/compile-lexicon.ts';
import { readPack, type LexiconPack } from '#formats/lexicon/read-pack.ts';
import { LEXICON_LANGUAGES, type LexiconLanguage } from '#formats/lexicon/term-key.ts';

type Direction = { readonly from: LexiconLanguage; readonly to: LexiconLanguage };

/** A pack that lies in a data folder, under the name of its file. */
export type KeptPack = { readonly name: string; readonly pack: LexiconPack };

/** Where the words of a direction lie, as the node looks them up. */
export function compiledPath(dataFolder: string, { from, to }: Direction): string {
  return join(folderIn(dataFolder), 'compiled', `${from}-${to}.tsv`);
}

/** The packs in `lexicons/` of a data folder, in order of their names; one that is none any more is left out. */
export async function keptPacks(dataFolder: string): Promise<readonly KeptPack[]> {
  const folder = folderIn(dataFolder);
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tsv')).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return names.flatMap((name, index) => {
    const read = readPack(texts[index] ?? '');
    return read.ok ? [{ name, pack: read.value }] : [];
  });
}

/** Lays a pack beside the others; one of the same file name is replaced. */
export async function keepPack(dataFolder: string, path: string, text: string): Promise<void> {
  await mkdir(folderIn(dataFolder), { recursive: true });
  await replaceFile(join(folderIn(dataFolder), `${basename(path).replace(/\.tsv$/, '')}.tsv`), text);
}

/** Compiles every direction anew; answers how many terms each has. A running node reads them at its next start. */
export async function compileKept(
  dataFolder: string,
  packs: readonly LexiconPack[],
): Promise<readonly (Direction & { readonly terms: number })[]> {
  await mkdir(join(folderIn(dataFolder), 'compiled'), { recursive: true });
  const done: (Direction & { readonly terms: number })[] = [];
  for (const from of LEXICON_LANGUAGES)
    for (const to of LEXICON_LANGUAGES.filter((one) => one !== from)) {
      const compiled = compileLexicon(packs, { from, to });
      await replaceFile(compiledPath(dataFolder, { from, to }), compiled);
      done.push({ from, to, terms: compiled.split('\n').length - 1 });
    }
  return done;
}

/** A reader sees the old file or the new one, never a half, also after the power failed. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { flush: true });
  await rename(`${path}.new`, path);
}

function folderIn(dataFolder: string): string {
  return join(dataFolder, 'lexicons');
}
