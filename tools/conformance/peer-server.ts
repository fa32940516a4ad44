import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { channelOf, digestOf } from './keys.ts';
import { headOf, makePeer, type EntriesAsk, type Peer, type Turn } from './peer.ts';

/** A request of the tested node as it came in, to be judged later. */
export type SeenRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

export type PeerServer = {
  readonly origin: string;
  readonly peers: readonly Peer[];
  readonly seen: readonly SeenRequest[];
  /** Whose channels are read here; told when its discovery documents were read. */
  nodeDid: string;
  close(): Promise<void>;
};

export type Listening = {
  readonly port?: number;
  readonly origin?: string;
  readonly slugs: readonly string[];
};

/** The agencies of the kit behind one address, on this computer only. */
export async function openPeers({ port = 0, origin, slugs }: Listening): Promise<PeerServer> {
  const server = createServer();
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', ready);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the kit listens nowhere');
  const base = origin ?? `http://localhost:${address.port}`;
  const seen: SeenRequest[] = [];
  const opened: PeerServer = {
    origin: base,
    peers: slugs.map((slug) => makePeer(base, slug)),
    seen,
    nodeDid: '',
    close: () => closed(server),
  };
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    void bodyOf(request).then(
      (body) => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, url: `${base}${url}`, headers, body });
        answer(opened, { url: new URL(url, base), body }, reply);
      },
      () => reply.destroy(),
    );
  });
  return opened;
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

type Called = { readonly url: URL; readonly body: Buffer };

const DOOR = /^\/pxp\/v1\/(\w+)(?:\/([^/]+))?(?:\/(\w+))?$/;

function answer(server: PeerServer, called: Called, reply: ServerResponse): void {
  const [, kind = '', name = '', what = ''] = DOOR.exec(called.url.pathname) ?? [];
  if (kind === 'hints' || kind === 'introductions') return send(reply, 202);
  if (kind === 'channels') return answerOn(server, { ...called, ch: name, what }, reply);
  if (kind === 'objects' || kind === 'blobs') return sendObject(server, name, reply);
  const document = discovery(server, called.url.pathname);
  return document ? send(reply, 200, document) : send(reply, 404, problem(404, 'not-found'));
}

function answerOn(
  server: PeerServer,
  { ch, what, url, body }: Called & { readonly ch: string; readonly what: string },
  reply: ServerResponse,
): void {
  const reader = server.peers.find(({ did }) => channelOf(server.nodeDid, did) === ch);
  if (reader && what === 'entries') return giveBack(reader, url.searchParams, reply);
  const peer = server.peers.find(({ did }) => channelOf(did, server.nodeDid) === ch);
  if (!peer) return send(reply, 404, problem(404, 'channel-unknown'));
  if (what === 'cursor') return keepCursor(peer, body, reply);
  if (what === 'entries') return entries(server, peer, url.searchParams, reply);
  return send(reply, 200, { head: headOf(peer, server.nodeDid) });
}

/** The channel's publisher asks for its own entries (pxp-1, Endpoints). */
function giveBack(reader: Peer, query: URLSearchParams, reply: ServerResponse): void {
  reader.backAsks += 1;
  const { backs } = reader;
  if (backs === undefined) return send(reply, 404, problem(404, 'channel-unknown'));
  if (backs === 'away') return send(reply, 503, problem(503, 'not-reached'));
  const last = backs.at(-1);
  const cursor = { epoch: 1, seq: backs.length, hash: last === undefined ? null : digestOf(last) };
  send(reply, 200, { cursor, entries: backs.slice(Number(query.get('after') ?? 0)) });
}

function keepCursor(peer: Peer, body: Buffer, reply: ServerResponse): void {
  const cursor: unknown = JSON.parse(body.toString('utf8'));
  if (isJsonObject(cursor)) peer.cursors.push(cursor);
  send(reply, 200, { seq: peer.written.length });
}

