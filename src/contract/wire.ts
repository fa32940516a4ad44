import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Badge, WIRE_QUESTION } from '#contract/wire-question.ts';
import {
  AgencyCard,
  BlockShape,
  ClauseShape,
  Done,
  Id,
  IdParams,
  InstantText,
  LanguageTag,
  May,
  PictureShape,
  Trilingual,
} from '#contract/shapes.ts';

/** Put off, or not wanted. */
const Aside = Type.Union([Type.Literal('later'), Type.Literal('not-for-us')]);

/** One line of the wire, own or a partner's. */
export const StoryLine = Type.Object({
  id: Id,
  origin: Type.Union([Type.Literal('own'), Type.Literal('partner')]),
  provider: AgencyCard,
  suppliedBy: Type.Optional(AgencyCard),
  headline: Type.String(),
  summary: Type.String(),
  language: LanguageTag,
  newsType: Type.String(),
  version: Type.Integer(),
  arrivedAt: InstantText,
  updatedAt: InstantText,
  embargoEndAt: Type.Optional(InstantText),
  topics: Type.Array(Type.Object({ code: Type.String(), name: Trilingual })),
  badges: Type.Array(Badge),
  takenBy: Type.Optional(Type.String()),
  thumbnail: Type.Optional(Type.String()),
  roads: Type.Optional(
    Type.Integer({ minimum: 1, description: 'in a list: how many other stories bring the same text' }),
  ),
  foundBy: Type.Optional(
    Type.Enum(['machine-translation', 'nearness'], {
      description: 'in a list: what alone led to it, where its own words did not',
    }),
  ),
});

/** A text in stretches one after the other; `hit`: the question asked for it. */
export const MarkedText = Type.Array(Type.Object({ text: Type.String(), hit: Type.Boolean() }));

/** A line, and what of it was asked for. Without an extract nothing in the text was. */
const FoundLine = Type.Intersect([
  StoryLine,
  Type.Object({
    marked: Type.Optional(Type.Object({ headline: MarkedText, extract: Type.Optional(MarkedText) })),
  }),
]);

const Facet = Type.Array(Type.Object({ value: Type.String(), label: Trilingual, count: Type.Integer() }));

export const listWire = endpoint({
  method: 'GET',
  path: '/api/wire',
  permission: 'read-wire',
  keyScope: 'read-wire',
  hasValidator: true,
  summary:
    'Stories this agency may see, newest first; with a query, best match first; counts come with the first page',
  query: Type.Object({
    ...WIRE_QUESTION,
    hour: Type.Optional(InstantText),
    aside: Type.Optional(
      Type.Union([Type.Literal('hide'), Aside], {
        description: 'without what you put aside, or only what you put aside so; all if left out',
      }),
    ),
    counts: Type.Optional(
      Type.Literal('no', { description: 'the list alone, which is there sooner: no facets, total 0' }),
    ),
    after: Type.Optional(Type.String({ maxLength: 200, description: 'cursor of the page before' })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
  }),
  reply: Type.Object({
    stories: Type.Array(FoundLine),
    facets: Type.Object({
      language: Facet,
      topic: Facet,
      newsType: Facet,
      partner: Facet,
      state: Facet,
      taken: Facet,
      published: Facet,
    }),
    total: Type.Integer(),
    isPart: Type.Boolean({
      description: 'only the newest of those that fit were looked at; there may be more',
    }),
    parts: Type.Array(
      Type.Object({
        want: Type.Union([Type.Literal('all'), Type.Literal('none')]),
        field: Type.Optional(Type.String()),
        text: Type.String(),
        isPhrase: Type.Boolean(),
        start: Type.Integer(),
        end: Type.Integer(),
      }),
      { description: 'what of q was read as more than a word, and where it stands in q' },
    ),
    without: Type.Array(Type.Object({ filter: Type.String(), count: Type.Integer() }), {
      description: 'of an empty list: how many stories there would be without this filter',
    }),
    next: Type.Optional(Type.String()),
    soughtAs: Type.Array(
      Type.Object({
        language: LanguageTag,
        term: Type.String(),
        as: Type.Array(Type.String()),
        own: Type.Array(Type.String()),
      }),
      {
        description:
          'what terms of the question were also looked for in other languages, likeliest first; `own` of them, the agency’s own translations told',
      },
    ),
  }),
});

export const setAside = endpoint({
  method: 'PUT',
  path: '/api/wire/aside',
  permission: 'read-wire',
  summary: 'Put stories aside on your own wire, or back on it; nobody else’s is any different for it',
  body: Type.Object({
    storyIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
    aside: Type.Union([Aside, Type.Literal('none')]),
  }),
  reply: Done,
});

export const listArrivals = endpoint({
  method: 'GET',
  path: '/api/wire/arrivals',
  permission: 'read-wire',
  summary: 'How many stories arrived in each of the last 48 hours, by agency, of those this agency may see',
  query: Type.Object({ from: WIRE_QUESTION.from }),
  reply: Type.Object({
    since: InstantText,
    lanes: Type.Array(
      Type.Object({
        agency: AgencyCard,
        hours: Type.Array(Type.Integer(), { description: 'from `since` on, the last still running' }),
        total: Type.Integer(),
      }),
    ),
  }),
});

const AgreementName = Type.Object({ uid: Type.String(), title: Trilingual });

/** The rights box: what the agreement lets us do with this story, in words. */
export const RightsShape = Type.Object({
  agreement: Type.Optional(AgreementName),
  clauses: Type.Array(ClauseShape),
});

/** Where a story runs: a partner's report of use, or our own page. Without `url` it has no public address. */
export const UseShape = Type.Object({
  agency: AgencyCard,
  holder: Type.Optional(AgencyCard),
  url: Type.Optional(Type.String()),
  language: LanguageTag,
  channel: Type.String(),
  place: Type.Optional(Type.String({ description: 'where it ran, in the user’s words' })),
  version: Type.Integer(),
  state: Type.Union([Type.Literal('live'), Type.Literal('removed')]),
  publishedAt: InstantText,
  reportedAt: InstantText,
});

export const StoryShape = Type.Intersect([
  StoryLine,
  Type.Object({
    guid: Type.String(),
    byline: Type.Optional(Type.String()),
    dateline: Type.Optional(Type.String()),
    creditLine: Type.Optional(Type.String()),
    copyrightNotice: Type.Optional(Type.String()),
    usageTerms: Type.Optional(Type.String()),
    editorialNote: Type.Optional(Type.String()),
    blocks: Type.Array(BlockShape),
    pictures: Type.Array(PictureShape),
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        headline: Type.String(),
        at: InstantText,
        note: Type.Optional(Type.String()),
        correction: Type.Boolean(),
      }),
    ),
    dropped: Type.Array(Type.Object({ at: Type.String(), what: Type.String(), why: Type.String() })),
    /** The dialect of its agency that it was read with, and which version of it where one is kept here. */
    readWith: Type.Optional(
      Type.Object({ id: Type.String(), version: Type.Optional(Type.Integer({ minimum: 1 })) }),
    ),
    rights: RightsShape,
    may: Type.Object({
      take: May,
      translate: May,
      adapt: May,
      publish: May,
      correct: May,
      withhold: May,
      kill: May,
    }),
    take: Type.Optional(
      Type.Object({ id: Id, takenAt: InstantText, by: Type.String(), undoUntil: InstantText }),
    ),
    translations: Type.Array(
      Type.Object({ id: Id, language: LanguageTag, state: Type.String(), staleBlocks: Type.Integer() }),
      { description: 'one in the language of the story is an adaptation' },
    ),
    publications: Type.Array(
      Type.Object({
        id: Id,
        language: LanguageTag,
        url: Type.String(),
        state: Type.String(),
        version: Type.Integer(),
        publishedAt: InstantText,
      }),
    ),
    uses: Type.Array(UseShape),
    offeredTo: Type.Array(
      Type.Object({ agency: AgencyCard, version: Type.Integer(), at: InstantText, state: Type.String() }),
    ),
  }),
]);

