import type { Json, JsonObject } from '#kernel/json.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { html } from '#formats/html/html.ts';
import { pageMark } from '#formats/html/page-mark.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { jsonLd } from './json-ld.ts';
import { aboutPath, siteName } from './site.ts';
import type { StoryView } from './story-view.ts';
import { wordLanguage } from './words/words-for.ts';

/** What machines are told of a story: address, languages, indexing, Open Graph, and the schema.org NewsArticle. */
export function storyMetadata(view: StoryView): SafeHtml {
  const { site, story, siblings } = view;
  const { page } = story;
  const [picture] = page.pictures;
  const description = page.summary ?? page.headline;
  const address = storyAddress(view);
  const canonical = page.indexing.robots === 'canonical' ? page.indexing.url : address;

  return html`${pageMark({ mark: 'live', ...(page.version === undefined ? {} : { version: page.version }) })}
    <meta name="description" content="${description}" />
    <link rel="canonical" href="${canonical}" />
    ${page.indexing.robots === 'noindex' && html`<meta name="robots" content="noindex" />`}
    ${siblings.map(
      (one) =>
        html`<link
          rel="alternate"
          hreflang="${one.language}"
          href="${site.origin}${storyPath(one.language, one.slug, one.number)}"
        />`,
    )}
    ${siblings.length > 1 && html`<link rel="alternate" hreflang="x-default" href="${site.origin}${defaultPath(view)}" />`}
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content="${siteName(site, story.language)}" />
    <meta property="og:title" content="${page.headline}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${address}" />
    <meta property="og:locale" content="${story.language.replaceAll('-', '_')}" />
    ${
      picture &&
      html`<meta property="og:image" content="${site.origin}/media/${picture.name}" />
        <meta property="og:image:width" content="${picture.width}" />
        <meta property="og:image:height" content="${picture.height}" />`
    }
    <meta property="article:published_time" content="${story.publishedAt}" />
    <meta property="article:modified_time" content="${story.updatedAt}" />
    <meta name="twitter:card" content="${picture ? 'summary_large_image' : 'summary'}" />
    ${jsonLd(newsArticle(view))}`;
}

function storyAddress({ site, story }: StoryView): string {
  return `${site.origin}${storyPath(story.language, story.slug, story.number)}`;
}

/** The page in the language the story was written in, where we run it; else the first that went out. */
function defaultPath({ story, siblings }: StoryView): string {
  const original = siblings.find(({ language }) => language === story.page.sourceLanguage);
  const { language, slug, number } = original ?? siblings[0] ?? story;
  return storyPath(language, slug, number);
}

/** https://schema.org/NewsArticle, with translationOfWork and isBasedOn where the story came from elsewhere. */
export function newsArticle(view: StoryView): JsonObject {
  const { story } = view;
  const { page } = story;
  const address = storyAddress(view);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': address,
    url: address,
    mainEntityOfPage: address,
    headline: page.headline,
    ...(page.summary === undefined ? {} : { description: page.summary }),
    inLanguage: story.language,
    datePublished: story.publishedAt,
    dateModified: story.updatedAt,
    author: page.byline === undefined ? provider(view) : { '@type': 'Person', name: page.byline },
    sourceOrganization: provider(view),
    publisher: publisher(view),
    ...(page.isTranslation ? { translator: publisher(view), translationOfWork: original(view) } : {}),
    ...(page.linkBack === undefined ? {} : { isBasedOn: page.linkBack }),
    creditText: page.creditLine,
    ...(page.copyrightNotice === undefined ? {} : { copyrightNotice: page.copyrightNotice }),
    ...(page.pictures.length > 0 ? { image: page.pictures.map((one) => image(one, view)) } : {}),
    ...(page.corrections.length > 0 ? { correction: page.corrections.map(correction) } : {}),
    isAccessibleForFree: true,
  } satisfies Record<string, Json | undefined>;
}

function publisher({ site, story }: StoryView): JsonObject {
  return {
    '@type': 'NewsMediaOrganization',
    name: siteName(site, story.language),
    url: `${site.origin}/`,
    ownershipFundingInfo: `${site.origin}${aboutPath(story.language)}`,
  };
}

function provider({ story }: StoryView): JsonObject {
  const { name, did } = story.page.provider;
  return { '@type': 'NewsMediaOrganization', name: name[wordLanguage(story.language)], identifier: did };
}

function original(view: StoryView): JsonObject {
  const { page } = view.story;
  const ours = view.siblings.find(({ language }) => language === page.sourceLanguage);
  const url = ours ? `${view.site.origin}${storyPath(ours.language, ours.slug, ours.number)}` : page.linkBack;
  return {
    '@type': 'NewsArticle',
    inLanguage: page.sourceLanguage,
    publisher: provider(view),
    ...(url === undefined ? {} : { url }),
  };
}

function image(picture: StoryView['story']['page']['pictures'][number], { site }: StoryView): JsonObject {
  return {
    '@type': 'ImageObject',
    url: `${site.origin}/media/${picture.name}`,
    width: picture.width,
    height: picture.height,
    ...(picture.caption === undefined ? {} : { caption: picture.caption }),
    ...(picture.creditLine === undefined ? {} : { creditText: picture.creditLine }),
  };
}

function correction({ at, note }: StoryView['story']['page']['corrections'][number]): JsonObject {
  return { '@type': 'CorrectionComment', text: note, datePublished: at };
}
