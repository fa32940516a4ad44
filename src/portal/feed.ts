import type { Instant } from '#kernel/instant.ts';
import type { PublicNote, StoryCard } from '#domain/publication/released.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { printAtom, printRss, type FeedEntry, type FeedToPrint } from '#formats/feed/print-feed.ts';
import { printJsonFeed } from '#formats/feed/print-json-feed.ts';
import { atomPath, feedPath, homePath, jsonFeedPath, siteName, type Site } from './site.ts';
import { wordLanguage, wordsFor } from './words/words-for.ts';

/** One language of the portal as a feed, newest first. */
export type FeedView = {
  readonly site: Site;
  readonly language: string;
  readonly stories: readonly StoryCard[];
  /** Of all languages; withdrawals of this one leave their mark in Atom. */
  readonly notes: readonly PublicNote[];
  readonly at: Instant;
};

export function rssFeed(view: FeedView): string {
  return printRss(
    feedOf(view, feedPath(view.language)),
    view.stories.map((card) => entryOf(view.site, card)),
  );
}

/** With a deleted entry for every story of the language that was withdrawn (RFC 6721), so that readers drop it too. */
export function atomFeed(view: FeedView): string {
  const { site, language, stories, notes } = view;
  const withdrawn = notes.filter((note) => note.kind === 'withdrawal' && note.language === language);
  return printAtom(
    feedOf(view, atomPath(language)),
    stories.map((card) => entryOf(site, card)),
    withdrawn.map(({ number, at, reasonClass }) => ({
      guid: guidOf(site, number),
      withdrawnAt: at,
      reason: wordsFor(language).reasons[reasonClass],
    })),
  );
}

/** JSON Feed 1.1. */
export function jsonFeed(view: FeedView): string {
  return printJsonFeed(
    feedOf(view, jsonFeedPath(view.language)),
    view.stories.map((card) => entryOf(view.site, card)),
  );
}

function feedOf({ site, language, stories, at }: FeedView, selfPath: string): FeedToPrint {
  const title = siteName(site, language);
  return {
    title,
    description: `${title} — ${wordsFor(language).latest}`,
    url: site.origin + homePath(language),
    selfUrl: site.origin + selfPath,
    language,
    updatedAt:
      stories
        .map(({ updatedAt }) => updatedAt)
        .toSorted()
        .at(-1) ?? at,
  };
}

function entryOf(site: Site, card: StoryCard): FeedEntry {
  const { language, slug, number, headline, summary, provider, publishedAt, updatedAt } = card;
  return {
    guid: guidOf(site, number),
    title: headline,
    url: site.origin + storyPath(language, slug, number),
    summary: summary ?? '',
    publishedAt,
    updatedAt,
    language,
    credit: provider.name[wordLanguage(language)],
  };
}

/** Stays when the slug changes: the short form of the address. */
function guidOf({ origin }: Site, number: number): string {
  return `${origin}/${number}`;
}