export const readStory = endpoint({
  method: 'GET',
  path: '/api/stories/:id',
  permission: 'read-wire',
  keyScope: 'read-wire',
  hasValidator: true,
  summary: 'One story with its versions, rights in words, uses, and what may be done',
  params: IdParams,
  reply: StoryShape,
});

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

export const judgeStories = endpoint({
  method: 'GET',
  path: '/api/wire/judged',
  permission: 'read-wire',
  summary:
    'Of up to 100 stories: which may be taken now, or why not, and which were; one that may not be seen is left out',
  query: Type.Object({
    ids: Type.String({
      pattern: `^${UUID}(,${UUID}){0,99}$`,
      description: 'ids, with commas between them',
    }),
  }),
  reply: Type.Object({
    stories: Type.Array(
      Type.Object({
        id: Id,
        isTaken: Type.Boolean(),
        take: May,
        agreement: Type.Optional(AgreementName),
      }),
    ),
  }),
});

/** `not-signed`: it has no Content Credentials; `unreadable`: it has some, and they are broken; `elsewhere`: it says where they lie, and nobody looked there. */
export const ProvenanceShape = Type.Object({
  state: Type.Union([
    Type.Literal('not-signed'),
    Type.Literal('unreadable'),
    Type.Literal('elsewhere'),
    Type.Literal('trusted'),
    Type.Literal('not-on-trust-list'),
    Type.Literal('changed'),
    Type.Literal('invalid'),
  ]),
  sentence: Trilingual,
  claimGenerator: Type.Optional(Type.String()),
  actions: Type.Array(Type.String({ description: 'C2PA action, such as c2pa.cropped' })),
  ingredients: Type.Array(
    Type.Object({ title: Type.Optional(Type.String()), hasCredentials: Type.Boolean() }),
  ),
});

export const readPictureProvenance = endpoint({
  method: 'GET',
  path: '/api/stories/:id/pictures/:digest/provenance',
  permission: 'read-wire',
  summary: 'Who claims to have made a picture of a story, and what the claim is worth (C2PA)',
  params: Type.Object({ id: Id, digest: Type.String({ maxLength: 100 }) }),
  reply: ProvenanceShape,
});

export const takeStory = endpoint({
  method: 'POST',
  path: '/api/stories/:id/take',
  permission: 'take-story',
  summary: 'Take a partner’s story onto our desk; the partner is told',
  params: IdParams,
  body: Type.Object({
    use: Type.Union([Type.Literal('as-is'), Type.Literal('translate'), Type.Literal('brief')]),
  }),
  reply: Type.Object({ take: Type.Object({ id: Id, takenAt: InstantText, undoUntil: InstantText }) }),
});

export const undoTake = endpoint({
  method: 'DELETE',
  path: '/api/takes/:id',
  permission: 'take-story',
  summary: 'Undo a take that nothing was built on yet',
  params: IdParams,
  reply: Done,
});
