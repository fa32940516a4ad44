import type { FastifyInstance } from 'fastify';
import {
  listSeats as listSeatsEndpoint,
  readSession,
  signIn as signInEndpoint,
  signOut,
  takeSeat as takeSeatEndpoint,
} from '#contract/session.ts';
import { endSession } from '#app/newsroom/find-session.ts';
import type { MemberStores } from '#app/newsroom/seat-of.ts';
import { signIn, type SignInNeeds } from '#app/newsroom/sign-in.ts';
import { listSeats, takeSeat } from '#app/newsroom/take-seat.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { accept } from '#kernel/result.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { AccountStore } from '#ports/account-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Call } from '../mount.ts';
import { mount } from '../mount.ts';

export type SessionDeskNeeds<Stores extends MemberStores> = SignInNeeds<Stores> & {
  readonly accounts: AccountStore;
  readonly agencies: AgencyDirectory;
  readonly isDemo: boolean;
  /** Where readers find the agency's pages. */
  readonly portalUrlOf: (agency: Agency) => string;
  /** The other newsroom of the demo on this computer. */
  readonly otherNewsroom?: { readonly name: Trilingual; readonly url: string };
};

/** Who is signed in; signing in and out; the seats of the demo. */
export function mountSession<Stores extends MemberStores>(
  server: FastifyInstance,
  needs: SessionDeskNeeds<Stores>,
): void {
  mount(server, readSession, async ({ session }) => {
    const agency = await agencyOf(needs, session?.agencyId);
    return accept({
      session: session ? await describeSession(needs, session, agency) : null,
      agency: { did: agency.did, name: agency.name, ownership: agency.ownership },
      demo: needs.isDemo,
      ...(needs.otherNewsroom ? { otherNewsroom: needs.otherNewsroom } : {}),
    });
  });

  mount(server, signInEndpoint, async (call) => {
    const opened = await signIn(
      needs,
      { ...call.body, visitor: call.visitor.key, formerToken: call.sessionToken },
      call.at,
    );
    if (!opened.ok) return opened;
    call.setSessionToken(opened.value.token);
    return accept({ session: await describe(needs, opened.value.session) });
  });

  mount(server, signOut, async (call) => {
    if (call.sessionToken !== undefined) await endSession(needs, call.sessionToken);
    call.clearSession();
    return accept({ done: true });
  });

  mount(server, listSeatsEndpoint, async (call) => {
    const seats = await listSeats(needs, visitOf(needs, call));
    return accept({
      seats: seats.map(({ id, name, roles, language }) => ({ id, name, roles: [...roles], language })),
    });
  });

  mount(server, takeSeatEndpoint, async (call) => {
    const wish = { personId: call.params.id, formerToken: call.sessionToken };
    const opened = await takeSeat(needs, visitOf(needs, call), wish, call.at);
    if (!opened.ok) return opened;
    call.setSessionToken(opened.value.token);
    return accept({ session: await describe(needs, opened.value.session) });
  });
}

type DescribeNeeds = Pick<SessionDeskNeeds<MemberStores>, 'accounts' | 'agencies' | 'isDemo' | 'portalUrlOf'>;

function visitOf(
  needs: Pick<DescribeNeeds, 'isDemo'>,
  { visitor }: Pick<Call<typeof readSession>, 'visitor'>,
): { readonly isDemo: boolean; readonly isLoopback: boolean } {
  return { isDemo: needs.isDemo, isLoopback: visitor.isLoopback };
}

/** The visitor's agency, or the node's first for those who are not signed in. */
async function agencyOf(
  { agencies }: Pick<DescribeNeeds, 'agencies'>,
  agencyId: string | undefined,
): Promise<Agency> {
  const agency = agencyId === undefined ? (await agencies.list())[0] : await agencies.find(agencyId);
  if (!agency) throw new Error(`this node has no agency ${agencyId ?? 'at all'}`);
  return agency;
}

async function describe(needs: DescribeNeeds, session: Session) {
  return describeSession(needs, session, await agencyOf(needs, session.agencyId));
}

async function describeSession(needs: DescribeNeeds, session: Session, agency: Agency) {
  const account = await needs.accounts.find(session.personId);
  if (!account) throw new Error(`session of an unknown person ${session.personId}`);
  const { id, did, name, ownership, timeZone, place } = agency;
  return {
    person: { id: account.id, name: account.name, email: account.email, language: account.language },
    agency: { id, did, name, ownership, languages: [...agency.languages], timeZone, place },
    roles: [...session.roles],
    csrf: session.csrf,
    demo: needs.isDemo,
    portalUrl: needs.portalUrlOf(agency),
  };
}
