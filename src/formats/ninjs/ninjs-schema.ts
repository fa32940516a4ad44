import { GEOJSON_SCHEMA } from './geojson-schema.ts';

/** The ninjs versions whose rules we hold; 3.0 ⊂ 3.1 ⊂ 3.2. */
export const NINJS_VERSIONS = ['3.0', '3.1', '3.2'] as const;
export type NinjsVersion = (typeof NINJS_VERSIONS)[number];

const text = { type: 'string' };
const uri = { type: 'string', format: 'uri' };
const dateTime = { type: 'string', format: 'date-time' };
const integer = { type: 'integer' };
const urgency = { type: 'integer', minimum: 1, maximum: 9 };
const percent = { type: 'integer', minimum: 0, maximum: 100 };
const pubStatus = oneWord('usable', 'withheld', 'canceled');
// Year, month, day or moment; never a month or a day without a year.
const truncatedDateTime = {
  type: 'string',
  pattern:
    '^(-?(?:[1-9][0-9]*)?[0-9]{4})(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12][0-9])(T(2[0-3]|[01][0-9]):([0-5][0-9])' +
    ':([0-5][0-9])(\\.[0-9]+)?(Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?)?)?)?$',
};

function oneWord(...words: readonly string[]) {
  return { type: 'string', enum: words };
}

function closed(properties: object, rules: object = {}) {
  return { type: 'object', additionalProperties: false, properties, ...rules };
}

function listOf(items: object) {
  return { type: 'array', items };
}

function eitherOf(first: string, second: string) {
  return { oneOf: [{ required: [first] }, { required: [second] }] };
}

const address = closed({ lines: listOf(text), locality: text, area: text, postalCode: text, country: text });
const contactInfo = listOf(
  closed(
    { type: text, role: text, lang: text, name: text, value: text, address },
    eitherOf('value', 'address'),
  ),
);
const named = { name: text, rel: text, uri, literal: text };
const symbols = listOf(closed({ exchange: text, symbolType: uri, symbol: text }));
const organisation = closed({ ...named, symbols, contactInfo });
const typeOfSource = closed({ name: text, uri, literal: text });
const commissioned = closed({
  by: text,
  on: dateTime,
  references: listOf(closed({ name: text, value: text })),
});
const phrase = { role: text, contentType: text, value: text };
const phrases = listOf(closed(phrase, { required: ['value'] }));
const bodies = listOf(closed({ ...phrase, charCount: integer, wordCount: integer }, { required: ['value'] }));
const type = {
  type: 'string',
  enum: ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'],
};

const recurrence = closed({
  // IPTC asks for an array that is also a string: nothing satisfies it, and so no value passes here either.
  recurrenceDates: { type: 'array', allOf: [truncatedDateTime] },
  recurrenceRules: listOf(
    closed({
      frequency: oneWord('secondly', 'minutely', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'),
      interval: integer,
      until: dateTime,
      count: integer,
    }),
  ),
});
const dates = closed(
  {
    startDate: dateTime,
    endDate: dateTime,
    expectedStartDate: truncatedDateTime,
    expectedEndDate: truncatedDateTime,
    expectedDuration: text,
    recurrence,
  },
  { anyOf: [eitherOf('startDate', 'expectedStartDate'), eitherOf('endDate', 'expectedEndDate')] },
);

function renditions(version: NinjsVersion) {
  const resources = listOf(closed({ role: text, title: text, language: text, contentType: text }));
  return listOf(
    closed(
      {
        name: text,
        href: uri,
        contentType: text,
        title: text,
        width: integer,
        height: integer,
        sizeInBytes: integer,
        duration: { type: 'number' },
        format: text,
        aspectRatio: text,
        videoCodec: text,
        frameRate: { type: 'number' },
        poi: closed({ x: integer, y: integer }),
        transportProtocol: text,
        scanType: oneWord('progressive', 'interlaced'),
        bitrate: text,
        ...(version === '3.2' ? { resources } : {}),
      },
      { required: ['name'] },
    ),
  );
}

function plannedCoverage(version: NinjsVersion) {
  return listOf(
    closed({
      uri,
      title: text,
      pubStatus,
      type,
      commissioned,
      dates,
      audiences: listOf(closed({ audience: text, significance: integer })),
      exclAudience: listOf(text),
      edNote: text,
      urgency,
      language: text,
      itemCount: closed({ rangeFrom: integer, rangeTo: integer }),
      wordCount: integer,
      renditions: renditions(version),
    }),
  );
}

function aboutness() {
  return {
    people: listOf(closed({ ...named, contactInfo })),
    organisations: listOf(organisation),
    places: listOf(closed({ ...named, contactInfo, geoJSON: GEOJSON_SCHEMA })),
    subjects: listOf(closed({ ...named, creator: text, relevance: percent, confidence: percent })),
    events: listOf(closed({ id: text, ...named })),
    objects: listOf(closed(named)),
    infoSources: listOf(closed({ name: text, role: text, uri, literal: text, contactInfo })),
    genres: listOf(closed({ name: text, uri: text, literal: text })),
    eventDetails: closed({ eventStatus: uri, plannedCoverageStatus: uri, dates, organiser: organisation }),
  };
}

function itemProperties(version: NinjsVersion) {
  return {
    uri,
    type,
    representationType: oneWord('full', 'partial'),
    profile: text,
    version: text,
    firstCreated: dateTime,
    versionCreated: dateTime,
    contentCreated: dateTime,
    embargoedUntil: dateTime,
    expires: dateTime,
    pubStatus,
    urgency,
    copyrightHolder: text,
    copyrightNotice: text,
    usageTerms: text,
    edNote: text,
    language: text,
    descriptions: phrases,
    bodies,
    headlines: phrases,
    ...aboutness(),
    plannedCoverage: plannedCoverage(version),
    title: text,
    by: text,
    slugline: text,
    located: text,
    renditions: renditions(version),
    associations: listOf({
      type: 'object',
      $ref: '#/$defs/item',
      properties: { name: text, rel: text },
      required: ['name', 'uri'],
      unevaluatedProperties: false,
    }),
    altIds: listOf(closed({ role: text, value: text })),
    trustIndicators: listOf(closed({ role: uri, title: text, href: uri })),
    standard: closed({ name: text, version: text, schema: uri }),
    rightsInfo: closed(
      { langId: uri, linkedRights: uri, encodedRights: text },
      eitherOf('linkedRights', 'encodedRights'),
    ),
    ...(version === '3.0' ? {} : { digitalSourceType: typeOfSource }),
  };
}

/**
 * The rules of one ninjs version as JSON Schema 2020-12, written by us from the standard.
 * Gives the same verdict as IPTC's published schema on IPTC's test suite and on mutations of it (ninjs-schema.test.ts).
 */
export function ninjsSchema(version: NinjsVersion): object {
  return {
    $defs: { item: { type: 'object', properties: itemProperties(version) } },
    type: 'object',
    $ref: '#/$defs/item',
    required: ['uri'],
    unevaluatedProperties: false,
  };
}
