import type { InterfaceLanguage } from '#kernel/language.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { html } from '#formats/html/html.ts';
import { SafeHtml } from '#formats/html/safe-html.ts';
import { ROOM_STYLE } from './room-style.ts';
import { SIGNING_WORDS } from './signing-words.ts';

/** A page of the node itself, outside any agency's portal: no feeds, no icons to fetch, nothing for search engines. */
export type PlainPage = {
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly main: SafeHtml;
  /** Where the same page is in other languages: `?lang=` is added to it. */
  readonly path: string;
  /** Beside the product's name, such as the agency's. */
  readonly owner?: string;
};

const OWN_NAMES: Readonly<Record<InterfaceLanguage, string>> = {
  vi: 'Tiếng Việt',
  'zh-Hans': '简体中文',
  en: 'English',
};

/** In one piece: the policy lets it in by the hash of exactly this text. */
const STYLE_ELEMENT = new SafeHtml(`<style>${ROOM_STYLE}</style>`);

/** One whole page that works without JavaScript, on a phone and inside the browsers of chat programs. */
export function plainPage({ language, title, main, path, owner }: PlainPage): SafeHtml {
  const words = SIGNING_WORDS[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} — Pactwire</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header class="masthead">
          <div class="wide">
            <div>
              <p class="name">Pactwire</p>
              ${owner === undefined ? undefined : html`<p class="owner">${owner}</p>`}
            </div>
            <nav aria-label="${words.languages}">
              <ul>
                ${INTERFACE_LANGUAGES.map(
                  (one) =>
                    html`<li>
                      <a
                        href="${path}?lang=${one}"
                        lang="${one}"
                        hreflang="${one}"
                        ${one === language && html` aria-current="page"`}
                        >${OWN_NAMES[one]}</a
                      >
                    </li>`,
                )}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="wide form-page">${main}</main>
      </body>
    </html> `;
}
