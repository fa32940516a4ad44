import { Type } from 'typebox';
import { NEWS_TYPES } from './agreement.ts';

/** What a wire may ask for, in one word for all agencies. */
export const INSTRUCTIONS = ['publish', 'update', 'correct', 'kill', 'withhold', 'repeat', 'advise'] as const;
export type Instruction = (typeof INSTRUCTIONS)[number];

/** Fields of a document of a house's own making that a path may be given for; `type` follows from the others. */
export const STRUCTURE_FIELDS = [
  'uri',
  'version',
  'status',
  'instruction',
  'language',
  'versionCreated',
  'firstCreated',
  'embargo',
  'expires',
  'headline',
  'slugline',
  'summary',
  'byline',
  'dateline',
  'creditLine',
  'provider',
  'copyrightNotice',
  'usageTerms',
  'countriesOut',
  'urgency',
  'keywords',
  'subjects',
  'places',
  'note',
  'privateNote',
  'contact',
  'body',
  'picture',
  'caption',
  'link',
  'start',
  'end',
  'venue',
  'position',
] as const;
export type StructureField = (typeof STRUCTURE_FIELDS)[number];

type Texts = readonly string[];
export type DialectMatch = {
  readonly formats?: Texts;
  readonly providers?: Texts;
  readonly uris?: Texts;
  readonly credits?: Texts;
};
export type NoteRule = {
  readonly role?: string;
  readonly begins?: string;
  readonly audience: 'partner' | 'private';
};
type Branch = {
  readonly fields: { readonly [F in StructureField | 'type']?: string | Texts };
  readonly renditions?: readonly {
    readonly at: string;
    readonly role: string;
    readonly href: string;
    readonly width?: string;
    readonly height?: string;
  }[];
};
export type Structure = Branch & {
  readonly root: string;
  readonly items?: string;
  readonly has?: string;
  readonly flags?: Readonly<Record<string, Instruction>>;
  readonly subjectScheme?: string;
  readonly subjectCode?: string;
  readonly subjectName?: string;
  readonly types?: Readonly<Record<string, (typeof NEWS_TYPES)[number]>>;
  readonly languages?: Readonly<Record<string, string>>;
  readonly datesBegin?: 'day' | 'month';
  readonly media?: Branch & { readonly items: string };
};

/** A dialect as its file has it (docs/dialects.md). */
export type DialectText = {
  readonly id: string;
  readonly name: string;
  readonly version?: number;
  readonly match: readonly DialectMatch[];
  readonly timeZone?: string;
  readonly language?: string;
  readonly notes?: readonly NoteRule[];
  readonly instructions?: Readonly<Record<string, Instruction>>;
  readonly marks?: Texts;
  readonly bylines?: Readonly<Record<string, string>>;
  readonly desk?: Texts;
  readonly subjects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly structure?: Structure;
};

const texts = Type.Array(Type.String());
export const InstructionShape = Type.Unsafe<Instruction>(
  Type.Union(INSTRUCTIONS.map((word) => Type.Literal(word))),
);
const asked = Type.Record(Type.String(), InstructionShape);
const path = Type.Union([Type.String(), texts]);

const branch = {
  fields: Type.Record(Type.String(), path),
  renditions: Type.Optional(
    Type.Array(
      Type.Object({
        at: Type.String(),
        role: Type.String(),
        href: Type.String(),
        width: Type.Optional(Type.String()),
        height: Type.Optional(Type.String()),
      }),
    ),
  ),
};

/** The members of a dialect; what each may hold is said by its reader, with the place (`dialect-invalid`). */
export const DialectShape = Type.Unsafe<DialectText>(
  Type.Object(
    {
      id: Type.String(),
      name: Type.String(),
      version: Type.Optional(Type.Integer()),
      match: Type.Array(
        Type.Object({
          formats: Type.Optional(texts),
          providers: Type.Optional(texts),
          uris: Type.Optional(texts),
          credits: Type.Optional(texts),
        }),
      ),
      timeZone: Type.Optional(Type.String()),
      language: Type.Optional(Type.String()),
      notes: Type.Optional(
        Type.Array(
          Type.Object({
            role: Type.Optional(Type.String()),
            begins: Type.Optional(Type.String()),
            audience: Type.Union([Type.Literal('partner'), Type.Literal('private')]),
          }),
        ),
      ),
      instructions: Type.Optional(asked),
      marks: Type.Optional(texts),
      bylines: Type.Optional(Type.Record(Type.String(), Type.String())),
      desk: Type.Optional(texts),
      subjects: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.String()))),
      structure: Type.Optional(
        Type.Object({
          root: Type.String(),
          items: Type.Optional(Type.String()),
          has: Type.Optional(Type.String()),
          ...branch,
          flags: Type.Optional(asked),
          subjectScheme: Type.Optional(Type.String()),
          subjectCode: Type.Optional(Type.String()),
          subjectName: Type.Optional(Type.String()),
          types: Type.Optional(Type.Record(Type.String(), Type.Enum([...NEWS_TYPES]))),
          languages: Type.Optional(Type.Record(Type.String(), Type.String())),
          datesBegin: Type.Optional(Type.Enum(['day', 'month'])),
          media: Type.Optional(Type.Object({ items: Type.String(), ...branch })),
        }),
      ),
    },
    { description: 'a dialect as docs/dialects.md describes its file' },
  ),
);

/** A dialect as somebody has it who is not done, or as a file has it: whatever is wrong in it is refused with its place. */
export const BegunDialect = Type.Unsafe<DialectText>(
  Type.Record(Type.String(), Type.Unknown(), {
    description: 'a dialect as docs/dialects.md describes its file',
  }),
);
