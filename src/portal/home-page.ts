import type { StoryCard } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { homePath, siteName, type Site } from './site.ts';
import { pictureOf, storyItem, storyKicker } from './story-list.ts';
import { wordsFor } from './words/words-for.ts';

/** The front page of one language: the newest story large, the others under it. */
export function homePage(view: {
  readonly site: Site;
  readonly language: string;
  readonly stories: readonly StoryCard[];
}): SafeHtml {
  const { site, language, stories } = view;
  const name = siteName(site, language);
  const [lead, ...rest] = stories;
  const main = html`<div class="front">
    <h1 class="skip">${name} — ${wordsFor(language).latest}</h1>
    ${lead ? leadStory(site, lead) : emptyPage(language)}
    ${
      rest.length > 0 &&
      html`<ul class="cards">
        ${rest.map((card) => storyItem(site, card, 'full'))}
      </ul>`
    }
  </div>`;
  const head = html`<link rel="canonical" href="${site.origin}${homePath(language)}" />
    ${site.agency.languages.map(
      (one) => html`<link rel="alternate" hreflang="${one}" href="${site.origin}${homePath(one)}" />`,
    )}
    <link rel="alternate" hreflang="x-default" href="${site.origin}/" />`;
  return pageFrame({ site, language, title: name, main, head, here: 'home' });
}

function leadStory(site: Site, card: StoryCard): SafeHtml {
  const { picture, language } = card;
  return html`<article class="lead${picture && html` has-picture`}" lang="${language}">
    ${picture && pictureOf(picture, 'eager')}
    <div>
      ${storyKicker(card, language)}
      <h2><a href="${storyPath(language, card.slug, card.number)}">${card.headline}</a></h2>
      ${card.summary !== undefined && html`<p class="short">${card.summary}</p>`}
      <p class="meta">${timeElement(card.publishedAt, language, site.agency.timeZone)}</p>
    </div>
  </article>`;
}

function emptyPage(language: string): SafeHtml {
  const words = wordsFor(language);
  return html`<div class="empty">
    <h2>${words.nothingYet}</h2>
    <p>${words.nothingYetWhy}</p>
  </div>`;
}
