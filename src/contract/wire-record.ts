import { Type, type TProperties } from 'typebox';

const at = Type.String({
  description:
    'A place: a JSON pointer (`/headlines/0`), a line and column (`12:40`), or a byte offset (`byte 812`); empty for the whole document.',
});
const time = Type.String({
  description:
    'ISO 8601: with an offset where the wire gives one, without one where it does not, or a day. Thousandths where they are not nought.',
});

function shape<T extends TProperties>(properties: T, description?: string) {
  return Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });
}

const optional = {
  text: Type.Optional(Type.String()),
  time: Type.Optional(time),
  count: Type.Optional(Type.Integer({ minimum: 0 })),
};

const code = { scheme: optional.text, code: Type.String(), name: optional.text };
const Code = shape(
  code,
  'A code with the vocabulary it is from: a URI where it is known, else the alias as written.',
);

const Dropped = shape({ at, what: Type.String(), why: Type.String() }, 'What did not come along, and why.');
const Warning = shape(
  { code: Type.String(), at, detail: Type.String() },
  'What the reader had to assume or overrule.',
);

const Link = shape({
  rel: Type.String({ description: 'An IPTC item relation where there is one, else the wire’s own word.' }),
  uri: optional.text,
  href: optional.text,
  version: optional.text,
  title: optional.text,
  at,
});

const Rendition = shape({
  role: Type.String(),
  href: optional.text,
  residRef: optional.text,
  embedded: Type.Optional(
    shape({ sizeBytes: Type.Integer({ minimum: 0 }) }, 'The bytes are in the document itself.'),
  ),
  mediaType: optional.text,
  fileName: optional.text,
  width: optional.count,
  height: optional.count,
  sizeBytes: optional.count,
  durationSeconds: Type.Optional(Type.Number({ minimum: 0 })),
  title: optional.text,
  at,
});

const Note = shape(
  {
    text: Type.String(),
    role: optional.text,
    audience: Type.Union([Type.Literal('partner'), Type.Literal('private')]),
    at,
  },
  'A note to editors. `private` ones never leave the house.',
);

const Event = shape({
  start: optional.time,
  end: optional.time,
  isAllDay: Type.Optional(Type.Boolean()),
  timeZone: optional.text,
  recurrence: Type.Optional(
    Type.Array(Type.String(), { description: 'Lines of RFC 5545: RRULE, RDATE, EXDATE.' }),
  ),
  occurrences: Type.Optional(Type.Array(shape({ start: time, end: optional.time }), { maxItems: 500 })),
  status: optional.text,
  organiser: optional.text,
});

const Coverage = shape({
  type: optional.text,
  scheduled: optional.time,
  headline: optional.text,
  slugline: optional.text,
  note: optional.text,
  status: optional.text,
  deliveries: Type.Optional(Type.Array(Type.String())),
});

const Block = shape({
  id: Type.String({ pattern: '^b[0-9]+$' }),
  kind: Type.String({ description: 'paragraph, heading, quote, list-item, table-row or preformatted' }),
  html: Type.String({ description: 'Inline markup of an allow-list.' }),
  text: Type.String({ description: 'The same without markup.' }),
});

const Dates = shape({
  versionCreated: optional.time,
  firstCreated: optional.time,
  contentCreated: optional.time,
  contentModified: optional.time,
  published: optional.time,
  expires: optional.time,
});

const codes = Type.Array(Code);

