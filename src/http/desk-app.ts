import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import staticPlugin from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RefusedCall } from './refused-call.ts';

const NONCE_WORD = '__CSP_NONCE__';
const PAGE = 'index.html';
const YEAR_MS = 365 * 24 * 3600 * 1000;

/**
 * The desk's built files under `/desk/`. Only files that were there at the start are served, by their exact names, so no
 * path can lead elsewhere; every other address is the desk's page, which finds its own way.
 */
export async function mountDeskApp(server: FastifyInstance, folder: string): Promise<void> {
  const config = { door: 'desk-app' } as const;
  server.route({
    method: 'GET',
    url: '/desk',
    config,
    preHandler: leadHome,
    handler: async (_request, reply) => reply.redirect('/desk/'),
  });
  if (!existsSync(join(folder, PAGE))) {
    const handler = async () => refuseUnbuilt();
    server.route({ method: 'GET', url: '/desk/*', config, preHandler: leadHome, handler });
    return;
  }
  await server.register(staticPlugin, { root: folder, serve: false, wildcard: false });
  const files = filesOf(folder);
  const page = readFileSync(join(folder, PAGE), 'utf8');
  server.route<{ Params: { '*': string } }>({
    method: 'GET',
    url: '/desk/*',
    config,
    preHandler: leadHome,
    handler: async (request, reply) => {
      const name = request.params['*'];
      if (name !== PAGE && files.has(name)) return sendAsset(reply, name);
      // A partner's page ends in its DID (`partners/did:web:a.vn`): only what is not a screen is told from its dot.
      if (/\.[a-z0-9]{1,5}$/i.test(name) && name !== PAGE && !name.startsWith('partners/'))
        throw new RefusedCall({ code: 'not-found' });
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll(NONCE_WORD, request.nonce));
    },
  });
}

/** All agencies of a node sit at one desk, at the node's own address: cookies and passkeys are of that host. */
async function leadHome(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { askedOrigin, publicOrigin } = request.server.door;
  if ((await askedOrigin(request)) === publicOrigin) return undefined;
  return reply.redirect(`${publicOrigin}${request.raw.url ?? '/desk/'}`);
}

function refuseUnbuilt(): never {
  throw new RefusedCall({ code: 'desk-not-built' });
}

/** Files under assets/ carry a hash of their content in their names, so a browser may keep them for ever. */
function sendAsset(reply: FastifyReply, name: string): FastifyReply {
  const isHashed = name.startsWith('assets/');
  return reply.sendFile(name, isHashed ? { maxAge: YEAR_MS, immutable: true } : { maxAge: 0 });
}

function filesOf(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/')),
  );
}
