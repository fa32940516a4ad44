import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { AgencyCard, Done, Id, IdParams, Ownership, Trilingual } from '#contract/shapes.ts';
import { ROLES } from '#contract/permissions.ts';

export const RoleShape = Type.Enum([...ROLES]);

/** Who is signed in, at which agency, and what the demo offers. */
export const SessionShape = Type.Object({
  person: Type.Object({ id: Id, name: Type.String(), email: Type.String(), language: Type.String() }),
  agency: Type.Object({
    id: Id,
    did: Type.String(),
    name: Trilingual,
    ownership: Ownership,
    languages: Type.Array(Type.String()),
    timeZone: Type.String(),
    place: Trilingual,
  }),
  roles: Type.Array(RoleShape),
  /** Sent back in `x-csrf-token` with every call that changes something. */
  csrf: Type.String(),
  demo: Type.Boolean(),
  portalUrl: Type.String(),
});

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  permission: 'anonymous',
  summary: 'The signed-in person, or null',
  reply: Type.Object({
    session: Type.Union([SessionShape, Type.Null()]),
    agency: AgencyCard,
    demo: Type.Boolean(),
    /** The other demo newsroom's address on this computer, when this is the demo. */
    otherNewsroom: Type.Optional(Type.Object({ name: Trilingual, url: Type.String() })),
  }),
});

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  permission: 'anonymous',
  summary: 'Sign in with e-mail, password and, when set up, a one-time code',
  body: Type.Object({
    email: Type.String({ maxLength: 254 }),
    password: Type.String({ maxLength: 1024 }),
    code: Type.Optional(Type.String({ maxLength: 12 })),
  }),
  reply: Type.Object({ session: SessionShape }),
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  permission: 'signed-in',
  summary: 'Sign out and end the session',
  reply: Done,
});

/** One ready-made person of the demo; taking a seat works on loopback only. */
export const SeatShape = Type.Object({
  id: Id,
  name: Type.String(),
  roles: Type.Array(RoleShape),
  language: Type.String(),
});

export const listSeats = endpoint({
  method: 'GET',
  path: '/api/seats',
  permission: 'anonymous',
  summary: 'The demo seats of this newsroom; empty when this is no demo',
  reply: Type.Object({ seats: Type.Array(SeatShape) }),
});

export const takeSeat = endpoint({
  method: 'POST',
  path: '/api/seats/:id/session',
  permission: 'anonymous',
  summary: 'Sit down in a demo seat (loopback only)',
  params: IdParams,
  reply: Type.Object({ session: SessionShape }),
});
