import { Type } from 'typebox';
import { Base64Text } from '#contract/base64.ts';
import { endpoint } from '#contract/endpoint.ts';
import { IdParams, InstantText } from '#contract/shapes.ts';
import { addSource } from '#contract/source.ts';

const Placed = {
  at: Type.String({ description: 'a JSON pointer, line and column, or byte; empty: all of it' }),
};

/** What one document was found to be, and how it would come in. Nothing of it is kept. */
export const DocumentLook = Type.Object({
  format: Type.String(),
  provider: Type.Optional(Type.String()),
  dialect: Type.Optional(Type.String()),
  dialectVersion: Type.Optional(Type.Integer()),
  charset: Type.String(),
  itemCount: Type.Integer(),
  /** The first five. */
  items: Type.Array(
    Type.Object({
      kind: Type.String(),
      headline: Type.String(),
      language: Type.Optional(Type.String()),
      date: Type.Optional(Type.String({ description: 'as the wire writes it' })),
      at: Type.Optional(InstantText),
      byline: Type.Optional(Type.String()),
      topics: Type.Array(Type.String()),
      text: Type.Optional(Type.String({ description: 'how it begins' })),
      status: Type.Optional(Type.String()),
      instruction: Type.Optional(Type.String()),
      notes: Type.Array(Type.Object({ text: Type.String(), isPrivate: Type.Boolean() })),
    }),
  ),
  admissible: Type.Integer(),
  refusal: Type.Optional(Type.Object({ code: Type.String(), ...Placed, detail: Type.String() })),
  /** The first twenty of `droppedCount`. */
  dropped: Type.Array(Type.Object({ ...Placed, what: Type.String(), why: Type.String() })),
  droppedCount: Type.Integer(),
  warnings: Type.Array(Type.Object({ code: Type.String(), ...Placed, detail: Type.String() })),
  warningCount: Type.Integer(),
});

const LookShape = Type.Object({
  /** The file, or the address that it came from. */
  name: Type.String(),
  look: DocumentLook,
});

export const trySource = endpoint({
  method: 'POST',
  path: '/api/sources/try',
  permission: 'manage-sources',
  summary: 'Look at the first document of a source before it is added; nothing is kept or moved',
  body: addSource.body,
  reply: LookShape,
});

/** Five megabytes in base64. */
const MOST_LETTERS = 6_990_510;
const Uploaded = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 500 }),
  content: Base64Text(MOST_LETTERS),
});
/** The base64 of the largest file, and what stands around it. */
const BODY_BYTES = MOST_LETTERS + 4096;

export const lookAtUpload = endpoint({
  method: 'POST',
  path: '/api/sources/:id/look',
  permission: 'manage-sources',
  summary: 'Look at a file as this source would read it; nothing is kept',
  params: IdParams,
  bodyBytes: BODY_BYTES,
  body: Uploaded,
  reply: LookShape,
});

export const admitUpload = endpoint({
  method: 'POST',
  path: '/api/sources/:id/documents',
  permission: 'manage-sources',
  summary: 'Admit a file as if this source had brought it',
  params: IdParams,
  bodyBytes: BODY_BYTES,
  body: Uploaded,
  reply: Type.Object({ admitted: Type.Integer(), refused: Type.Integer() }),
});
