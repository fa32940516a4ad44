import { existsSync, readFileSync } from 'node:fs';
import { compiledPath } from '#cli/lexicon-files.ts';
import { openLexicon, type Lexicon } from '#formats/lexicon/open-lexicon.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';

/** The lexicons that were imported into a data folder (`pactwire lexicon import`); each is read when it is first asked for. */
export function openLexicons(dataFolder: string): Lexicons {
  const opened = new Map<string, Lexicon | undefined>();
  return {
    find(from, to) {
      const path = compiledPath(dataFolder, { from, to });
      if (!opened.has(path)) opened.set(path, existsSync(path) ? openLexicon(readFileSync(path)) : undefined);
      return opened.get(path);
    },
  };
}
