import { secondsBetween, type Instant } from '#kernel/instant.ts';
import type { StoryCard } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { aboutPath, correctionsPath, homePath, siteName, type Site } from './site.ts';
import { xmlText } from './xml-text.ts';

/** Every page that may be indexed (sitemaps.org 0.9; at most 50,000 addresses). */
export function sitemap(site: Site, stories: readonly StoryCard[]): string {
  const standing = site.agency.languages.flatMap((one) => [
    homePath(one),
    correctionsPath(one),
    aboutPath(one),
  ]);
  const pages = stories.filter(({ isIndexed }) => isIndexed);
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${standing.map((path) => `<url><loc>${xmlText(site.origin + path)}</loc></url>\n`).join('')}${pages
    .map((card) => `<url><loc>${address(site, card)}</loc><lastmod>${card.updatedAt}</lastmod></url>\n`)
    .join('')}</urlset>
`;
}

const NEWS_SECONDS = 48 * 3600;
const MOST_NEWS = 1000;

/** Stories first published in the last 48 hours, at most 1,000 (Google's news sitemap 0.9). */
export function newsSitemap(site: Site, stories: readonly StoryCard[], at: Instant): string {
  const fresh = stories
    .filter(({ isIndexed, publishedAt }) => isIndexed && secondsBetween(publishedAt, at) <= NEWS_SECONDS)
    .slice(0, MOST_NEWS);
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${fresh.map((card) => newsEntry(site, card)).join('')}</urlset>
`;
}

function newsEntry(site: Site, card: StoryCard): string {
  return `<url><loc>${address(site, card)}</loc><news:news><news:publication><news:name>${xmlText(
    siteName(site, card.language),
  )}</news:name><news:language>${newsLanguage(card.language)}</news:language></news:publication><news:publication_date>${
    card.publishedAt
  }</news:publication_date><news:title>${xmlText(card.headline)}</news:title></news:news></url>
`;
}

/** ISO 639 alone, but for Chinese, which is `zh-cn` or `zh-tw` there. */
function newsLanguage(language: string): string {
  const [primary = 'en', ...rest] = language.toLowerCase().split('-');
  if (primary !== 'zh') return primary;
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-tw' : 'zh-cn';
}

function address(site: Site, { language, slug, number }: StoryCard): string {
  return xmlText(site.origin + storyPath(language, slug, number));
}
