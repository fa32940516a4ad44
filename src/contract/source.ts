import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, IdParams, InstantText } from '#contract/shapes.ts';

/** What holds for every source: 60 seconds between polls, charset and time from the documents, silence by its own rhythm. */
const SourceSettingsShape = Type.Object({
  everySeconds: Type.Optional(Type.Integer()),
  charset: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.String()),
  silentAfter: Type.Optional(Type.Union([Type.Integer(), Type.Literal('off')])),
  /** Their values are sealed and never shown. */
  headerNames: Type.Optional(Type.Array(Type.String())),
  pushMode: Type.Optional(Type.Literal('superdesk')),
  user: Type.Optional(Type.String()),
  hostKey: Type.Optional(Type.String()),
  markSeen: Type.Optional(Type.Literal(true)),
  moveTo: Type.Optional(Type.String()),
});

const Kind = Type.Union([
  Type.Literal('folder'),
  Type.Literal('feed'),
  Type.Literal('push'),
  Type.Literal('imap'),
  Type.Literal('sftp'),
]);

const OutcomeShape = Type.Object({
  ok: Type.Boolean(),
  items: Type.Integer(),
  refused: Type.Integer(),
  detail: Type.String(),
  status: Type.Optional(Type.Integer()),
  sizeBytes: Type.Optional(Type.Integer()),
  milliseconds: Type.Optional(Type.Integer()),
});

/** Null gives back what holds for every source. */
const AskedSettings = {
  language: Type.Optional(Type.Union([Type.String({ maxLength: 35 }), Type.Null()])),
  everySeconds: Type.Optional(Type.Union([Type.Integer({ minimum: 30, maximum: 86_400 }), Type.Null()])),
  charset: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
  timeZone: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Null()])),
  silentAfter: Type.Optional(
    Type.Union([Type.Integer({ minimum: 60, maximum: 7_776_000 }), Type.Literal('off'), Type.Null()]),
  ),
  headers: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 64 }),
        value: Type.Optional(
          Type.String({ maxLength: 2000, description: 'left out: the value it has stays' }),
        ),
      }),
      { maxItems: 10 },
    ),
  ),
  user: Type.Optional(Type.String({ maxLength: 200, description: 'of a mailbox or a server of files' })),
  secret: Type.Optional(
    Type.String({
      maxLength: 16_000,
      description: 'a password, or a private key of SSH; sealed, never shown; left out: the one it has stays',
    }),
  ),
  hostKey: Type.Optional(
    Type.String({ maxLength: 60, description: 'the key of a server of files that was compared: SHA256:…' }),
  ),
  markSeen: Type.Optional(Type.Boolean()),
  moveTo: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
};

export const SourceShape = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  /** The folder's path, the feed's address, the push address of this node, `imaps://host/FOLDER`, or `sftp://host/path`. */
  place: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  language: Type.Optional(Type.String()),
  lastRunAt: Type.Optional(InstantText),
  lastOutcome: Type.Optional(OutcomeShape),
  settings: SourceSettingsShape,
  /** Since when it stands still by itself: it had failed for a day, or its server shows another key. */
  stoppedAt: Type.Optional(InstantText),
  /** Since when nothing new has come, where that is longer than is usual for it. */
  silentSince: Type.Optional(InstantText),
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
  /** It waits for nobody any more. */
  settled: Type.Optional(
    Type.Object({
      as: Type.Union([Type.Literal('admitted'), Type.Literal('discarded')]),
      at: InstantText,
      why: Type.Optional(Type.String()),
    }),
  ),
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
  summary:
    'Add a watched folder, a feed to poll, a signed push address, a mailbox, or a folder on another computer',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    kind: Kind,
    place: Type.Optional(Type.String({ maxLength: 1000 })),
    pushMode: Type.Optional(
      Type.Literal('superdesk', { description: 'x-superdesk-signature; left out: Standard Webhooks' }),
    ),
    ...AskedSettings,
  }),
  reply: Type.Object({ source: SourceShape, secret: Type.Optional(Type.String()) }),
});

export const changeSource = endpoint({
  method: 'PATCH',
  path: '/api/sources/:id',
  permission: 'manage-sources',
  summary: 'Pause a source, make it go on, or change its settings',
  params: IdParams,
  body: Type.Object({
    state: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('paused')])),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    ...AskedSettings,
  }),
  reply: Type.Object({ source: SourceShape }),
});

export const runSource = endpoint({
  method: 'POST',
  path: '/api/sources/:id/run',
  permission: 'manage-sources',
  summary: 'Read the source now',
  params: IdParams,
  reply: Done,
});

export const listSourceRuns = endpoint({
  method: 'GET',
  path: '/api/sources/:id/runs',
  permission: 'read-wire',
  summary: 'How the last twenty readings of a source went: status, bytes, time, what was new, what failed',
  params: IdParams,
  reply: Type.Object({ runs: Type.Array(Type.Object({ at: InstantText, outcome: OutcomeShape })) }),
});

export const listRefusedDocuments = endpoint({
  method: 'GET',
  path: '/api/sources/:id/refused',
  permission: 'read-wire',
  summary: 'Documents this source brought that could not be admitted: the place and the reason',
  params: IdParams,
  reply: Type.Object({ documents: Type.Array(RefusedDocumentShape) }),
});

export const showRefusedDocument = endpoint({
  method: 'GET',
  path: '/api/refused/:id',
  permission: 'read-wire',
  summary: 'A refused document and how it begins, as plain text',
  params: IdParams,
  reply: Type.Object({
    document: RefusedDocumentShape,
    /** Left out where its bytes are not kept: more than a megabyte, or discarded. */
    beginning: Type.Optional(Type.String()),
  }),
});

export const retryRefusedDocument = endpoint({
  method: 'POST',
  path: '/api/refused/:id/retry',
  permission: 'manage-sources',
  summary: 'Read a refused document again, as its source is set now',
  params: IdParams,
  reply: Type.Object({ admitted: Type.Integer(), refused: Type.Integer() }),
});

export const discardRefusedDocument = endpoint({
  method: 'POST',
  path: '/api/refused/:id/discard',
  permission: 'manage-sources',
  summary: 'Discard a refused document, with the reason; its bytes go, what was refused stays on record',
  params: IdParams,
  body: Type.Object({ why: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) }),
  reply: Type.Object({ document: RefusedDocumentShape }),
});
