import { html } from '#formats/html/html.ts';
import { SafeHtml } from '#formats/html/safe-html.ts';
import {
  aboutPath,
  atomPath,
  correctionsPath,
  directionOf,
  feedPath,
  jsonFeedPath,
  homePath,
  siteName,
  transparencyPath,
  type Site,
} from './site.ts';
import { PORTAL_STYLE } from './style.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** What stands around the main part of every page. */
export type FramedPage = {
  readonly site: Site;
  readonly language: string;
  /** Of the window; the site's name is added. */
  readonly title: string;
  readonly main: SafeHtml;
  /** Meta elements of this page alone. */
  readonly head?: SafeHtml;
  readonly here?: 'home' | 'corrections' | 'transparency' | 'about';
  /** Where the same page is in the other languages; the front pages when left out. */
  readonly inLanguages?: readonly { readonly language: string; readonly path: string }[];
};

/** One whole page. */
export function pageFrame(page: FramedPage): SafeHtml {
  const { site, language, title, main, head } = page;
  const name = siteName(site, language);
  const window = title === name ? name : `${title} — ${name}`;
  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${window}</title>
        ${head}
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <link rel="alternate" type="application/rss+xml" title="${name}" href="${feedPath(language)}" />
        <link rel="alternate" type="application/atom+xml" title="${name}" href="${atomPath(language)}" />
        <link rel="alternate" type="application/feed+json" title="${name}" href="${jsonFeedPath(language)}" />
        <meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161a" media="(prefers-color-scheme: dark)" />
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">${wordsFor(language).skip}</a>
        ${masthead(page, name)}
        <main id="main" class="wide">${main}</main>
        ${footer(page)}
      </body>
    </html> `;
}

/** In one piece: the policy lets it in by the hash of exactly this text. */
const STYLE_ELEMENT = new SafeHtml(`<style>${PORTAL_STYLE}</style>`);

function masthead({ site, language, here, inLanguages }: FramedPage, name: string): SafeHtml {
  const words = wordsFor(language);
  const others = inLanguages ?? site.agency.languages.map((one) => ({ language: one, path: homePath(one) }));
  const current = (is: boolean): SafeHtml | false => is && html` aria-current="page"`;
  return html`<header class="masthead">
    <div class="wide">
      <div>
        <p class="name"><a href="${homePath(language)}" ${current(here === 'home')}>${name}</a></p>
        <p class="owner">${words.ownerships[site.agency.ownership]}</p>
      </div>
      <nav aria-label="${words.languages}">
        <ul>
          ${others.map(
            (one) =>
              html`<li>
                <a
                  href="${one.path}"
                  lang="${one.language}"
                  hreflang="${one.language}"
                  ${current(one.language === language)}
                  >${ownName(one.language)}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
    </div>
  </header>`;
}

function footer({ language, here }: FramedPage): SafeHtml {
  const words = wordsFor(language);
  const current = (is: boolean): SafeHtml | false => is && html` aria-current="page"`;
  return html`<footer class="foot">
    <div class="wide">
      <nav aria-label="${words.sections}">
        <ul>
          <li><a href="${homePath(language)}">${words.home}</a></li>
          <li>
            <a href="${correctionsPath(language)}" ${current(here === 'corrections')}>${words.corrections}</a>
          </li>
          <li>
            <a href="${transparencyPath(language)}" ${current(here === 'transparency')}
              >${words.transparency}</a
            >
          </li>
          <li><a href="${aboutPath(language)}" ${current(here === 'about')}>${words.about}</a></li>
          <li><a href="${feedPath(language)}">${words.feed}</a></li>
        </ul>
      </nav>
    </div>
  </footer>`;
}

/** A language's name in itself, as a switch shows it. */
function ownName(language: string): string {
  const known = { vi: 'Tiếng Việt', 'zh-Hans': '简体中文', en: 'English' }[wordLanguage(language)];
  const isOurs = ['vi', 'zh', 'en'].includes(language.toLowerCase().split('-')[0] ?? '');
  return isOurs ? known : (new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language);
}
