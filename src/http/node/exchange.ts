import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '#kernel/result.ts';
import type { ChannelRefusal, Caller, GivenBack } from '#app/channel/serve-channel.ts';
import type { Deposit, Deposited, EntryPage } from '#ports/partner-node.ts';
import { parseDigest } from '#kernel/digest.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { BlobPart } from '#ports/blob-store.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { sendProblem } from '../send-problem.ts';
import type { Refusal } from '../problems.ts';
import { byteRange } from './byte-range.ts';
import { partsOf, type partnerDoor } from './partner-door.ts';
import { partnerQuota, type PartnerQuota } from './partner-quota.ts';

/** What the exchange doors call; `main` wires it from `app/channel`. */
export type ExchangeNeeds = {
  readonly admit: ReturnType<typeof partnerDoor>;
  readonly channelOf: (publisherDid: string, subscriberDid: string) => string;
  readonly readChannel: (
    caller: Caller,
    ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
  ) => Promise<Result<EntryPage, ChannelRefusal>>;
  /** The caller asks for its own entries: it has lost them. */
  readonly giveBack: (
    caller: Caller,
    ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
  ) => Promise<Result<GivenBack, ChannelRefusal>>;
  readonly readHead: (
    caller: Caller,
    ch: string,
  ) => Promise<Result<{ readonly head: string }, ChannelRefusal>>;
  readonly acceptCursor: (
    caller: Caller,
    cursor: { readonly ch: string; readonly epoch: number; readonly seq: number; readonly hash: string },
  ) => Promise<Result<{ readonly seq: number }, ChannelRefusal | { readonly code: 'fork' }>>;
  /** The caller brings entries of its own channel, because we cannot ask for them. */
  readonly takeDeposit: (caller: Caller, deposit: Deposit) => Promise<Result<Deposited, Refusal>>;
  /** The caller brings a part of a blob that we wait for. */
  readonly takeBlobPart: (
    caller: Caller,
    part: BlobPart,
  ) => Promise<Result<{ readonly have: number }, Refusal>>;
  readonly serveObject: (
    caller: Caller,
    digest: string,
  ) => Promise<
    Result<{ readonly mediaType: string; readonly text: string }, { readonly code: 'object-unknown' }>
  >;
  readonly serveBlob: (
    caller: Caller,
    digest: string,
  ) => Promise<
    Result<
      { readonly mediaType: string; readonly bytes: Uint8Array },
      { readonly code: 'object-unknown' | 'object-away' }
    >
  >;
  /** Resolves when the channel may have grown, at the latest after so many seconds. */
  readonly untilGrown: (ch: string, seconds: number) => Promise<void>;
  /** A partner says that its channel to us has grown; we look, and never take its word for more. */
  readonly hinted: (caller: Caller) => void;
  /** Of one partner; otherwise as `partner-quota.ts` says. */
  readonly callsPerMinute?: number;
};

type Doors = ExchangeNeeds & { readonly quota: PartnerQuota };

const MAX_WAIT_SECONDS = 50;
const MAX_DEPOSIT_ENTRIES = 1000;
const MAX_BLOB_BYTES = 64 * 1024 * 1024;

/** PXP/1 as a server (docs/protocol/pxp-1.md): channels, objects, blobs, cursors, hints. */
export async function mountExchange(server: FastifyInstance, needs: ExchangeNeeds): Promise<void> {
  await server.register(async (scope) => {
    takeRawBodies(scope);
    const doors = { ...needs, quota: partnerQuota(server, needs.callsPerMinute) };
    channelRoutes(scope, doors);
    blobRoute(scope, doors);
    objectRoutes(scope, doors);
    hintRoute(scope, doors);
  });
}

/** Bodies stay bytes until the signature over them was checked (I17). */
export function takeRawBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['application/json', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
}

const NODE = { config: { door: 'node' } } as const;

