import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { MemberEntry, SessionStore } from '#ports/account-store.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import type { MemberStores, SeatNeeds } from './seat-of.ts';
import type { TokenTools } from './secret-token.ts';

/** Seats are open when this node is a demo and the visitor sits at the same computer. */
export type SeatVisit = { readonly isDemo: boolean; readonly isLoopback: boolean };

export type SeatRefusal =
  | { readonly code: 'seats-closed' }
  | { readonly code: 'seat-unknown'; readonly personId: string };

/** The ready-made people of the demo; none where seats are closed. */
export async function listSeats<Stores extends MemberStores>(
  needs: SeatNeeds<Stores>,
  visit: SeatVisit,
): Promise<readonly MemberEntry[]> {
  if (!isOpen(visit)) return [];
  const [home] = await needs.agencies.list();
  if (!home) return [];
  const members = await needs.transact(home.id, (stores) => stores.members.list());
  return members.filter((member) => member.isDemoSeat && member.closedAt === undefined);
}

/** Sits down in a demo seat without a password: only a seat made for the demo, only on this computer. */
export async function takeSeat<Stores extends MemberStores>(
  needs: SeatNeeds<Stores> & TokenTools & { readonly sessions: SessionStore },
  visit: SeatVisit,
  wish: { readonly personId: string; readonly formerToken: string | undefined },
  at: Instant,
): Promise<Result<OpenedSession, SeatRefusal>> {
  if (!isOpen(visit)) return refuse({ code: 'seats-closed' });
  const [home] = await needs.agencies.list();
  const seat = (await listSeats(needs, visit)).find(({ personId }) => personId === wish.personId);
  if (!home || !seat) return refuse({ code: 'seat-unknown', personId: wish.personId });
  const sitter = { personId: seat.personId, agencyId: home.id, roles: seat.roles };
  return accept(await openSession(needs, { ...sitter, formerToken: wish.formerToken }, 'demo-seat', at));
}

function isOpen(visit: SeatVisit): boolean {
  return visit.isDemo && visit.isLoopback;
}
