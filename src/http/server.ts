import { randomBytes, randomUUID } from 'node:crypto';
import cookiePlugin from '@fastify/cookie';
import rateLimitPlugin from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { KeySession } from '#app/newsroom/api-key/find-key-session.ts';
import type { Session } from '#domain/newsroom/session.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { askedOrigin } from './asked-origin.ts';
import { answerClientError } from './client-error.ts';
import type { MountedRoute } from './door.ts';
import { callLine, faultLine } from './log-lines.ts';
import { makeKeyQuota } from './key-quota.ts';
import { takeJsonBodies } from './read-json-body.ts';
import { refusalOfError } from './refusal-of-error.ts';
import { countCall } from './count-call.ts';
import { RefusedCall } from './refused-call.ts';
import { setSecurityHeaders, type DoorKind } from './security-headers.ts';
import { sendProblem } from './send-problem.ts';
import { sessionCookie } from './session-cookie.ts';
import { makeVisitorKeys } from './visitor.ts';

export type ServerOptions = {
  /** Where people reach this node, such as `https://exchange.example` or `http://localhost:4100`. */
  readonly publicOrigin: string;
  /** Who lives here, each at an address of its own; absent: there is only the node's. */
  readonly agencies?: Pick<AgencyDirectory, 'list'>;
  readonly now: () => Instant;
  /** The live session of a token, and notes that it was seen; `app/newsroom/find-session.ts`. */
  readonly findSession: (token: string, at: Instant) => Promise<Session | undefined>;
  /** Who calls with an API key, `app/newsroom/api-key/find-key-session.ts`; absent: no key opens anything. */
  readonly findKey?: (token: string, at: Instant) => Promise<KeySession | undefined>;
  /** Can the node work now? While it cannot, calls that need the database hear so at once (T21). */
  readonly isReady?: () => boolean;
  /** Where log lines go; absent: nowhere. */
  readonly log?: { write(line: string): void };
  /** Addresses of reverse proxies whose X-Forwarded-For counts; none by default. */
  readonly trustedProxies?: readonly string[];
  /** Per visitor: all routes but the exchange together, and the exchange. */
  readonly callsPerMinute?: number;
  readonly nodeCallsPerMinute?: number;
  /** Per API key. */
  readonly keyCallsPerMinute?: number;
  readonly bodyLimitBytes?: number;
  /** For tests: hold every reply against its shape. */
  readonly checkReplies?: boolean;
};

const DEFAULTS = {
  callsPerMinute: 6000,
  nodeCallsPerMinute: 30_000,
  keyCallsPerMinute: 600,
  bodyLimitBytes: 1_048_576,
};
const REQUEST_MS = 8000;
/** Node looks twice before it believes that a write makes no progress, so a deaf reader is gone after two of these. */
const ANSWER_STALL_MS = 4000;
const KEEP_ALIVE_MS = 8000;

/** A server with all the defences and no routes yet: `mount` opens endpoints, plugins of `http/` open the rest. */
export async function makeServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    // Fastify's own defaults leave slow sockets open for ever (reliability.md, finding 8; T16).
    http: { headersTimeout: 5000, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1000 },
    // Said twice: Fastify writes its own default of none over what Node was given.
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    bodyLimit: options.bodyLimitBytes ?? DEFAULTS.bodyLimitBytes,
    trustProxy: [...(options.trustedProxies ?? [])],
    ...(options.log ? { logger: { level: 'info', base: null, stream: options.log } } : { logger: false }),
    // Fastify's own lines name addresses and whole URLs; ours are in log-lines.ts (I25).
    logController: new fastify.LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 1500, caseSensitive: true },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply, options.now());
    },
  });
  // JSON is checked by our own closed shapes in `mount`; a Fastify schema would remove and coerce (abuse case 22).
  server.setValidatorCompiler(() => {
    throw new Error('routes are validated by mount(), not by Fastify schemas');
  });
  takeJsonBodies(server);
  keepDoor(server, options);
  listRoutes(server);
  defendAnswers(server, options.now);
  await server.register(cookiePlugin);
  await limitCalls(server, options);
  answerWhileUnready(server, options.isReady);
  return server;
}

