import type { Instant } from '#kernel/instant.ts';
import { isLive, isWorthNoting, type Session } from '#domain/newsroom/session.ts';
import type { SessionStore } from '#ports/account-store.ts';
import type { Hash } from '#ports/world.ts';
import { hashToken } from './secret-token.ts';

export type FindSessionNeeds = { readonly sessions: SessionStore; readonly hash: Hash };

/** The live session of a token, and notes that it was seen; undefined when it never was, ended or ran out. */
export async function findSession(
  needs: FindSessionNeeds,
  token: string,
  at: Instant,
): Promise<Session | undefined> {
  const tokenHash = hashToken(needs.hash, token);
  const session = await needs.sessions.find(tokenHash);
  if (!session || !isLive(session, at)) return undefined;
  if (isWorthNoting(session, at)) await needs.sessions.noteSeen(tokenHash, at);
  return session;
}

/** Ends the session of a token, if it has one. */
export async function endSession(needs: FindSessionNeeds, token: string): Promise<void> {
  await needs.sessions.end(hashToken(needs.hash, token));
}
