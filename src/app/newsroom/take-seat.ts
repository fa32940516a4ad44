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

type DemoSeat = MemberEntry & { readonly agencyId: string };

/** The ready-made people of the demo, those of the first agency first; none where seats are closed. */
export async function listSeats<Stores extends MemberStores>(
  needs: SeatNeeds<Stores>,
  visit: SeatVisit,
): Promise<readonly DemoSeat[]> {
  const seats: DemoSeat[] = [];
  for (const { id: agencyId } of isOpen(visit) ? await needs.agencies.list() : []) {
    const members = await needs.transact(agencyId, (stores) => stores.members.list());
    const open = members.filter((member) => member.isDemoSeat && member.closedAt === undefined);
    seats.push(...open.map((member) => ({ ...member, agencyId })));
  }
  return seats;
}

/** Sits down in a demo seat without a password: only a seat made for the demo, only on this computer. */
export async function takeSeat<Stores extends MemberStores>(
  needs: SeatNeeds<Stores> & TokenTools & { readonly sessions: SessionStore },
  visit: SeatVisit,
  wish: { readonly personId: string; readonly formerToken: string | undefined },
  at: Instant,
): Promise<Result<OpenedSession, SeatRefusal>> {
  if (!isOpen(visit)) return refuse({ code: 'seats-closed' });
  const seat = (await listSeats(needs, visit)).find(({ personId }) => personId === wish.personId);
  if (!seat) return refuse({ code: 'seat-unknown', personId: wish.personId });
  const sitter = { personId: seat.personId, agencyId: seat.agencyId, roles: seat.roles };
  return accept(await openSession(needs, { ...sitter, formerToken: wish.formerToken }, 'demo-seat', at));
}

function isOpen(visit: SeatVisit): boolean {
  return visit.isDemo && visit.isLoopback;
}
