import type { StoryProviderCard } from '#domain/publication/released.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { pageFrame } from './page-frame.ts';
import { aboutPath, siteName, type Site } from './site.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** Who runs the portal, whose stories run on it, how it corrects itself and how it counts. */
export function aboutPage(view: {
  readonly site: Site;
  readonly language: string;
  readonly providers: readonly StoryProviderCard[];
}): SafeHtml {
  const { site, language } = view;
  const words = wordsFor(language);
  const name = siteName(site, language);
  const partners = view.providers.filter(({ did }) => did !== site.agency.did);
  const main = html`<div class="list">
    <h1>${words.about}</h1>
    <p>${words.aboutLead(name)}</p>
    <section>
      <h2>${words.whoWeAre}</h2>
      <p>${name} · ${words.ownerships[site.agency.ownership]}</p>
    </section>
    <section>
      <h2>${words.partners}</h2>
      ${partners.length > 0 ? partnerList(partners, language) : html`<p>${words.noPartners}</p>`}
    </section>
    <section>
      <h2>${words.correctionRuleTitle}</h2>
      <p>${words.correctionRule}</p>
    </section>
    <section>
      <h2>${words.countingTitle}</h2>
      <p>${words.counting}</p>
    </section>
  </div>`;
  return pageFrame({
    site,
    language,
    title: words.about,
    main,
    head: html`<link rel="canonical" href="${site.origin}${aboutPath(language)}" />`,
    here: 'about',
    inLanguages: site.agency.languages.map((one) => ({ language: one, path: aboutPath(one) })),
  });
}

function partnerList(partners: readonly StoryProviderCard[], language: string): SafeHtml {
  const words = wordsFor(language);
  return html`<p>${words.creditRule}</p>
    <ul class="cards">
      ${partners.map(
        ({ name, ownership, stories }) =>
          html`<li>
            <h3>${name[wordLanguage(language)]}</h3>
            <p class="meta">
              <span>${words.ownerships[ownership]}</span><span>${words.stories(stories)}</span>
            </p>
          </li>`,
      )}
    </ul>`;
}
