import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Body, Endpoint, Params, Query, Reply } from '#contract/endpoint.ts';
import type { Session } from '#domain/newsroom/session.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import { admitCall } from './admit-call.ts';
import type { Door } from './door.ts';
import { RefusedCall } from './refused-call.ts';
import type { Refusal } from './problems.ts';
import { expectNothing, shapeCheck, type Misfit, type ShapeCheck } from './shape-check.ts';
import { sendValidated } from './send-validated.ts';
import { visitorOf, type Visitor } from './visitor.ts';

type WhenSignedIn<E extends Endpoint, T> = E['permission'] extends 'anonymous' ? T | undefined : T;

/** A call that was let in: who calls at which agency, and the parts as the contract types them. */
export type Call<E extends Endpoint> = {
  readonly session: WhenSignedIn<E, Session>;
  readonly agencyId: WhenSignedIn<E, string>;
  readonly params: Params<E>;
  readonly query: Query<E>;
  readonly body: Body<E>;
  readonly at: Instant;
  readonly visitor: Visitor;
  /** Hands the browser its session (a token of `app/newsroom`), or takes it away. */
  readonly setSessionToken: (token: string) => void;
  readonly clearSession: () => void;
  /** The token the browser sent, if any; to end its session. */
  readonly sessionToken: string | undefined;
};

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Result<Reply<E>, Refusal>>;

/** A call whose parts were not looked at yet. */
type OpenCall = Omit<Call<Endpoint>, 'session' | 'agencyId' | 'params' | 'query' | 'body'> & {
  readonly session: Session | undefined;
  readonly agencyId: string | undefined;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

/** Opens one endpoint of the contract: admits, checks, calls, answers. The only way a desk route comes to be. */
export function mount<const E extends Endpoint>(
  server: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
): void {
  const parts = partChecks(endpoint);
  const promise = server.door.checkReplies ? shapeCheck(endpoint.reply) : undefined;
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.bodyBytes === undefined ? {} : { bodyLimit: endpoint.bodyBytes }),
    config: { door: 'desk-api', endpoint },
    onRequest: async (request, reply) => {
      const admitted = await admitCall(endpoint, { request, reply }, server.door);
      if (!admitted.ok) throw new RefusedCall(admitted.error);
      request.session = admitted.value;
    },
    handler: async (request, answer) => {
      const call = openCall(request, answer, server.door);
      const misfits = misfitsOf(parts, call);
      if (!isCallOf(endpoint, call, misfits)) {
        throw new RefusedCall({ code: 'input-invalid', places: misfits });
      }
      const outcome = await handler(call);
      if (!outcome.ok) throw new RefusedCall(outcome.error);
      if (promise) keepPromise(endpoint, promise(outcome.value));
      return endpoint.hasValidator ? sendValidated(request, answer, outcome.value) : outcome.value;
    },
  });
}

type PartChecks = { readonly [part in 'params' | 'query' | 'body']: ShapeCheck };

function partChecks(endpoint: Endpoint): PartChecks {
  return {
    params: endpoint.params ? shapeCheck(endpoint.params) : expectNothing,
    query: endpoint.query ? shapeCheck(endpoint.query) : expectNothing,
    body: endpoint.body ? shapeCheck(endpoint.body) : expectNothing,
  };
}

function openCall(request: FastifyRequest, reply: FastifyReply, door: Door): OpenCall {
  const at = door.now();
  return {
    session: request.session,
    agencyId: request.session?.agencyId,
    params: request.params,
    query: request.query,
    body: request.body,
    at,
    visitor: visitorOf(request, door.visitors, at),
    setSessionToken: (token) => door.cookie.set(reply, token),
    clearSession: () => door.cookie.clear(reply),
    sessionToken: door.cookie.read(request),
  };
}

function misfitsOf(parts: PartChecks, call: OpenCall): readonly Misfit[] {
  return [
    ...parts.params(call.params).map((misfit) => ({ ...misfit, at: `/params${misfit.at}` })),
    ...parts.query(call.query).map((misfit) => ({ ...misfit, at: `/query${misfit.at}` })),
    ...parts.body(call.body).map((misfit) => ({ ...misfit, at: `/body${misfit.at}` })),
  ];
}

/** True once every part was checked against the endpoint's own shapes, and a session is there where one is needed. */
function isCallOf<E extends Endpoint>(
  endpoint: E,
  call: OpenCall,
  misfits: readonly Misfit[],
): call is OpenCall & Call<E> {
  return misfits.length === 0 && (endpoint.permission === 'anonymous' || call.session !== undefined);
}

function keepPromise(endpoint: Endpoint, misfits: readonly Misfit[]): void {
  const [first] = misfits;
  if (!first) return;
  throw new Error(`${endpoint.method} ${endpoint.path} broke its promise at ${first.at}: ${first.why}`);
}
