import type { StoryCard } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from './format-time.ts';
import type { Site } from './site.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** Where a story comes from and whether it is a translation or was corrected, in a few words above its headline. */
export function storyKicker(card: StoryCard, language: string): SafeHtml | false {
  const words = wordsFor(language);
  const pieces = [
    ...(card.isPartners ? [card.provider.name[wordLanguage(language)]] : []),
    ...(card.isTranslation ? [words.translated] : []),
    ...(card.isAdaptation ? [words.edited] : []),
    ...(card.isCorrected ? [words.corrected] : []),
  ];
  return (
    pieces.length > 0 && html`<p class="kicker">${pieces.map((piece) => html`<span>${piece}</span>`)}</p>`
  );
}

/** One story in a list. */
export function storyItem(site: Site, card: StoryCard, show: 'brief' | 'full'): SafeHtml {
  const { language } = card;
  const picture = show === 'full' && card.picture;
  return html`<li lang="${language}">
    ${picture && pictureOf(picture)}${storyKicker(card, language)}
    <h3><a href="${storyPath(language, card.slug, card.number)}">${card.headline}</a></h3>
    ${show === 'full' && card.summary !== undefined && html`<p class="short">${card.summary}</p>`}
    <p class="meta">${timeElement(card.publishedAt, language, site.agency.timeZone)}</p>
  </li>`;
}

/** Decoration beside a headline that says it all. */
export function pictureOf(
  picture: NonNullable<StoryCard['picture']>,
  loading: 'lazy' | 'eager' = 'lazy',
): SafeHtml {
  return html`<img
    src="/media/${picture.name}"
    width="${picture.width}"
    height="${picture.height}"
    alt=""
    loading="${loading}"
  />`;
}
