import type { Static, TSchema } from 'typebox';
import type { KeyScope, Permission } from '#contract/permissions.ts';

/**
 * One door of the desk API, read by both ends: the server mounts and validates it, the browser calls it, OpenAPI is
 * generated from it. `path` has Fastify's `:name` parameters; a GET never has a body.
 */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Who may call it; `anonymous` and `signed-in` need no role. */
  readonly permission: Permission | 'anonymous' | 'signed-in';
  /** What an API key needs to call it too; left out: people alone may. */
  readonly keyScope?: KeyScope;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Bytes of the largest body, where it may be more than others. */
  readonly bodyBytes?: number;
  /** Its answer has an ETag, and If-None-Match is heard. */
  readonly hasValidator?: true;
  readonly reply: TSchema;
};

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends TSchema
  ? Static<E[K]>
  : undefined;

export type Params<E extends Endpoint> = Part<E, 'params'>;
export type Query<E extends Endpoint> = Part<E, 'query'>;
export type Body<E extends Endpoint> = Part<E, 'body'>;
export type Reply<E extends Endpoint> = Static<E['reply']>;

/** Keeps the literal types of one endpoint's schemas. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
