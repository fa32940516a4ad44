import type { PublicNote } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { correctionsPath, type Site } from './site.ts';
import { wordsFor } from './words/words-for.ts';

/** Every correction and withdrawal, newest first, in all languages of the portal. */
export function correctionsPage(view: {
  readonly site: Site;
  readonly language: string;
  readonly notes: readonly PublicNote[];
}): SafeHtml {
  const { site, language, notes } = view;
  const words = wordsFor(language);
  const list =
    notes.length > 0
      ? html`<ul class="cards">
          ${notes.map((note) => noteItem(site, language, note))}
        </ul>`
      : html`<p class="empty">${words.noCorrections}</p>`;
  const inLanguages = site.agency.languages.map((one) => ({ language: one, path: correctionsPath(one) }));
  return pageFrame({
    site,
    language,
    title: words.corrections,
    main: html`<div class="list">
      <h1>${words.corrections}</h1>
      <p>${words.correctionsLead}</p>
      ${list}
    </div>`,
    head: html`<link rel="canonical" href="${site.origin}${correctionsPath(language)}" />`,
    here: 'corrections',
    inLanguages,
  });
}

function noteItem(site: Site, language: string, entry: PublicNote): SafeHtml {
  const words = wordsFor(language);
  const address = storyPath(entry.language, entry.slug ?? '', entry.number);
  const name =
    entry.headline === undefined
      ? html`<a href="${address}">${words.withdrawnStory(String(entry.number))}</a>`
      : html`<a href="${address}" lang="${entry.language}">${entry.headline}</a>`;
  return html`<li>
    <p class="kicker"><b>${words.kinds[entry.kind]}</b> · ${words.reasons[entry.reasonClass]}</p>
    <h2>${name}</h2>
    <p lang="${entry.language}">${entry.note}</p>
    <p class="meta">${timeElement(entry.at, language, site.agency.timeZone)}</p>
  </li>`;
}
