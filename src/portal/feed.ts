import type { StoryCard } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { feedTime } from './format-time.ts';
import { feedPath, homePath, siteName, type Site } from './site.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';
import { xmlText } from './xml-text.ts';

/** RSS 2.0 of one language, newest first. `guid` stays the same when the slug changes. */
export function rssFeed(view: {
  readonly site: Site;
  readonly language: string;
  readonly stories: readonly StoryCard[];
}): string {
  const { site, language, stories } = view;
  const name = xmlText(siteName(site, language));
  const changed = stories
    .map(({ updatedAt }) => updatedAt)
    .toSorted()
    .at(-1);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>${name}</title>
<link>${xmlText(site.origin + homePath(language))}</link>
<description>${name} — ${xmlText(wordsFor(language).latest)}</description>
<language>${xmlText(language)}</language>
<atom:link href="${xmlText(site.origin + feedPath(language))}" rel="self" type="application/rss+xml"/>
${changed === undefined ? '' : `<lastBuildDate>${feedTime(changed)}</lastBuildDate>\n`}${stories
    .map((card) => rssItem(site, card))
    .join('')}</channel></rss>
`;
}

function rssItem(site: Site, card: StoryCard): string {
  const { language, slug, number, summary } = card;
  return `<item><title>${xmlText(card.headline)}</title>
<link>${xmlText(site.origin + storyPath(language, slug, number))}</link>
<guid isPermaLink="false">${xmlText(`${site.agency.did}/${number}`)}</guid>
<pubDate>${feedTime(card.publishedAt)}</pubDate>
<dc:creator>${xmlText(card.provider.name[wordLanguage(language)])}</dc:creator>
${summary === undefined ? '' : `<description>${xmlText(summary)}</description>\n`}</item>
`;
}
