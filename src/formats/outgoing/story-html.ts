import { html } from '../html/html.ts';
import { printBlocks } from '../html/print-blocks.ts';
import type { SafeHtml } from '../html/safe-html.ts';
import { webUrl } from '../html/web-url.ts';
import type { OutgoingItem, OutgoingPicture } from '../outgoing-item.ts';
import { agreed } from '../print-outgoing-text.ts';
import { STATUS, labelsIn } from '../text/print-text.ts';

/** A picture as a page shows it: where its file lies, seen from the page. */
export type ShownPicture = Omit<OutgoingPicture, 'bytes' | 'fileName' | 'mediaType'> & {
  readonly src: string;
};

/**
 * The story as one HTML page that needs nothing beside its pictures: what stops it first, then the story, then whose it is and
 * what was agreed.
 */
export function printOutgoingHtml(outgoing: OutgoingItem, pictures: readonly ShownPicture[]): string {
  const { item } = outgoing;
  const stop = item.pubStatus === 'usable' ? undefined : STATUS[item.pubStatus][labelsIn(item.language)];
  const page = html`<!doctype html>
    <html lang="${item.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${item.headline === '' ? (stop ?? item.guid) : item.headline}</title>
      </head>
      <body>
        <article>
          ${stop === undefined ? undefined : html`<p><strong>${stop}</strong></p>`}
          ${item.headline === '' ? undefined : html`<h1>${item.headline}</h1>`}
          ${storyHtml(outgoing, pictures)}
        </article>
      </body>
    </html> `;
  return page.markup;
}

/**
 * What stands below the headline, for a system that has a place of its own for that: summary, author, pictures with their credit,
 * the text, and the rights in a footer that is not to be taken off.
 */
export function storyHtml(outgoing: OutgoingItem, pictures: readonly ShownPicture[]): SafeHtml {
  const { summary, byline, dateline, blocks } = outgoing.item;
  return html`${paragraph(summary && html`<strong>${summary}</strong>`)}${paragraph(byline)}${paragraph(
    dateline,
  )}${pictures.map(figure)}${printBlocks(blocks)}${rightsHtml(outgoing)}`;
}

function rightsHtml({ item, rights, translation }: OutgoingItem): SafeHtml {
  const { creditLine, copyrightNotice, usageTerms, canonicalUrl, editorialNote } = item;
  const link = webUrl(canonicalUrl ?? '');
  const origin = translation && `${translation.of} (${translation.fromLanguage}) → ${item.language}`;
  return html`<footer>
    ${[item.pubStatus === 'usable' ? undefined : editorialNote, creditLine, copyrightNotice, usageTerms].map(
      paragraph,
    )}${agreed(rights, item.language).flatMap((part) => part.split('\n').map(paragraph))}${paragraph(
      link && html`<a href="${link}">${link}</a>`,
    )}${paragraph(origin)}
  </footer>`;
}

function figure({ src, caption, creditLine, usageTerms }: ShownPicture): SafeHtml {
  const words = [caption, creditLine, usageTerms].filter((one) => one !== undefined && one !== '');
  return html`<figure>
    <img src="${src}" alt="${caption ?? ''}" />
    <figcaption>${words.join(' · ')}</figcaption>
  </figure>`;
}

function paragraph(content: string | SafeHtml | undefined): SafeHtml | undefined {
  return content === undefined || content === '' ? undefined : html`<p>${content}</p>`;
}
