import type { Endpoint } from '#contract/endpoint.ts';
import type { KeySession } from '#app/newsroom/api-key/find-key-session.ts';
import type { Session } from '#domain/newsroom/session.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AskedOrigin } from './asked-origin.ts';
import type { KeyQuota } from './key-quota.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { DoorKind } from './security-headers.ts';
import type { VisitorKeys } from './visitor.ts';

/** What every route of one server shares. */
export type Door = {
  readonly publicOrigin: string;
  readonly askedOrigin: AskedOrigin;
  readonly now: () => Instant;
  readonly findSession: (token: string, at: Instant) => Promise<Session | undefined>;
  readonly findKey: (token: string, at: Instant) => Promise<KeySession | undefined>;
  readonly keyQuota: KeyQuota;
  readonly cookie: SessionCookie;
  readonly visitors: VisitorKeys;
  /** In tests every reply is held against its shape; an answer that breaks its promise is a fault. */
  readonly checkReplies: boolean;
};

/** A route as it was mounted; the authorisation matrix (T04) and the header test (T13) walk this list. */
export type MountedRoute = {
  readonly method: string;
  readonly url: string;
  readonly door: DoorKind;
  readonly endpoint: Endpoint | undefined;
};

declare module 'fastify' {
  interface FastifyInstance {
    readonly door: Door;
    readonly mountedRoutes: MountedRoute[];
  }
  interface FastifyContextConfig {
    /** Which kind of route it is; one that does not say so refuses to be mounted. */
    door?: DoorKind;
    endpoint?: Endpoint;
  }
  interface FastifyRequest {
    session: Session | undefined;
    /** Fresh for each request; stands in the policy of the desk's page and on its scripts. */
    nonce: string;
  }
}
