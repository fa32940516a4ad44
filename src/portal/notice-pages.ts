import type { WithdrawnStory } from '#domain/publication/story-page.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { correctionsPath, homePath, type Site } from './site.ts';
import { wordsFor } from './words/words-for.ts';

const NOINDEX = html`<meta name="robots" content="noindex" />`;

/** What stays at the address of a withdrawn story (410): reason and time, in every language; no title, no text. */
export function tombstonePage(site: Site, story: WithdrawnStory): SafeHtml {
  const { tombstone } = story;
  const { timeZone } = site.agency;
  const main = inEveryLanguage(site, story.language, (language, heading) => {
    const words = wordsFor(language);
    return html`${heading(words.withdrawnTitle)}
      <p>${words.withdrawnWhat}</p>
      <dl>
        <dt>${words.withdrawnReason}</dt>
        <dd>${words.reasons[tombstone.reasonClass]}</dd>
        <dt>${words.withdrawnAt}</dt>
        <dd>${timeElement(tombstone.at, language, timeZone)}</dd>
      </dl>
      ${language === story.language && tombstone.publicReason !== '' && html`<p>${tombstone.publicReason}</p>`}
      <p>
        <a href="${correctionsPath(language)}">${words.corrections}</a> ·
        <a href="${homePath(language)}">${words.toHome}</a>
      </p>`;
  });
  const title = wordsFor(story.language).withdrawnTitle;
  return pageFrame({ site, language: story.language, title, main, head: NOINDEX });
}

/** The answer to an address that never was one (404), in every language. */
export function notFoundPage(site: Site, language: string): SafeHtml {
  const main = inEveryLanguage(site, language, (one, heading) => {
    const words = wordsFor(one);
    return html`${heading(words.notFoundTitle)}
      <p>${words.notFoundWhat}</p>
      <p><a href="${homePath(one)}">${words.toHome}</a></p>`;
  });
  return pageFrame({ site, language, title: wordsFor(language).notFoundTitle, main, head: NOINDEX });
}

/** The reader's language first, then the others of the portal; one `h1`. */
function inEveryLanguage(
  { agency }: Site,
  first: string,
  say: (language: string, heading: (text: string) => SafeHtml) => SafeHtml,
): SafeHtml {
  const languages = [first, ...agency.languages.filter((language) => language !== first)];
  return html`<div class="notice">
    ${languages.map(
      (language, at) =>
        html`<section lang="${language}">
          ${say(language, (text) => (at === 0 ? html`<h1>${text}</h1>` : html`<h2>${text}</h2>`))}
        </section>`,
    )}
  </div>`;
}
