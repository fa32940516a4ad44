import type { Agency } from '#domain/newsroom/agency.ts';
import type { Duty, IndexPolicy } from '#domain/agreement/agreement.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { howItWasMade } from '#domain/translation/adaptation.ts';
import { translatedVersion } from '#domain/translation/translated-version.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { creditLine } from './credit-line.ts';
import { indexingOf } from './indexing.ts';
import type { SourcePicture } from './story-pictures.ts';
import type { CorrectionNote, StoryPage, StoryPicture } from './story-page.ts';

/** The agency that answers for the story. */
export type StoryProvider = StoryPage['provider'];

/** What a page is made from. */
export type PageParts = {
  readonly item: ItemVersion;
  /** Left out for the story as it came; else it must be ready. */
  readonly translation?: Translation | undefined;
  readonly provider: StoryProvider;
  readonly suppliedBy?: StoryPage['suppliedBy'] | undefined;
  readonly publisher: Pick<Agency, 'did'>;
  readonly pictures: readonly (StoryPicture & Pick<SourcePicture, 'captionPiece'>)[];
  readonly linkBack?: string | undefined;
  readonly policy?: IndexPolicy | undefined;
  /** Of the clause that permits the page; none for an own story. */
  readonly duties: readonly Duty[];
  /** Newest first. */
  readonly corrections: readonly CorrectionNote[];
  /** Text to markup; `formats/html` gives it. */
  readonly escapeText: (text: string) => string;
};

/** The page of a story in the language of its translation, or in its own, as it came or edited. */
export function makePage(parts: PageParts): StoryPage {
  const { item, translation, provider, policy } = parts;
  const isPartners = provider.did !== parts.publisher.did;
  const made = howItWasMade(translation);
  const { byline, dateline, copyrightNotice } = item;
  const indexing = indexingOf({
    isPartners,
    isTranslation: made.isTranslation,
    ...(policy === undefined ? {} : { policy }),
    ...(item.canonicalUrl === undefined ? {} : { original: item.canonicalUrl }),
  });
  return {
    version: item.version,
    ...textOf(translation ? translatedVersion(item, translation, parts.escapeText) : item),
    ...(byline === undefined ? {} : { byline }),
    ...(dateline === undefined ? {} : { dateline }),
    ...(copyrightNotice === undefined ? {} : { copyrightNotice }),
    ...(parts.linkBack === undefined ? {} : { linkBack: parts.linkBack }),
    pictures: parts.pictures.map((picture) => captioned(picture, parts)),
    provider,
    ...(parts.suppliedBy ? { suppliedBy: parts.suppliedBy } : {}),
    isPartners,
    creditLine: creditLine(item, provider, translation?.language ?? item.language, parts.duties),
    sourceLanguage: item.language,
    ...made,
    indexing,
    corrections: parts.corrections,
  };
}

type PageText = Pick<StoryPage, 'headline' | 'summary' | 'blocks'>;

function textOf({ headline, summary, blocks }: ItemVersion): PageText {
  return {
    headline,
    ...(summary === undefined ? {} : { summary }),
    blocks: blocks.map(({ kind, html }) => ({ kind, html })),
  };
}

/** The picture with its caption in the language of the page, or as it came where nobody translated it. */
function captioned(
  { captionPiece, ...picture }: PageParts['pictures'][number],
  { translation, item }: PageParts,
): StoryPicture {
  if (!translation || picture.caption === undefined) return picture;
  const translated = translation.blocks.find(({ id }) => id === captionPiece)?.text.trim() ?? '';
  return translated === ''
    ? { ...picture, captionLanguage: item.language }
    : { ...picture, caption: translated };
}
