import type { FastifyReply } from 'fastify';
import type { Instant } from '#kernel/instant.ts';
import { aboutPage } from '#portal/about-page.ts';
import { correctionsPage } from '#portal/corrections-page.ts';
import { atomFeed, jsonFeed, rssFeed } from '#portal/feed.ts';
import { homePage } from '#portal/home-page.ts';
import { newsSitemap, sitemap } from '#portal/sitemap.ts';
import type { Site } from '#portal/site.ts';
import type { PortalCall, PortalDoor } from './portal-needs.ts';
import { HTML, sendPage } from './send-page.ts';

/** Pages that are always there; `language` is left out where one file serves all. */
export type StandingPage =
  | { readonly name: 'home' | 'corrections' | 'about' | FeedName; readonly language: string }
  | { readonly name: 'sitemap.xml' | 'news-sitemap.xml'; readonly language?: undefined };

type FeedName = 'feed.xml' | 'atom.xml' | 'feed.json';

const HOME_STORIES = 25;
const FEED_STORIES = 50;
const PUBLIC_NOTES = 500;
const SITEMAP_STORIES = 5000;

/** A page about many stories: made anew when the edition has changed. */
export async function serveStanding(
  door: PortalDoor,
  { request, reply, at }: PortalCall,
  page: StandingPage,
): Promise<FastifyReply> {
  const agency = await door.agencies.fresh();
  if (!agency) throw new Error('the agency of this portal is gone');
  const key = `${page.language ?? ''} ${page.name}`;
  const version = `${page.name.slice(0, 2)}${agency.edition}`;
  const known = door.pages.get(key, version, at);
  if (known) return sendPage(request, reply, known);
  const made = await makeStanding(door, { agency, origin: door.origin }, page, at);
  const cached = { ...made, status: 200, version, madeAt: at } as const;
  door.pages.put(key, cached);
  return sendPage(request, reply, cached);
}

type Made = { readonly body: string; readonly type: string };

async function makeStanding(
  { reads }: PortalDoor,
  site: Site,
  page: StandingPage,
  at: Instant,
): Promise<Made> {
  const { id } = site.agency;
  switch (page.name) {
    case 'home': {
      const stories = await reads.latest(id, page.language, HOME_STORIES);
      return { body: homePage({ site, language: page.language, stories }).markup, type: HTML };
    }
    case 'corrections': {
      const notes = await reads.notes(id, PUBLIC_NOTES);
      return { body: correctionsPage({ site, language: page.language, notes }).markup, type: HTML };
    }
    case 'about': {
      const providers = await reads.providers(id);
      return { body: aboutPage({ site, language: page.language, providers }).markup, type: HTML };
    }
    case 'feed.xml':
    case 'atom.xml':
    case 'feed.json':
      return makeFeed(reads, site, { name: page.name, language: page.language, at });
    case 'sitemap.xml':
      return xml(sitemap(site, await reads.recentlyChanged(id, SITEMAP_STORIES)));
    case 'news-sitemap.xml':
      return xml(newsSitemap(site, await reads.recentlyChanged(id, SITEMAP_STORIES), at));
  }
}

async function makeFeed(
  reads: PortalDoor['reads'],
  site: Site,
  { name, language, at }: { readonly name: FeedName; readonly language: string; readonly at: Instant },
): Promise<Made> {
  const stories = await reads.latest(site.agency.id, language, FEED_STORIES);
  const notes = name === 'atom.xml' ? await reads.notes(site.agency.id, PUBLIC_NOTES) : [];
  const view = { site, language, stories, notes, at };
  switch (name) {
    case 'feed.xml':
      return { body: rssFeed(view), type: 'application/rss+xml; charset=utf-8' };
    case 'atom.xml':
      return { body: atomFeed(view), type: 'application/atom+xml; charset=utf-8' };
    case 'feed.json':
      return { body: jsonFeed(view), type: 'application/feed+json; charset=utf-8' };
  }
}

function xml(body: string): Made {
  return { body, type: 'application/xml; charset=utf-8' };
}
