import type { Instant } from '#kernel/instant.ts';
import type { Role } from '#domain/newsroom/role.ts';
import { startSession, type Session, type SessionKind } from '#domain/newsroom/session.ts';
import type { SessionStore } from '#ports/account-store.ts';
import { hashToken, newToken, type TokenTools } from './secret-token.ts';

export type OpenedSession = { readonly token: string; readonly session: Session };

/** Who sits down, and the session their browser had before: it ends, so that no token outlives a sign-in (C6). */
export type Sitter = {
  readonly personId: string;
  readonly agencyId: string;
  readonly roles: readonly Role[];
  readonly formerToken: string | undefined;
};

export async function openSession(
  needs: TokenTools & { readonly sessions: SessionStore },
  sitter: Sitter,
  kind: SessionKind,
  at: Instant,
): Promise<OpenedSession> {
  const { formerToken, ...who } = sitter;
  const token = newToken(needs.chance);
  const session = startSession({ ...who, csrf: newToken(needs.chance) }, kind, at);
  if (formerToken !== undefined) await needs.sessions.end(hashToken(needs.hash, formerToken));
  await needs.sessions.add(hashToken(needs.hash, token), session);
  return { token, session };
}
