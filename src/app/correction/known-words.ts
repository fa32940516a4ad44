import type { KnownWords, Piece, Wording } from '#domain/correction/known-words.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { toBlocks } from '#formats/html/to-blocks.ts';
import type { CopyStore, CopyTexts, CopyToSee } from '#ports/copy-store.ts';

/** Whose texts say what is common to stories of this house, as a line below each of them. */
const OTHERS = 50;

/** What a holder of a copy is known to have had: our words, and those of our own pages where it has another language. */
export async function knownWords(copies: CopyStore, copy: CopyToSee): Promise<KnownWords> {
  const { headline, versions, pages } = await copies.texts(copy);
  const others = await copies.others(copy.itemId, OTHERS);
  const languages = [...new Set(pages.map(({ language }) => language))];
  return {
    ...(headline === undefined ? {} : { headline }),
    versions: versions.map(wordingOf),
    pages: languages.map((one) => pages.filter(({ language }) => language === one).map(pageWording)),
    others: others.map(wordingOf),
  };
}

function wordingOf({ version, headline, summary, blocks }: ItemVersion): Wording {
  const body = blocks.map(({ id, text }): Piece => ({ id, kind: 'paragraph', text }));
  return { version, pieces: [...topOf({ headline, summary }), ...body] };
}

/** The blocks of a page have no names. */
function pageWording({ version, page }: CopyTexts['pages'][number]): Wording {
  const body = page.blocks.flatMap(({ html }): Piece[] => {
    const read = toBlocks(html);
    return read.ok ? read.value.blocks.map(({ text }) => ({ kind: 'paragraph', text })) : [];
  });
  return { version, pieces: [...topOf(page), ...body] };
}

function topOf({ headline, summary }: { headline: string; summary?: string | undefined }): readonly Piece[] {
  const top: Piece = { id: 'headline', kind: 'headline', text: headline };
  return summary === undefined ? [top] : [top, { id: 'summary', kind: 'paragraph', text: summary }];
}
