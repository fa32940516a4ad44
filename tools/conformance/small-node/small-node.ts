import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { JsonObject } from '#kernel/json.ts';
import type { Operator } from '../become-trusted.ts';
import type { OwnKey } from '../keys.ts';
import type { Called } from './admit.ts';
import type { Deviation } from './deviation.ts';
import { sendAnswer } from './answered.ts';
import { answerCall } from './doors.ts';
import { readPartner } from './read-partner.ts';
import { handsAtSmall } from './hands-at-small.ts';
import { makeStore, offer, type SmallStore } from './small-store.ts';

/** A second node of PXP/1, as small as the specification lets one be, and wrong where it is told to be. */
export type SmallNode = { readonly origin: string; readonly operator: Operator; close(): Promise<void> };

export async function openSmallNode(...deviations: readonly Deviation[]): Promise<SmallNode> {
  const server = createServer();
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the small node listens nowhere');
  const origin = `http://localhost:${address.port}`;
  const store = makeStore(origin, (deviation) => deviations.includes(deviation));
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    void answerRequest(store, request, reply).catch(() => reply.destroy());
  });
  let over = false;
  return {
    origin,
    operator: personAt(store, () => over),
    close: () =>
      new Promise((done) => {
        over = true;
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function personAt(store: SmallStore, isOver: () => boolean): Operator {
  return {
    async trust(agencies) {
      for (const { did } of agencies) {
        const known = store.known.get(did);
        if (!known) throw new Error(`${did} did not introduce itself`);
        known.pinned = true;
        void readPartner(store, known, isOver);
      }
    },
    async offerStory({ did }) {
      const known = store.known.get(did);
      if (known) offer(store, known);
    },
    hands: handsAtSmall(store),
  };
}

async function answerRequest(
  store: SmallStore,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const { method = '', url = '', headers } = request;
  const called: Called = { method, url: `${store.origin}${url}`, headers, body: Buffer.concat(parts) };
  const document = discovery(store, url);
  sendAnswer(reply, document ? { status: 200, json: document } : await answerCall(store, called));
}

const LIMITS = {
  maxEntryBytes: 65_536,
  maxPageEntries: 1000,
  maxPageBytes: 4_194_304,
  maxWaitSeconds: 50,
  maxBlobBytes: 67_108_864,
  clockToleranceSeconds: 300,
};

function discovery(
  { origin, did, sign, http, former, does }: SmallStore,
  path: string,
): JsonObject | undefined {
  const name = 'A small node';
  if (path === '/.well-known/pactwire')
    return {
      protocol: 'pactwire-exchange',
      versions: [1],
      base: `${origin}/pxp/v1`,
      agencies: [
        { did, name: { vi: name, 'zh-Hans': name, en: name }, ownership: 'independent', languages: ['en'] },
      ],
      ...(does('card-without-limits') ? {} : { limits: LIMITS }),
    };
  if (path !== '/.well-known/did.json') return undefined;
  const methodOf = ({ kid, x }: OwnKey) => ({
    id: kid,
    controller: did,
    publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x },
  });
  const past = does('publishes-no-old-keys')
    ? []
    : former.map((key) => ({ ...methodOf(key), revoked: '2027-01-04T08:00:00.000Z' }));
  return {
    id: did,
    verificationMethod: [methodOf(sign), methodOf(http), ...past],
    assertionMethod: does('one-key-for-both') ? [sign.kid, http.kid] : [sign.kid],
    authentication: [http.kid],
  };
}
