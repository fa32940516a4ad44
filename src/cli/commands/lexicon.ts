import { readFile } from 'node:fs/promises';
import { readPack, type LexiconPack } from '#formats/lexicon/read-pack.ts';
import { accept, type Result } from '#kernel/result.ts';
import { DATA } from '../at-desk.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { compileKept, keepPack, keptPacks } from '../lexicon-files.ts';
import { inputInvalid, type Refusal } from '../said.ts';

const DEFAULT_DATA = './data/node';

/** Words that a question is put into other languages by; they lie in the data folder, and no node need run. */
export const lexiconCommands: readonly CommandPlan<object>[] = [
  {
    name: 'lexicon import <files...>',
    about:
      'Take in words with their translations, so that a question in one language finds stories in another',
    options: [DATA],
    async run(_needs, given) {
      const data = given.text('data') ?? DEFAULT_DATA;
      const read = await readFiles(given.texts('files'));
      if (!read.ok) return read;
      for (const { path, text } of read.value) await keepPack(data, path, text);
      const packs = (await keptPacks(data)).map(({ pack }) => pack);
      const directions = await compileKept(data, packs);
      return accept({
        json: {
          imported: read.value.map(({ path, pack }) => ({ file: path, ...outsideOf(pack) })),
          directions,
        },
        lines: columns(
          ['FROM', 'TO', 'TERMS'],
          directions.map(({ from, to, terms }) => [from, to, String(terms)]),
        ),
        next: 'start the node again: it reads them then',
      });
    },
  },
  {
    name: 'lexicon list',
    about: 'The words that were taken in, whose they are, and under which licence',
    options: [DATA],
    async run(_needs, given) {
      const packs = await keptPacks(given.text('data') ?? DEFAULT_DATA);
      return accept({
        json: { packs: packs.map(({ name, pack }) => ({ file: name, ...outsideOf(pack) })) },
        lines: columns(
          ['FILE', 'FROM', 'TO', 'TERMS', 'SOURCE', 'LICENCE'],
          packs.map(({ name, pack }) => [
            name,
            pack.from,
            pack.to,
            String(pack.entries.length),
            pack.source,
            pack.licence,
          ]),
        ),
        ...(packs.length === 0 ? { next: 'pactwire lexicon import FILE…' } : {}),
      });
    },
  },
];

type PackFile = { readonly path: string; readonly text: string; readonly pack: LexiconPack };

/** All or none: with one that is no pack nothing is taken in. */
async function readFiles(paths: readonly string[]): Promise<Result<readonly PackFile[], Refusal>> {
  const files: PackFile[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return inputInvalid('files', `${path} cannot be read.`);
    const read = readPack(text);
    if (!read.ok) return inputInvalid('files', `${path} at ${read.error.at}: ${read.error.detail}`);
    files.push({ path, text, pack: read.value });
  }
  return accept(files);
}

function outsideOf({ entries, ...pack }: LexiconPack) {
  return { ...pack, entries: entries.length };
}
