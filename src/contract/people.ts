import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { RoleShape } from '#contract/session.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';

export const PersonShape = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  roles: Type.Array(RoleShape),
  hasPasskey: Type.Boolean(),
  hasCode: Type.Boolean(),
  isDemoSeat: Type.Boolean(),
  disabledAt: Type.Optional(InstantText),
});

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  permission: 'manage-people',
  summary: 'The people of this agency and their roles',
  reply: Type.Object({ people: Type.Array(PersonShape) }),
});

export const invitePerson = endpoint({
  method: 'POST',
  path: '/api/people',
  permission: 'manage-people',
  summary: 'Add a person; the reply holds a one-time link for them to set a password',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    email: Type.String({ minLength: 3, maxLength: 254 }),
    language: Type.String(),
    roles: Type.Array(RoleShape),
  }),
  reply: Type.Object({ person: PersonShape, link: Type.String() }),
});

export const changeRoles = endpoint({
  method: 'PUT',
  path: '/api/people/:id/roles',
  permission: 'manage-people',
  summary: 'Set a person’s roles; their sessions end',
  params: IdParams,
  body: Type.Object({ roles: Type.Array(RoleShape) }),
  reply: Type.Object({ person: PersonShape }),
});

export const renewLink = endpoint({
  method: 'POST',
  path: '/api/people/:id/link',
  permission: 'manage-people',
  summary:
    'A new one-time link for a person who lost their password; `startOver`: using it removes their passkeys and codes too',
  params: IdParams,
  body: Type.Object({ startOver: Type.Boolean() }),
  reply: Type.Object({ link: Type.String() }),
});

export const disablePerson = endpoint({
  method: 'DELETE',
  path: '/api/people/:id',
  permission: 'manage-people',
  summary: 'Close a person’s account at this agency; their sessions end at once',
  params: IdParams,
  reply: Done,
});

export const setPassword = endpoint({
  method: 'POST',
  path: '/api/password',
  permission: 'anonymous',
  summary: 'Set a password with a one-time link',
  body: Type.Object({
    token: Type.String({ maxLength: 200 }),
    password: Type.String({ minLength: 12, maxLength: 1024 }),
  }),
  reply: Done,
});

export const beginCode = endpoint({
  method: 'POST',
  path: '/api/me/code',
  permission: 'signed-in',
  summary: 'Begin to set up one-time codes (TOTP)',
  reply: Type.Object({ uri: Type.String(), secret: Type.String() }),
});

export const confirmCode = endpoint({
  method: 'PUT',
  path: '/api/me/code',
  permission: 'signed-in',
  summary: 'Confirm one-time codes with a first code',
  body: Type.Object({ code: Type.String({ maxLength: 12 }) }),
  reply: Done,
});

export const readCredentials = endpoint({
  method: 'GET',
  path: '/api/me/credentials',
  permission: 'signed-in',
  summary: 'What the signed-in person can sign in with',
  reply: Type.Object({
    hasCode: Type.Boolean(),
    passkeys: Type.Array(
      Type.Object({ id: Type.String(), addedAt: InstantText, usedAt: Type.Optional(InstantText) }),
    ),
  }),
});

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/me/passkeys/:id',
  permission: 'signed-in',
  summary: 'Remove a passkey of one’s own; it opens nothing any more',
  params: Type.Object({ id: Type.String({ maxLength: 1400 }) }),
  reply: Done,
});

const Ceremony = Type.Object({ options: Type.Unknown(), ceremony: Type.String() });

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/api/me/passkeys/options',
  permission: 'signed-in',
  summary: 'Begin to register a passkey (WebAuthn)',
  reply: Ceremony,
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/me/passkeys',
  permission: 'signed-in',
  summary: 'Register a passkey',
  body: Type.Object({ ceremony: Type.String(), response: Type.Unknown() }),
  reply: Done,
});

export const beginPasskeySignIn = endpoint({
  method: 'POST',
  path: '/api/session/passkey/options',
  permission: 'anonymous',
  summary: 'Begin to sign in with a passkey',
  reply: Ceremony,
});

export const passkeySignIn = endpoint({
  method: 'POST',
  path: '/api/session/passkey',
  permission: 'anonymous',
  summary: 'Sign in with a passkey',
  body: Type.Object({ ceremony: Type.String(), response: Type.Unknown() }),
  reply: Done,
});
