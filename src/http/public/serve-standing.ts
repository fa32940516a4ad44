import type { FastifyReply } from 'fastify';
import type { Instant } from '#kernel/instant.ts';
import { aboutPage } from '#portal/about-page.ts';
import { correctionsPage } from '#portal/corrections-page.ts';
import { rssFeed } from '#portal/feed.ts';
import { homePage } from '#portal/home-page.ts';
import { newsSitemap, sitemap } from '#portal/sitemap.ts';
import type { Site } from '#portal/site.ts';
import type { PortalCall, PortalDoor } from './portal-needs.ts';
import { HTML, sendPage } from './send-page.ts';

/** Pages that are always there; `language` is left out where one file serves all. */
export type StandingPage =
  | { readonly name: 'home' | 'corrections' | 'about' | 'feed.xml'; readonly language: string }
  | { readonly name: 'sitemap.xml' | 'news-sitemap.xml'; readonly language?: undefined };

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
  const version = `${page.name.charAt(0)}${agency.edition}`;
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
    case 'feed.xml': {
      const stories = await reads.latest(id, page.language, FEED_STORIES);
      const body = rssFeed({ site, language: page.language, stories });
      return { body, type: 'application/rss+xml; charset=utf-8' };
    }
    case 'sitemap.xml':
      return xml(sitemap(site, await reads.recentlyChanged(id, SITEMAP_STORIES)));
    case 'news-sitemap.xml':
      return xml(newsSitemap(site, await reads.recentlyChanged(id, SITEMAP_STORIES), at));
  }
}

function xml(body: string): Made {
  return { body, type: 'application/xml; charset=utf-8' };
}