function channelRoutes(scope: FastifyInstance, needs: Doors): void {
  scope.get<{ Params: { ch: string } }>('/pxp/v1/channels/:ch/head', NODE, async (request, reply) => {
    const caller = await admitToChannel(needs, request, reply, request.params.ch);
    return caller && answer(request, reply, await needs.readHead(caller, request.params.ch));
  });
  scope.get<{ Params: { ch: string }; Querystring: Record<string, string> }>(
    '/pxp/v1/channels/:ch/entries',
    NODE,
    async (request, reply) => {
      const { ch } = request.params;
      const callers = await admitted(needs, request, reply);
      if (!callers) return undefined;
      const ask = {
        ch,
        epoch: count(request, 'epoch', 1),
        after: count(request, 'after', 0),
        limit: count(request, 'limit', 500),
      };
      const writer = writerOf(needs, callers, ch);
      if (writer) return answer(request, reply, await needs.giveBack(writer, ask));
      const caller = readerOf(needs, callers, ch);
      if (!caller) return refused(request, reply, { code: 'channel-unknown' });
      const wait = Math.min(count(request, 'wait', 0), MAX_WAIT_SECONDS);
      let page = await needs.readChannel(caller, ask);
      if (page.ok && page.value.entries.length === 0 && wait > 0) {
        // Listened for first and read again, so that what is written between the two is not slept over.
        const grown = needs.untilGrown(ch, wait);
        page = await needs.readChannel(caller, ask);
        if (page.ok && page.value.entries.length === 0) {
          await needs.quota.wait(caller.partnerDid, () => grown);
          page = await needs.readChannel(caller, ask);
        }
      }
      return answer(request, reply, page);
    },
  );
  scope.post<{ Params: { ch: string } }>('/pxp/v1/channels/:ch/entries', NODE, async (request, reply) => {
    const callers = await admitted(needs, request, reply);
    if (!callers) return undefined;
    const writer = writerOf(needs, callers, request.params.ch);
    if (!writer) return refused(request, reply, { code: 'channel-unknown' });
    const body = jsonBody(request);
    const deposit = isJsonObject(body) ? readDeposit(body) : undefined;
    if (!deposit) return invalid(request, reply);
    const most = Math.max(deposit.entries.length, deposit.back?.entries.length ?? 0);
    if (most > MAX_DEPOSIT_ENTRIES) return refused(request, reply, { code: 'body-too-large' });
    return answer(request, reply, await needs.takeDeposit(writer, deposit));
  });
  scope.put<{ Params: { ch: string } }>('/pxp/v1/channels/:ch/cursor', NODE, async (request, reply) => {
    const { ch } = request.params;
    const caller = await admitToChannel(needs, request, reply, ch);
    if (!caller) return undefined;
    const body = jsonBody(request);
    const { epoch, seq, hash } = isJsonObject(body) ? body : {};
    if (!isCount(epoch) || !isCount(seq) || typeof hash !== 'string') return invalid(request, reply);
    return answer(request, reply, await needs.acceptCursor(caller, { ch, epoch, seq, hash }));
  });
}

/** In parts, so that a picture of 64 MiB needs no request that is longer than any other. */
function blobRoute(scope: FastifyInstance, needs: Doors): void {
  scope.put<{ Params: { ch: string; digest: string }; Querystring: Record<string, string> }>(
    '/pxp/v1/channels/:ch/blobs/:digest',
    NODE,
    async (request, reply) => {
      const callers = await admitted(needs, request, reply);
      if (!callers) return undefined;
      const writer = writerOf(needs, callers, request.params.ch);
      if (!writer) return refused(request, reply, { code: 'channel-unknown' });
      const digest = parseDigest(request.params.digest);
      if (!digest) return refused(request, reply, { code: 'object-unknown' });
      const [size, at] = [count(request, 'size', 0), count(request, 'at', 0)];
      if (size > MAX_BLOB_BYTES) return refused(request, reply, { code: 'body-too-large' });
      const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
      if (size === 0 || at + bytes.length > size) return invalid(request, reply);
      return answer(request, reply, await needs.takeBlobPart(writer, { digest, size, at, bytes }));
    },
  );
}

function objectRoutes(scope: FastifyInstance, needs: Doors): void {
  scope.get<{ Params: { digest: string } }>('/pxp/v1/objects/:digest', NODE, async (request, reply) => {
    const found = await firstServed(needs, request, reply, (caller) =>
      needs.serveObject(caller, request.params.digest),
    );
    return found && sendBytes(request, reply, found.mediaType, Buffer.from(found.text, 'utf8'));
  });
  scope.get<{ Params: { digest: string } }>('/pxp/v1/blobs/:digest', NODE, async (request, reply) => {
    const found = await firstServed(needs, request, reply, (caller) =>
      needs.serveBlob(caller, request.params.digest),
    );
    return found && sendBytes(request, reply, found.mediaType, Buffer.from(found.bytes));
  });
}

