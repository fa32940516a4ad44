import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cosignLog, type CosignNeeds, type CosignRefusal } from '#app/ledger/cosign-log.ts';
import {
  serveCheckpoint,
  serveEntries,
  serveHandover,
  serveProof,
  serveTile,
} from '#app/ledger/serve-log.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { parseTileIndex } from '#formats/tlog/tile.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agenciesAt } from '../asked-origin.ts';
import { RefusedCall } from '../refused-call.ts';

export type TransparencyNeeds = CosignNeeds & { readonly agencies: AgencyDirectory };

const NODE = { config: { door: 'node' } } as const;
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** A tile or an entry never changes. */
const FOREVER = 'public, max-age=31536000, immutable';
/** A checkpoint does; nobody should keep it for longer than it takes to look. */
const BRIEFLY = 'public, max-age=5';
/** A checkpoint, 63 hashes and the signatures of many witnesses. */
const MOST_BYTES = 65_536;

/** `slug` names another agency of the node than the one at its root. */
type Named = { readonly slug?: string };

/**
 * The transparency logs of this node's agencies as tlog-tiles serves them, and their side as witnesses of partners' logs
 * (tlog-witness). Everything here is public: leaves hold hashes.
 */
export async function mountTransparency(server: FastifyInstance, needs: TransparencyNeeds): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    for (const place of ['', '/agencies/:slug']) {
      mountLog(scope, needs, `${place}/transparency`);
      mountHandover(scope, needs, `${place}/transparency`);
      mountWitness(scope, needs, `${place}/witness`);
    }
  });
}

function mountLog(scope: FastifyInstance, needs: TransparencyNeeds, base: string): void {
  scope.get<{ Params: Named }>(`${base}/checkpoint`, NODE, async (request, reply) => {
    const note = await serveCheckpoint(needs, await agencyAt(needs, request));
    return send(reply, note, { type: TEXT, cache: BRIEFLY });
  });
  scope.get<{ Params: Named & { '*': string } }>(`${base}/tile/entries/*`, NODE, async (request, reply) => {
    const agency = await agencyAt(needs, request);
    const tile = parseTileIndex(request.params['*']);
    return send(reply, tile && (await serveEntries(needs, agency, tile)), { type: BYTES, cache: FOREVER });
  });
  scope.get<{ Params: Named & { level: string; '*': string } }>(
    `${base}/tile/:level/*`,
    NODE,
    async (request, reply) => {
      const agency = await agencyAt(needs, request);
      const tile = parseTileIndex(request.params['*']);
      const level = /^(?:\d|[1-5]\d|6[0-3])$/.test(request.params.level)
        ? Number(request.params.level)
        : undefined;
      const bytes =
        tile && level !== undefined ? await serveTile(needs, agency, { ...tile, level }) : undefined;
      return send(reply, bytes, { type: BYTES, cache: FOREVER });
    },
  );
  scope.get<{ Params: Named & { index: string } }>(`${base}/proof/:index`, NODE, async (request, reply) => {
    const index = /^(?:0|[1-9]\d{0,14})$/.test(request.params.index)
      ? Number(request.params.index)
      : undefined;
    const proof =
      index === undefined ? undefined : await serveProof(needs, await agencyAt(needs, request), index);
    return send(reply, proof, { type: TEXT, cache: BRIEFLY });
  });
}

function mountHandover(scope: FastifyInstance, needs: TransparencyNeeds, base: string): void {
  scope.get<{ Params: Named & { keyId: string } }>(
    `${base}/handover/:keyId`,
    NODE,
    async (request, reply) => {
      const proof = await serveHandover(needs, await agencyAt(needs, request), request.params.keyId);
      return send(reply, proof, { type: TEXT, cache: FOREVER });
    },
  );
}

function mountWitness(scope: FastifyInstance, needs: TransparencyNeeds, base: string): void {
  scope.post<{ Params: Named }>(`${base}/add-checkpoint`, NODE, async (request, reply) => {
    const agency = await agencyAt(needs, request);
    const cosigned = await cosignLog(needs, agency, bodyOf(request), scope.door.now());
    if (cosigned.ok) return reply.type(TEXT).send(cosigned.value);
    const { error } = cosigned;
    // The status and body that tlog-witness asks for; the words are for whoever reads them in a terminal.
    if (error.code === 'checkpoint-size')
      return reply.code(409).type('text/x.tlog.size').send(`${error.size}\n`);
    return reply.code(STATUS[error.code]).type(TEXT).send(`${error.code}\n`);
  });
  scope.get<{ Params: Named & { hash: string } }>(
    `${base}/:hash/checkpoint`,
    NODE,
    async (request, reply) => {
      const note = await needs.transact((await agencyAt(needs, request)).id, ({ transparency }) =>
        transparency.witnessedByHash(request.params.hash),
      );
      return send(reply, note && note.note + note.line, { type: TEXT, cache: BRIEFLY });
    },
  );
}

const STATUS: Readonly<Record<Exclude<CosignRefusal['code'], 'checkpoint-size'>, number>> = {
  'checkpoint-malformed': 400,
  'checkpoint-signature': 403,
  'log-unknown': 404,
  'checkpoint-inconsistent': 422,
};

type Call = FastifyRequest<{ Params: Named }>;

/** The one that is named, or that stands at the root of the address that was asked. */
async function agencyAt({ agencies }: TransparencyNeeds, request: Call): Promise<Agency> {
  const { askedOrigin, publicOrigin } = request.server.door;
  const all = agenciesAt(await agencies.list(), await askedOrigin(request), publicOrigin);
  const { slug } = request.params;
  const agency = slug === undefined ? all[0] : all.find((one) => one.slug === slug);
  if (!agency) throw new RefusedCall({ code: 'not-found' });
  return agency;
}

function send(
  reply: FastifyReply,
  body: string | Uint8Array | undefined,
  { type, cache }: { readonly type: string; readonly cache: string },
): FastifyReply {
  if (body === undefined) throw new RefusedCall({ code: 'not-found' });
  return reply
    .type(type)
    .header('cache-control', cache)
    .send(typeof body === 'string' ? body : Buffer.from(body));
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : '';
}
