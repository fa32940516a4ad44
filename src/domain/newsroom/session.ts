import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { Role } from './role.ts';

/** A person signed in at one agency. The token itself is nowhere but in the browser; roles are as of the sign-in. */
export type Session = {
  readonly personId: string;
  readonly agencyId: string;
  readonly roles: readonly Role[];
  /** Sent back with every changing call (C6). */
  readonly csrf: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly idleSeconds: number;
  readonly expiresAt: Instant;
  /** It is a program's, which has its rights of a person and nothing that is that person's own. */
  readonly isOfKey?: true;
};

const HOUR = 3600;
/** C6: 30 minutes idle, 12 hours in all; a demo seat stays warm for the whole day of trying. */
const LENGTHS = {
  account: { idleSeconds: HOUR / 2, totalSeconds: 12 * HOUR },
  'demo-seat': { idleSeconds: 12 * HOUR, totalSeconds: 12 * HOUR },
} as const;

export type SessionKind = keyof typeof LENGTHS;

/** Who sits down, with the unguessable part made by the caller. */
export type SessionStart = Pick<Session, 'personId' | 'agencyId' | 'roles' | 'csrf'>;

export function startSession(start: SessionStart, kind: SessionKind, at: Instant): Session {
  const { idleSeconds, totalSeconds } = LENGTHS[kind];
  return { ...start, startedAt: at, seenAt: at, idleSeconds, expiresAt: plusSeconds(at, totalSeconds) };
}

/** Neither idle too long nor past its absolute end; a clock that went back ends nothing early (I27). */
export function isLive(session: Session, at: Instant): boolean {
  return at < session.expiresAt && secondsBetween(session.seenAt, at) < session.idleSeconds;
}

const NOTE_EVERY_SECONDS = 60;

/** Is it worth a write to note that the session was seen? Once a minute is exact enough for 30 minutes. */
export function isWorthNoting(session: Session, at: Instant): boolean {
  return secondsBetween(session.seenAt, at) >= NOTE_EVERY_SECONDS;
}
