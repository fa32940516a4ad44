import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';

export const SourceShape = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('folder'), Type.Literal('feed'), Type.Literal('push')]),
  /** The folder's path, the feed's address, or the push address of this node. */
  place: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  language: Type.Optional(Type.String()),
  lastRunAt: Type.Optional(InstantText),
  lastOutcome: Type.Optional(
    Type.Object({
      ok: Type.Boolean(),
      items: Type.Integer(),
      refused: Type.Integer(),
      detail: Type.String(),
    }),
  ),
});

export const RefusedDocumentShape = Type.Object({
  id: Id,
  sourceId: Id,
  name: Type.String(),
  receivedAt: InstantText,
  code: Type.String(),
  at: Type.String(),
  detail: Type.String(),
  sizeBytes: Type.Integer(),
});

export const listSources = endpoint({
  method: 'GET',
  path: '/api/sources',
  permission: 'read-wire',
  summary: 'Where our stories come from, and how the last run went',
  reply: Type.Object({ sources: Type.Array(SourceShape) }),
});

export const addSource = endpoint({
  method: 'POST',
  path: '/api/sources',
  permission: 'manage-sources',
  summary: 'Add a watched folder, a feed to poll, or a signed push address',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    kind: Type.Union([Type.Literal('folder'), Type.Literal('feed'), Type.Literal('push')]),
    place: Type.Optional(Type.String({ maxLength: 1000 })),
    language: Type.Optional(Type.String({ maxLength: 35 })),
  }),
  reply: Type.Object({ source: SourceShape, secret: Type.Optional(Type.String()) }),
});

export const changeSource = endpoint({
  method: 'PATCH',
  path: '/api/sources/:id',
  permission: 'manage-sources',
  summary: 'Pause or resume a source',
  params: IdParams,
  body: Type.Object({ state: Type.Union([Type.Literal('active'), Type.Literal('paused')]) }),
  reply: Type.Object({ source: SourceShape }),
});

export const runSource = endpoint({
  method: 'POST',
  path: '/api/sources/:id/run',
  permission: 'manage-sources',
  summary: 'Read the folder or the feed now',
  params: IdParams,
  reply: Done,
});

export const listRefusedDocuments = endpoint({
  method: 'GET',
  path: '/api/sources/:id/refused',
  permission: 'read-wire',
  summary: 'Documents this source brought that could not be admitted: the place and the reason',
  params: IdParams,
  reply: Type.Object({ documents: Type.Array(RefusedDocumentShape) }),
});
