import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '#kernel/instant.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import type { StoryHead } from '#ports/released-reads.ts';
import { heldPage, notFoundPage, tombstonePage, withheldPage } from '#portal/notice-pages.ts';
import { storyPage } from '#portal/story-page.ts';
import type { CachedPage } from './page-cache.ts';
import type { PortalCall, PortalDoor } from './portal-needs.ts';
import { HELD_SECONDS, HTML, sendPage } from './send-page.ts';

/** One story by its number: the page, the notice that stands in its place, or the way to its right address. */
export async function serveStory(door: PortalDoor, number: number, call: PortalCall): Promise<FastifyReply> {
  const { request, reply, at, agency } = call;
  const head = await door.reads.head(agency.id, number);
  if (!head) return sendNotFound(door, call, agency.languages[0] ?? 'en');
  const address = storyPath(head.language, head.slug, number);
  if (head.state === 'live' && request.url.split('?', 1)[0] !== address)
    return reply.header('cache-control', 'public, no-cache').redirect(address, 301);
  const version = `${number}-${head.revision}-${head.edition}`;
  const known = door.pages.get(address, version, at);
  const page = known ?? (await makeStory(door, head, version, at));
  if (!page) return sendNotFound(door, call, head.language);
  if (!known) door.pages.put(address, page);
  if (page.status === 200) countView(door, head, call);
  return sendPage(request, reply, page);
}

const OTHER_NEWS = 6;

async function makeStory(
  { reads, agencies, counter, origin }: PortalDoor,
  { number, family, edition }: StoryHead,
  version: string,
  madeAt: Instant,
): Promise<CachedPage | undefined> {
  const agency = await agencies.atEdition(edition);
  const story = agency && (await reads.story(agency.id, number));
  if (!story) return undefined;
  const site = { agency, origin };
  const stamp = { type: HTML, version, madeAt };
  if (story.state === 'withdrawn') return { ...stamp, status: 410, body: tombstonePage(site, story).markup };
  if (story.state === 'withheld') return { ...stamp, status: 404, body: withheldPage(site, story).markup };
  const [siblings, others, stored] = await Promise.all([
    reads.siblings(agency.id, family),
    reads.others(agency.id, story, OTHER_NEWS),
    reads.views(family),
  ]);
  const views = stored + counter.pending(family);
  return { ...stamp, status: 200, body: storyPage({ site, story, siblings, others, views }).markup };
}

/** A page that a person asks for counts; a check by HEAD or a prefetch does not. */
function countView(door: PortalDoor, { family, language }: StoryHead, { request, at }: PortalCall): void {
  if (request.method !== 'GET' || isPrefetch(request)) return;
  const userAgent = request.headers['user-agent'] ?? '';
  door.counter.count({ family, language, address: request.ip, userAgent, at });
}

function isPrefetch({ headers }: FastifyRequest): boolean {
  return [headers['sec-purpose'], headers['purpose']].flat().some((purpose) => purpose?.includes('prefetch'));
}

/** The page for an address that is none, in the portal's languages. */
/** Nothing is shown for now, whatever was asked for. */
export function sendHeld(
  { origin }: PortalDoor,
  { request, reply, at, agency }: PortalCall,
  language: string,
): FastifyReply {
  const body = heldPage({ agency, origin }, language).markup;
  reply.header('retry-after', String(HELD_SECONDS));
  return sendPage(request, reply, { status: 503, type: HTML, body, version: 'held', madeAt: at });
}

export function sendNotFound(
  { origin }: PortalDoor,
  { request, reply, at, agency }: PortalCall,
  language: string,
): FastifyReply {
  const body = notFoundPage({ agency, origin }, language).markup;
  return sendPage(request, reply, { status: 404, type: HTML, body, version: 'none', madeAt: at });
}
