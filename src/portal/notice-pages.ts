import type { Tombstone, WithdrawnStory, WithheldStory } from '#domain/publication/story-page.ts';
import { html } from '#formats/html/html.ts';
import { pageMark, type PageMark } from '#formats/html/page-mark.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from './format-time.ts';
import { pageFrame } from './page-frame.ts';
import { correctionsPath, homePath, type Site } from './site.ts';
import { wordsFor } from './words/words-for.ts';

const NOINDEX = html`<meta name="robots" content="noindex" />`;

/** What stays at the address of a withdrawn story (410): reason and time, in every language; no title, no text. */
export function tombstonePage(site: Site, story: WithdrawnStory): SafeHtml {
  return noticePage(site, { language: story.language, mark: 'withdrawn', said: story.tombstone });
}

/** What stands at the address of a story that waits (404: nothing to show now, and perhaps again): the same, for a time. */
export function withheldPage(site: Site, story: WithheldStory): SafeHtml {
  return noticePage(site, { language: story.language, mark: 'withheld', said: story.stop });
}

type PageNotice = {
  readonly language: string;
  readonly mark: Exclude<PageMark, 'live'>;
  readonly said: Tombstone;
};

function noticePage(site: Site, { language: first, mark, said }: PageNotice): SafeHtml {
  const { timeZone } = site.agency;
  const main = inEveryLanguage(site, first, (language, heading) => {
    const words = wordsFor(language);
    const { title, what, at } = words.notices[mark];
    return html`${heading(title)}
      <p>${what}</p>
      <dl>
        <dt>${words.withdrawnReason}</dt>
        <dd>${words.reasons[said.reasonClass]}</dd>
        <dt>${at}</dt>
        <dd>${timeElement(said.at, language, timeZone)}</dd>
      </dl>
      ${language === first && said.publicReason !== '' && html`<p>${said.publicReason}</p>`}
      <p>
        <a href="${correctionsPath(language)}">${words.corrections}</a> ·
        <a href="${homePath(language)}">${words.toHome}</a>
      </p>`;
  });
  const { title } = wordsFor(first).notices[mark];
  return pageFrame({ site, language: first, title, main, head: html`${NOINDEX}${pageMark({ mark })}` });
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

/** What stands at every address while it is not known again what was withdrawn (503). */
export function heldPage(site: Site, language: string): SafeHtml {
  const main = inEveryLanguage(site, language, (one, heading) => {
    const words = wordsFor(one);
    return html`${heading(words.heldTitle)}
      <p>${words.heldWhat}</p>`;
  });
  return pageFrame({ site, language, title: wordsFor(language).heldTitle, main, head: NOINDEX });
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