function keepDoor(server: FastifyInstance, options: ServerOptions): void {
  server.decorate('door', {
    publicOrigin: options.publicOrigin,
    askedOrigin: askedOrigin(options.agencies, options.publicOrigin),
    now: options.now,
    findSession: options.findSession,
    findKey: options.findKey ?? (async () => undefined),
    keyQuota: makeKeyQuota(options.keyCallsPerMinute ?? DEFAULTS.keyCallsPerMinute),
    cookie: sessionCookie(options.publicOrigin),
    visitors: makeVisitorKeys(),
    checkReplies: options.checkReplies ?? false,
  });
  server.decorateRequest('session', undefined);
  server.decorateRequest('nonce', '');
}

/** A route that does not say what kind of door it is would have no policy, so it stops the server from starting. */
function listRoutes(server: FastifyInstance): void {
  const routes: MountedRoute[] = [];
  server.decorate('mountedRoutes', routes);
  server.addHook('onRoute', ({ method, url, config }) => {
    const door = config?.door;
    if (!door) throw new Error(`route ${String(method)} ${url} names no door in its config`);
    for (const one of [method].flat()) routes.push({ method: one, url, door, endpoint: config.endpoint });
  });
}

function defendAnswers(server: FastifyInstance, now: () => Instant): void {
  server.addHook('onRequest', async (request, reply) => {
    request.nonce = randomBytes(16).toString('base64');
    reply.header('x-request-id', request.id);
  });
  server.addHook('onSend', async (request, reply) => {
    setSecurityHeaders(reply, request.routeOptions.config.door ?? 'desk-api', request.nonce);
    // A reader that stops reading its answer is let go; the timer counts idle time, so slow but steady is fine.
    reply.raw.socket?.setTimeout?.(ANSWER_STALL_MS);
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(callLine(request, reply), 'answered');
  });
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, now()));
}

/** What the caller hears as these is logged with its places, for whoever has to mend it. */
const FAULTS = { fault: true, 'node-not-ready': true };

function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  at: Instant,
): FastifyReply {
  const refusal = refusalOfError(error);
  if (!(error instanceof RefusedCall) && refusal.code in FAULTS) {
    request.log.error(faultLine(error), 'fault');
  }
  // A hook that ran before routing failed (a broken address) has not set them.
  setSecurityHeaders(reply, request.routeOptions?.config?.door ?? 'desk-api', request.nonce);
  return sendProblem(request, reply, refusal, at);
}

/** Counts every call before anything is looked up for it; the count lives in memory, under keys that mean nothing tomorrow. */
async function limitCalls(server: FastifyInstance, options: ServerOptions): Promise<void> {
  const { now } = options;
  await server.register(rateLimitPlugin, { global: false, cache: 10_000 });
  const limitOf = (name: string, max: number) =>
    server.createRateLimit({
      max,
      timeWindow: 60_000,
      keyGenerator: ({ ip }) => `${name} ${server.door.visitors.keyOf(ip, now())}`,
    });
  const calls = limitOf('calls', options.callsPerMinute ?? DEFAULTS.callsPerMinute);
  // A node that fetches what it missed asks far more often than people do; each partner has a quota of its own besides.
  const ofNodes = limitOf('nodes', options.nodeCallsPerMinute ?? DEFAULTS.nodeCallsPerMinute);
  server.addHook('onRequest', (request) =>
    countCall(request.routeOptions.config?.door === 'node' ? ofNodes : calls, request),
  );
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, { code: 'not-found' }, now()));
}

const NEEDS_DATABASE: ReadonlySet<DoorKind> = new Set(['desk-api', 'assistant', 'node', 'push']);

function answerWhileUnready(server: FastifyInstance, isReady: (() => boolean) | undefined): void {
  if (!isReady) return;
  server.addHook('onRequest', async (request) => {
    const { door } = request.routeOptions.config;
    if (door && NEEDS_DATABASE.has(door) && !isReady()) throw new RefusedCall({ code: 'node-not-ready' });
  });
}
