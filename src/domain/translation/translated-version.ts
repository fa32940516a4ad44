import type { Association, Block, ItemVersion } from '#domain/item/item.ts';
import { captionPiece } from './source-pieces.ts';
import type { Translation, TranslationBlock } from './translation.ts';

/**
 * The version that a translation was made of, in the language of the translation: its words and nothing else of it are
 * others. A caption that nobody translated stays as it came, and so do the provider's notice and terms. What an adaptation
 * left out is not there, and what it did not touch keeps its markup.
 */
export function translatedVersion(
  source: ItemVersion,
  { language, blocks }: Translation,
  escapeText: (text: string) => string,
): ItemVersion {
  const textOf = (id: string): string | undefined => blocks.find((block) => block.id === id)?.text;
  const summary = textOf('summary');
  const { summary: _summary, ...rest } = source;
  const kinds = new Map(source.blocks.map(({ id, kind }) => [id, kind]));
  return {
    ...rest,
    language,
    headline: textOf('headline') ?? source.headline,
    ...(summary === undefined || summary === '' ? {} : { summary }),
    blocks: blocks
      .filter((block) => isBody(block) && block.text !== '')
      .map((block): Block => {
        const { id, text, source: from } = block;
        const asItCame = text === from ? source.blocks.find((one) => one.id === id) : undefined;
        const html = asItCame?.html ?? escapeText(text).replace(/\n/g, '<br>');
        return { id, kind: kinds.get(id) ?? 'paragraph', html, text };
      }),
    associations: source.associations.map((one) => captioned(one, textOf(captionPiece(one.guid)))),
  };
}

function captioned(picture: Association, translated: string | undefined): Association {
  const caption = translated?.trim() ?? '';
  return caption === '' ? picture : { ...picture, caption };
}

function isBody({ id, kind }: TranslationBlock): boolean {
  return id !== 'headline' && id !== 'summary' && kind !== 'caption';
}
