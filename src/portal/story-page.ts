import type { LiveStory } from '#domain/publication/story-page.ts';
import { languageName } from '#domain/publication/language-name.ts';
import { byWayOf, originLine } from '#domain/publication/origin-line.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { html } from '#formats/html/html.ts';
import { printBlocks } from '#formats/html/print-blocks.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { readableNumber, timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { readingMinutes } from './reading-time.ts';
import type { Site } from './site.ts';
import { storyItem } from './story-list.ts';
import { storyMetadata } from './story-metadata.ts';
import type { StoryView } from './story-view.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** A story as readers get it: what is new about it first, then the text, then where it comes from. */
export function storyPage(view: StoryView): SafeHtml {
  const { site, story, siblings } = view;
  const { page, language } = story;
  const [first, ...morePictures] = page.pictures;
  const main = html`<div class="story">
    <article>
      <p class="kicker">${kicker(view).map((piece) => html`<span>${piece}</span>`)}</p>
      <h1>${page.headline}</h1>
      ${page.summary !== undefined && html`<p class="stand">${page.summary}</p>`} ${facts(view)}
      ${corrections(view)} ${first && figure(first, view, 'eager')}
      <div class="body">${printBlocks(page.blocks.map(numbered))}</div>
      ${morePictures.map((picture) => figure(picture, view, 'lazy'))} ${whereFrom(view)}
    </article>
    ${sideColumn(view)}
  </div>`;
  const head = storyMetadata(view);
  const inLanguages =
    siblings.length > 1
      ? siblings.map((one) => ({
          language: one.language,
          path: storyPath(one.language, one.slug, one.number),
        }))
      : undefined;
  return pageFrame({
    site,
    language,
    title: page.headline,
    main,
    head,
    ...(inLanguages ? { inLanguages } : {}),
  });
}

/** Readers and partners quote by paragraph: `#p3`. */
function numbered({ kind, html: markup }: LiveStory['page']['blocks'][number], at: number) {
  return { id: `p${at + 1}`, kind, html: markup, text: '' };
}

function kicker({ site, story }: StoryView): string[] {
  const { page, language } = story;
  const words = wordsFor(language);
  const origin = page.isPartners || page.isTranslation ? [originOf(site, story)] : [];
  return [...origin, ...(page.corrections.length > 0 ? [words.corrected] : [])];
}

function originOf(site: Site, { page, language }: LiveStory): string {
  const { isPartners, isTranslation, isAdaptation, sourceLanguage, provider } = page;
  const line = originLine({
    provider: provider.name,
    suppliedBy: page.suppliedBy?.name,
    publisher: site.agency.name,
    isPartners,
    isTranslation,
    isAdaptation,
    sourceLanguage,
  });
  return line[wordLanguage(language)];
}

function facts({ site, story, views }: StoryView): SafeHtml {
  const { page, language, publishedAt, updatedAt } = story;
  const words = wordsFor(language);
  const { timeZone } = site.agency;
  const signed = [page.byline, page.dateline].filter((piece) => piece !== undefined);
  return html`${signed.length > 0 && html`<p class="byline">${signed.join(' · ')}</p>`}
    <p class="meta">
      <span>${words.published} ${timeElement(publishedAt, language, timeZone)}</span>
      ${updatedAt !== publishedAt && html`<span>${words.updated} ${timeElement(updatedAt, language, timeZone)}</span>`}
      <span>${words.minutes(readingMinutes(story))}</span>
      <span title="${words.viewsAll}">${words.views(readableNumber(views, language))}</span>
    </p>`;
}

function corrections({ site, story }: StoryView): SafeHtml | false {
  const { page, language } = story;
  if (page.corrections.length === 0) return false;
  const words = wordsFor(language);
  return html`<aside class="correction" aria-label="${words.correction}">
    <h2>${words.correction}</h2>
    ${page.corrections.map(
      ({ at, note }) => html`<p>${timeElement(at, language, site.agency.timeZone)} — ${note}</p>`,
    )}
  </aside>`;
}

function figure(
  picture: LiveStory['page']['pictures'][number],
  { story }: StoryView,
  loading: 'eager' | 'lazy',
): SafeHtml {
  const words = wordsFor(story.language);
  const { caption, captionLanguage, creditLine, name, width, height } = picture;
  const credit = creditLine !== undefined && html` ${words.pictureCredit} ${creditLine}`;
  const foreign = captionLanguage !== undefined && html` lang="${captionLanguage}"`;
  return html`<figure>
    <img
      src="/media/${name}"
      width="${width}"
      height="${height}"
      alt="${caption ?? words.picture}"
      loading="${loading}"
      ${foreign}
    />
    ${(caption !== undefined || credit) && html`<figcaption><span${foreign}>${caption}</span>${credit}</figcaption>`}
  </figure>`;
}

function whereFrom({ site, story }: StoryView): SafeHtml {
  const { page, language } = story;
  const words = wordsFor(language);
  const inWords = wordLanguage(language);
  const rows: readonly (readonly [string, SafeHtml | string])[] = [
    [words.provider, byWayOf(page.provider.name, page.suppliedBy?.name)[inWords]],
    [words.ownership, words.ownerships[page.provider.ownership]],
    [words.credit, page.creditLine],
    ...(page.isTranslation
      ? [
          [
            words.translation,
            html`${languageName(page.sourceLanguage)[inWords]} → ${languageName(language)[inWords]} ·
            ${words.translatedByPeople}`,
          ] as const,
        ]
      : []),
    ...(page.isAdaptation ? [[words.edited, words.editedByPeople] as const] : []),
    ...(page.linkBack === undefined
      ? []
      : [
          [
            words.original,
            html`<a href="${page.linkBack}" rel="external">${words.readOriginal}</a>`,
          ] as const,
        ]),
    ...(page.copyrightNotice === undefined ? [] : [[words.copyright, page.copyrightNotice] as const]),
  ];
  return html`<aside class="from" aria-label="${words.whereFrom}">
    <h2>${words.whereFrom}</h2>
    <p>${originOf(site, story)}</p>
    <dl>
      ${rows.map(
        ([term, value]) =>
          html`<dt>${term}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </aside>`;
}

function sideColumn({ site, story, others }: StoryView): SafeHtml | false {
  if (others.length === 0) return false;
  const words = wordsFor(story.language);
  return html`<aside class="side" aria-label="${words.otherNews}">
    <h2>${words.otherNews}</h2>
    <ul class="cards">
      ${others.map((card) => storyItem(site, card, 'brief'))}
    </ul>
  </aside>`;
}