const item = {
  at,
  sources: Type.Record(Type.String(), Type.String(), {
    description:
      'Where each field stood, by its name; an entry of a list by its name and index (`subjects/0`).',
  }),
  kind: Type.String({ description: 'news, package, planning, event or concept' }),
  uri: Type.String({ description: 'The provider’s own identity of the item; empty when it has none.' }),
  version: Type.Optional(Type.String({ description: 'As the provider writes it.' })),
  isCut: Type.Optional(
    Type.Literal(true, {
      description:
        'The document ends in the middle: what came after is not known, and may restrict the item.',
    }),
  ),
  altIds: Type.Optional(codes),
  provider: Type.Optional(Code),
  type: Type.Optional(Type.String({ description: 'text, picture, graphic, video, audio or composite' })),
  pubStatus: Type.Optional(
    Type.Union([Type.Literal('usable'), Type.Literal('withheld'), Type.Literal('canceled')]),
  ),
  instruction: Type.Optional(
    Type.String({ description: 'publish, update, correct, kill, withhold, repeat or advise' }),
  ),
  about: Type.Optional(
    Type.Array(Type.String(), { description: 'Other items that the instruction is about.' }),
  ),
  signals: codes,
  language: optional.text,
  dates: Dates,
  embargo: optional.time,
  isEmbargoed: Type.Optional(Type.Boolean()),
  headline: optional.text,
  headlines: Type.Optional(Type.Array(shape({ role: Type.String(), text: Type.String() }))),
  slugline: optional.text,
  summary: optional.text,
  byline: optional.text,
  dateline: optional.text,
  creditLine: optional.text,
  infoSources: Type.Optional(Type.Array(shape({ ...code, role: optional.text }))),
  copyrightHolder: optional.text,
  copyrightNotice: optional.text,
  usageTerms: optional.text,
  urgency: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
  priority: optional.text,
  genres: codes,
  subjects: Type.Array(
    shape({
      ...code,
      type: optional.text,
      mediaTopic: Type.Optional(Type.String({ pattern: '^medtop:[0-9]{8}$' })),
      broader: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  keywords: Type.Array(Type.String()),
  places: Type.Array(
    shape({
      scheme: optional.text,
      code: optional.text,
      name: optional.text,
      role: Type.Union([Type.Literal('dateline'), Type.Literal('subject'), Type.Literal('event')]),
      country: optional.text,
    }),
  ),
  edNotes: Type.Array(Note),
  body: Type.Array(Block),
  renditions: Type.Array(Rendition),
  links: Type.Array(Link),
  wordCount: optional.count,
  event: Type.Optional(Event),
  coverages: Type.Optional(Type.Array(Coverage)),
  groups: Type.Optional(
    Type.Array(
      shape({
        id: optional.text,
        role: optional.text,
        mode: optional.text,
        title: optional.text,
        items: Type.Array(Link),
      }),
    ),
  ),
  private: Type.Array(shape({ kind: Type.String(), text: Type.String(), at }), {
    description: 'What is set apart while reading and handed to nobody.',
  }),
  dropped: Type.Array(Dropped),
  warnings: Type.Array(Warning),
};

const Item = Type.Cyclic({ Item: shape({ ...item, associations: Type.Array(Type.Ref('Item')) }) }, 'Item');

/**
 * What `pactwire convert` says of one file. Members are only ever added, so that what reads it today reads it tomorrow; the
 * schema is docs/wire-record.schema.json.
 */
export const WireRecordShape = shape({
  file: Type.String({ description: 'The file’s name, without its folder.' }),
  format: Type.Union([Type.String(), Type.Null()], {
    description: 'Null when it is no format that is read.',
  }),
  provider: Type.Union([Code, Type.Null()], {
    description: 'Who sent the document, by a dialect of ours or in its own words.',
  }),
  dialect: Type.Union([Type.String(), Type.Null()], {
    description: 'The dialect of the provider that was used.',
  }),
  dialectVersion: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Which version of that dialect, where one is kept of it.' }),
  ),
  encoding: shape({
    declared: Type.Array(shape({ by: Type.String(), charset: Type.String() }), {
      description: 'What was said of the charset, and where.',
    }),
    found: Type.Union([Type.String(), Type.Null()], {
      description:
        'The charset of the text, of a mail or a picture that of its parts, with commas where they differ; `binary` where nothing is text.',
    }),
  }),
  items: Type.Array(Item),
  dropped: Type.Array(Dropped),
  warnings: Type.Array(Warning),
  refusals: Type.Array(shape({ reason: Type.String(), at, detail: Type.String() }), {
    description: 'Why the file, or an item of it, could not be read or written.',
  }),
  converted: Type.Optional(
    Type.Array(
      shape({
        uri: Type.String(),
        printed: Type.Union([Type.String(), Type.Record(Type.String(), Type.Unknown())]),
        dropped: Type.Array(Dropped),
      }),
      { description: 'The items in the form that `--to` asks for, with what that form cannot hold.' },
    ),
  ),
});
