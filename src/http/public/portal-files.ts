import type { FastifyInstance } from 'fastify';
import type { PortalDoor } from './portal-needs.ts';

/** What machines ask for by a fixed name, and pictures. */
export function mountPortalFiles(server: FastifyInstance, door: PortalDoor): void {
  mountRobots(server, door);
  mountPictures(server, door);
}

function mountRobots(server: FastifyInstance, { origin }: PortalDoor): void {
  const maps = ['sitemap.xml', 'news-sitemap.xml'].map((name) => `Sitemap: ${origin}/${name}\n`);
  const body = `User-agent: *\nDisallow: /api/\nDisallow: /desk/\n${maps.join('')}`;
  server.route({
    method: 'GET',
    url: '/robots.txt',
    config: { door: 'portal' },
    handler: async (_request, reply) => reply.type('text/plain; charset=utf-8').send(body),
  });
}

const PICTURE_NAME = /^[A-Za-z0-9_-]{43}\.(webp|jpg)$/;

/** Pictures under names nobody can guess; a withdrawn story's are gone with it, so no cache may keep them unasked. */
function mountPictures(server: FastifyInstance, { reads }: PortalDoor): void {
  server.route<{ Params: { readonly name: string } }>({
    method: 'GET',
    url: '/media/:name',
    config: { door: 'media' },
    handler: async (request, reply) => {
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
