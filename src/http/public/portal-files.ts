import type { FastifyInstance } from 'fastify';
import type { PortalDoor } from './portal-needs.ts';
import { HELD_SECONDS } from './send-page.ts';

/** What machines ask for by a fixed name, and pictures. */
export function mountPortalFiles(server: FastifyInstance, door: Pick<PortalDoor, 'reads' | 'isHeld'>): void {
  mountRobots(server);
  mountIcon(server);
  mountPictures(server, door);
}

function mountRobots(server: FastifyInstance): void {
  server.route({
    method: 'GET',
    url: '/robots.txt',
    config: { door: 'portal' },
    handler: async (request, reply) => {
      const origin = await server.door.askedOrigin(request);
      const maps = ['sitemap.xml', 'news-sitemap.xml'].map((name) => `Sitemap: ${origin}/${name}\n`);
      const body = `User-agent: *\nDisallow: /api/\nDisallow: /desk/\n${maps.join('')}`;
      return reply.type('text/plain; charset=utf-8').send(body);
    },
  });
}

/** Two places and the way between them. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f5f66"/>' +
  '<path d="M9 20a14 14 0 0 1 14-8" fill="none" stroke="#f5e9cf" stroke-width="2.5"/>' +
  '<circle cx="9" cy="21" r="4" fill="#f5e9cf"/><circle cx="23" cy="12" r="4" fill="#e0a64a"/></svg>';

/** Browsers ask for an icon with the first page; what every page names they need not guess at. */
function mountIcon(server: FastifyInstance): void {
  server.route({
    method: 'GET',
    url: '/icon.svg',
    config: { door: 'portal' },
    handler: async (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(ICON),
  });
}

const PICTURE_NAME = /^[A-Za-z0-9_-]{43}\.(webp|jpg)$/;

/** Pictures under names nobody can guess; a withdrawn story's are gone with it, so no cache may keep them unasked. */
function mountPictures(
  server: FastifyInstance,
  { reads, isHeld }: Pick<PortalDoor, 'reads' | 'isHeld'>,
): void {
  server.route<{ Params: { readonly name: string } }>({
    method: 'GET',
    url: '/media/:name',
    config: { door: 'media' },
    handler: async (request, reply) => {
      if (isHeld()) return reply.code(503).header('retry-after', String(HELD_SECONDS)).send();
      const { name } = request.params;
      const picture = PICTURE_NAME.test(name) ? await reads.media(name) : undefined;
      if (!picture) {
        reply.callNotFound();
        return reply;
      }
      const tag = `"${name}"`;
      reply.header('etag', tag).header('cache-control', 'public, no-cache');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return reply.type(picture.mediaType).send(Buffer.from(picture.bytes));
    },
  });
}
