import { Type } from 'typebox';
import { Base64Text } from '#contract/base64.ts';
import { BegunDialect, DialectShape, InstructionShape } from '#contract/dialect-shape.ts';
import { endpoint } from '#contract/endpoint.ts';
import { Id, InstantText } from '#contract/shapes.ts';
import { DocumentLook } from '#contract/source-look.ts';

const DialectId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 41 }) });

const Shown = {
  dialect: DialectShape,
  /** Kept on the desk, a file of the data folder, or come with the house. */
  from: Type.Union([Type.Literal('kept'), Type.Literal('file'), Type.Literal('shipped')]),
  state: Type.Union([Type.Literal('on'), Type.Literal('off'), Type.Literal('replaced')]),
  at: Type.Optional(InstantText),
  by: Type.Optional(Type.String()),
  /** Sources whose documents were read with it. */
  sources: Type.Array(
    Type.Object({ id: Id, name: Type.String(), at: InstantText, version: Type.Optional(Type.Integer()) }),
  ),
};

export const listDialects = endpoint({
  method: 'GET',
  path: '/api/dialects',
  permission: 'read-wire',
  summary: 'The dialects that our sources are read with, in the order in which they are asked',
  reply: Type.Object({ dialects: Type.Array(Type.Object(Shown)) }),
});

export const readDialect = endpoint({
  method: 'GET',
  path: '/api/dialects/:id',
  permission: 'read-wire',
  summary: 'One dialect, and who kept which version of it when',
  params: DialectId,
  reply: Type.Object({
    ...Shown,
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
        at: InstantText,
        by: Type.String(),
      }),
    ),
  }),
});

const Leaf = Type.Object({
  path: Type.String(),
  name: Type.String(),
  values: Type.Array(Type.Object({ text: Type.String(), at: Type.String() })),
  letters: Type.Integer(),
  count: Type.Integer(),
});
const Read = {
  look: Type.Optional(DocumentLook),
  refusal: Type.Optional(Type.Object({ code: Type.String(), at: Type.String(), detail: Type.String() })),
};

const Study = Type.Object({
  ...Read,
  fields: Type.Array(Type.Object({ field: Type.String(), text: Type.String(), at: Type.String() })),
  words: Type.Array(
    Type.Object({
      word: Type.String(),
      from: Type.Union([
        Type.Literal('signal'),
        Type.Literal('role'),
        Type.Literal('priority'),
        Type.Literal('headline'),
        Type.Literal('note'),
      ]),
      takenFor: Type.Optional(InstructionShape),
    }),
  ),
  notes: Type.Array(
    Type.Object({
      role: Type.Optional(Type.String()),
      begins: Type.Optional(Type.String()),
      text: Type.String(),
      isPrivate: Type.Boolean(),
    }),
  ),
  codes: Type.Array(
    Type.Object({
      scheme: Type.String(),
      code: Type.String(),
      name: Type.Optional(Type.String()),
      mediaTopic: Type.Optional(Type.String()),
    }),
  ),
  bylines: Type.Array(Type.String()),
  desk: Type.Array(Type.String()),
  localTimes: Type.Integer(),
  tree: Type.Optional(
    Type.Object({
      kind: Type.Union([Type.Literal('xml'), Type.Literal('json')]),
      roots: Type.Array(Type.String()),
      branches: Type.Array(Type.Object({ path: Type.String(), count: Type.Integer() })),
      leaves: Type.Array(Leaf),
    }),
  ),
});

/** Of all samples together: five megabytes in base64. */
export const SAMPLE_LETTERS = 6_990_510;
export const MOST_SAMPLES = 5;

export const studySamples = endpoint({
  method: 'POST',
  path: '/api/dialects/study',
  permission: 'manage-sources',
  summary:
    'Read samples of an agency as they are read today and with a dialect, which is proposed where none is given',
  bodyBytes: SAMPLE_LETTERS + 1_000_000,
  body: Type.Object({
    samples: Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 500 }),
        content: Base64Text(SAMPLE_LETTERS),
      }),
      { maxItems: MOST_SAMPLES },
    ),
    dialect: Type.Optional(BegunDialect),
  }),
  reply: Type.Object({
    dialect: DialectShape,
    samples: Type.Array(Type.Object({ name: Type.String(), before: Type.Object(Read), after: Study })),
    /** Other dialects that could claim the same documents, by what both are recognised by, and the sources that use them. */
    clashes: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        by: Type.Array(Type.String()),
        sources: Type.Array(Type.String()),
      }),
    ),
    /** The version kept under its id; 0: none. */
    revision: Type.Integer(),
    replaces: Type.Optional(
      Type.Union([Type.Literal('kept'), Type.Literal('file'), Type.Literal('shipped')]),
    ),
  }),
});

const Kept = Type.Object({ id: Type.String(), version: Type.Integer(), at: InstantText });
const Revision = Type.Integer({ minimum: 0, description: 'the version last seen; 0: it is new' });

export const keepDialect = endpoint({
  method: 'POST',
  path: '/api/dialects',
  permission: 'manage-sources',
  summary: 'Keep a dialect, or the next version of it; it holds from the next document on',
  body: Type.Object({ dialect: BegunDialect, revision: Revision }),
  reply: Kept,
});

export const switchDialect = endpoint({
  method: 'PATCH',
  path: '/api/dialects/:id',
  permission: 'manage-sources',
  summary: 'Switch a kept dialect off, or on again',
  params: DialectId,
  body: Type.Object({
    state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
    revision: Revision,
  }),
  reply: Kept,
});
