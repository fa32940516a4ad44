import { compileLexicon } from '#formats/lexicon/compile-lexicon.ts';
import { openLexicon, type Lexicon } from '#formats/lexicon/open-lexicon.ts';
import type { LexiconPack } from '#formats/lexicon/read-pack.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';

/** What a node has after `pactwire lexicon import` of these packs. */
export function lexiconsOf(packs: readonly LexiconPack[]): Lexicons {
  const compiled = new Map<string, Lexicon>();
  return {
    find(from, to) {
      const known = compiled.get(`${from}-${to}`);
      if (known) return known;
      const lexicon = openLexicon(new TextEncoder().encode(compileLexicon(packs, { from, to })));
      compiled.set(`${from}-${to}`, lexicon);
      return lexicon;
    },
  };
}
