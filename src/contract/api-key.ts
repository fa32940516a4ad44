import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { KEY_SCOPES } from '#contract/permissions.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';

const Scopes = Type.Array(Type.Enum([...KEY_SCOPES]), { minItems: 1, maxItems: KEY_SCOPES.length });

/** A key without its secret. */
export const ApiKeyShape = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Scopes,
  madeBy: Type.String({ description: 'the name of the administrator' }),
  madeAt: InstantText,
  expiresAt: InstantText,
  revokedAt: Type.Optional(InstantText),
  usedOn: Type.Optional(Type.String({ description: 'day of its last call in UTC, YYYY-MM-DD' })),
});

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api/api-keys',
  permission: 'manage-api-keys',
  summary: 'The keys by which programs read in the agency’s name, newest first',
  reply: Type.Object({ keys: Type.Array(ApiKeyShape) }),
});

export const makeApiKey = endpoint({
  method: 'POST',
  path: '/api/api-keys',
  permission: 'manage-api-keys',
  summary: 'Make a key; its token is in this answer and nowhere else',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Scopes,
    days: Type.Integer({ minimum: 1, maximum: 366, description: 'how long it lives' }),
  }),
  reply: Type.Object({
    key: ApiKeyShape,
    token: Type.String({ description: 'for Authorization: Bearer' }),
  }),
});

export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api/api-keys/:id',
  permission: 'manage-api-keys',
  summary: 'Revoke a key; it opens nothing any more',
  params: IdParams,
  reply: Done,
});