function sendObject({ peers }: PeerServer, digest: string, reply: ServerResponse): void {
  for (const peer of peers) {
    const text = peer.objects.get(digest);
    if (text === undefined) continue;
    peer.fetched.add(digest);
    reply.writeHead(200, { 'content-type': 'application/json' }).end(text);
    return;
  }
  send(reply, 404, problem(404, 'object-unknown'));
}

const MOST_HELD_MS = 20_000;

function entries(server: PeerServer, peer: Peer, query: URLSearchParams, reply: ServerResponse): void {
  const [epoch = 1, after = 0, wait = 0] = ['epoch', 'after', 'wait'].map((name) =>
    Number(query.get(name) ?? 0),
  );
  const ask: EntriesAsk = { epoch, after, wait };
  peer.asks.push(ask);
  const speak = (): boolean => {
    const turn = peer.isAway ? notReached : peer.turns.shift();
    if (turn) turn(ask, reply);
    else if (peer.written.length > after) honest(server, peer, ask, reply);
    else return false;
    return true;
  };
  if (speak()) return;
  const letGo = (): void => {
    clearTimeout(timer);
    peer.held.delete(again);
  };
  const again = (): void => {
    if (speak()) letGo();
  };
  const timer = setTimeout(
    () => {
      letGo();
      honest(server, peer, ask, reply);
    },
    Math.min(wait * 1000, MOST_HELD_MS),
  );
  peer.held.add(again);
  reply.once('close', letGo);
}

const notReached: Turn = (_ask, reply) => send(reply, 503, problem(503, 'not-reached'));

function honest({ nodeDid }: PeerServer, peer: Peer, { after }: EntriesAsk, reply: ServerResponse): void {
  const page = peer.written.slice(after).map(({ jws }) => jws);
  send(reply, 200, { head: headOf(peer, nodeDid), entries: page, more: false });
}

export function send(reply: ServerResponse, status: number, body?: JsonObject): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  if (body === undefined) reply.writeHead(status).end();
  else reply.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

function problem(status: number, code: string): JsonObject {
  return { type: `urn:pactwire:problem:${code}`, title: code, status, code };
}

function discovery({ origin, peers }: PeerServer, path: string): JsonObject | undefined {
  const base = `${origin}/pxp/v1`;
  if (path === '/.well-known/pactwire')
    return {
      protocol: 'pactwire-exchange',
      versions: [1],
      software: { name: 'pactwire-conformance', version: '1' },
      base,
      agencies: peers.map((peer) => ({ did: peer.did, ...presented(peer), languages: ['en'] })),
    };
  const slug = /^\/agencies\/([a-z0-9-]+)\/did\.json$/.exec(path)?.[1];
  const peer =
    peers.find((one) => one.slug === slug) ?? (path === '/.well-known/did.json' ? peers[0] : undefined);
  return peer && didDocument(peer, base);
}

function presented({ slug }: Peer): JsonObject {
  const name = `Conformance kit (${slug})`;
  return { name: { vi: name, 'zh-Hans': name, en: name }, ownership: 'independent' };
}

function didDocument({ did, sign, http, recovery }: Peer, base: string): JsonObject {
  const methodOf = ({ kid, x }: Peer['sign']) => ({
    id: kid,
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x },
  });
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [methodOf(sign), methodOf(http), methodOf(recovery)],
    assertionMethod: [sign.kid],
    authentication: [http.kid],
    capabilityInvocation: [recovery.kid],
    service: [{ id: '#pxp', type: 'PactwireExchange', serviceEndpoint: base }],
  };
}

/** What a peer says of itself at first contact (pxp-1, Introductions). */
export function introductionOf(peer: Peer, to: string): JsonObject {
  const key = (role: string, { kid, x }: Peer['sign']) => ({
    kid,
    role,
    jwk: { kty: 'OKP', crv: 'Ed25519', x },
  });
  return {
    did: peer.did,
    ...presented(peer),
    baseUrl: peer.baseUrl,
    keys: [key('sign', peer.sign), key('http', peer.http), key('recovery', peer.recovery)],
    to,
  };
}