/** Whole, or from where the caller stood when it broke off. Nothing has a date or tag here, so no `If-Range` can be met. */
function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  mediaType: string,
  bytes: Buffer,
): FastifyReply {
  const size = bytes.length;
  const asked = request.headers['if-range'] === undefined ? request.headers.range : undefined;
  const range = byteRange(asked, size);
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    return refused(request, reply, { code: 'range-unsatisfiable' });
  }
  reply.header('accept-ranges', 'bytes').type(mediaType);
  if (range === 'whole') return reply.send(bytes);
  const { from, until } = range;
  return reply
    .code(206)
    .header('content-range', `bytes ${from}-${until - 1}/${size}`)
    .send(bytes.subarray(from, until));
}

function hintRoute(scope: FastifyInstance, needs: Doors): void {
  scope.post('/pxp/v1/hints', NODE, async (request, reply) => {
    const callers = await admitted(needs, request, reply);
    if (!callers) return undefined;
    for (const caller of callers) needs.hinted(caller);
    return reply.code(202).send();
  });
}

/** The agency whose channel to the caller this is; anybody else gets the answer for a channel that does not exist. */
async function admitToChannel(
  needs: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  ch: string,
): Promise<Caller | undefined> {
  const callers = await admitted(needs, request, reply);
  if (!callers) return undefined;
  const caller = readerOf(needs, callers, ch);
  if (!caller) refused(request, reply, { code: 'channel-unknown' });
  return caller;
}

/** The agency to which the caller writes this channel. */
function writerOf(
  { channelOf }: Pick<ExchangeNeeds, 'channelOf'>,
  callers: readonly Caller[],
  ch: string,
): Caller | undefined {
  return callers.find(({ agency, partnerDid }) => channelOf(partnerDid, agency.did) === ch);
}

function readerOf(
  { channelOf }: Pick<ExchangeNeeds, 'channelOf'>,
  callers: readonly Caller[],
  ch: string,
): Caller | undefined {
  return callers.find(({ agency, partnerDid }) => channelOf(agency.did, partnerDid) === ch);
}

/** The agencies of this node that trust the caller's keys; nobody when the request is not believed, or is one too many. */
async function admitted(
  needs: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<readonly Caller[] | undefined> {
  const calls = await needs.admit(await partsOf(request), server(request).now());
  if (!calls.ok) {
    refused(request, reply, calls.error);
    return undefined;
  }
  const callers = calls.value.map(({ agency, partner }) => ({ agency, partnerDid: partner.did }));
  if (callers[0]) await needs.quota.count(request, callers[0].partnerDid);
  return callers;
}

async function firstServed<T>(
  needs: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (caller: Caller) => Promise<Result<T, Refusal>>,
): Promise<T | undefined> {
  const callers = await admitted(needs, request, reply);
  if (!callers) return undefined;
  let refusal: Refusal = { code: 'object-unknown' };
  for (const caller of callers) {
    const served = await serve(caller);
    if (served.ok) return served.value;
    if (served.error.code !== refusal.code) refusal = served.error;
  }
  refused(request, reply, refusal);
  return undefined;
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Result<unknown, Refusal>,
): FastifyReply {
  return outcome.ok ? reply.send(outcome.value) : refused(request, reply, outcome.error);
}

function refused(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendProblem(request, reply, refusal, server(request).now());
}

function invalid(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return refused(request, reply, { code: 'input-invalid' });
}

function server(request: FastifyRequest) {
  return request.server.door;
}

export function jsonBody(request: FastifyRequest): Json | undefined {
  if (!Buffer.isBuffer(request.body)) return undefined;
  const json = readStrictJson(request.body.toString('utf8'));
  return json.ok ? json.value : undefined;
}

function count(
  request: FastifyRequest<{ Querystring: Record<string, string> }>,
  name: string,
  otherwise: number,
): number {
  const text = request.query[name];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
}

function readDeposit({ head, entries, objects = [], back }: JsonObject): Deposit | undefined {
  if (typeof head !== 'string' || !isTexts(entries) || !isTexts(objects)) return undefined;
  if (back === undefined) return { head, entries, objects };
  const { cursor, entries: own } = isJsonObject(back) ? back : {};
  const { epoch, seq } = isJsonObject(cursor) ? cursor : {};
  if (!isCount(epoch) || !isCount(seq) || !isTexts(own)) return undefined;
  return { head, entries, objects, back: { cursor: { epoch, seq }, entries: own } };
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
