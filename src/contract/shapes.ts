import { Type } from 'typebox';

/** Shapes that several capabilities share on the wire between desk and server. */
export const InstantText = Type.String({ format: 'date-time', description: 'UTC, YYYY-MM-DDTHH:mm:ss.sssZ' });
export const Id = Type.String({ format: 'uuid' });
export const LanguageTag = Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47' });
export const Trilingual = Type.Object({ vi: Type.String(), 'zh-Hans': Type.String(), en: Type.String() });
export const IdParams = Type.Object({ id: Id });
export const Done = Type.Object({ done: Type.Literal(true) });

export const Ownership = Type.Union([
  Type.Literal('state'),
  Type.Literal('government-office'),
  Type.Literal('public-service'),
  Type.Literal('party'),
  Type.Literal('private'),
  Type.Literal('independent'),
]);

/** A clause of an agreement as a sentence, under the number that its text gives it. */
export const ClauseShape = Type.Object({
  uid: Type.String(),
  number: Type.Integer(),
  kind: Type.String(),
  sentence: Trilingual,
  /** What it comes to, told by a story. */
  means: Type.Optional(Trilingual),
});

/** Another agency as a reader or an editor sees it; `did` is its identity. */
export const AgencyCard = Type.Object({ did: Type.String(), name: Trilingual, ownership: Ownership });

/** A party by its name; without `ownership` it is no partner of ours and known by the document alone. */
export const PartyCard = Type.Object({
  did: Type.String(),
  name: Trilingual,
  ownership: Type.Optional(Ownership),
});

/** A reason in words, with the number of its clause. */
export const Said = Type.Object({
  code: Type.String(),
  sentence: Trilingual,
  clause: Type.Optional(Type.String()),
});

/** May it be done now? When not, the reasons as sentences with the clause they come from. */
export const May = Type.Union([
  Type.Object({ ok: Type.Literal(true) }),
  Type.Object({
    ok: Type.Literal(false),
    because: Type.Array(Said),
    retryAt: Type.Optional(InstantText),
  }),
]);

export const BlockShape = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  html: Type.String(),
  text: Type.String(),
});

export const PictureShape = Type.Object({
  url: Type.String({ description: 'path on this node' }),
  mediaType: Type.String(),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  caption: Type.Optional(Type.String()),
  creditLine: Type.Optional(Type.String()),
});
