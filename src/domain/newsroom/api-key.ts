import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Member } from './person.ts';
import type { Session } from './session.ts';

/** What a program may ask with a key. Spelt for the network in `contract/permissions.ts`. */
export type KeyScope = 'read-wire' | 'read-partners';

/** The right of a program to read in an agency's name. Its secret is nowhere but with whoever was handed it. */
export type ApiKey = {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  /** The day of its last call, YYYY-MM-DD in UTC; of when in that day nothing is kept. */
  readonly usedOn?: string;
  readonly secretHash: Digest;
};

/** Neither revoked nor past its end. */
export function isKeyLive({ revokedAt, expiresAt }: ApiKey, at: Instant): boolean {
  return revokedAt === undefined && at < expiresAt;
}

const CALL_SECONDS = 60;

/**
 * Whom a call with a key stands for: the seat of its maker with the rights of a viewer and no more, while that seat is
 * there; undefined when it is not. A key never outlives what its maker may do.
 */
export function sessionOfKey(key: ApiKey, maker: Member | undefined, at: Instant): Session | undefined {
  if (!maker || maker.closedAt !== undefined || maker.roles.length === 0) return undefined;
  const seat = { personId: maker.personId, agencyId: key.agencyId, roles: ['viewer'] as const, csrf: '' };
  return {
    ...seat,
    isOfKey: true,
    startedAt: at,
    seenAt: at,
    idleSeconds: CALL_SECONDS,
    expiresAt: plusSeconds(at, CALL_SECONDS),
  };
}
