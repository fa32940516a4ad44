import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion, NewsType, PubStatus } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { languageTag, oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { versionNumber, type Note, type ReadItem, type ReadNeeds } from '../read-item.ts';
import { words } from '../words.ts';
import type { NinjsSource } from './ninjs-source.ts';
import { readAssociations, readRenditions } from './read-media.ts';
import { readItemUri } from './item-uri.ts';
import { textIn } from './read-json.ts';
import { readPlaces, readSubjects } from './read-topics.ts';
import { readAlternatives, readBody, readDescriptions, readHeadline } from './read-wording.ts';
import { renameFromNinjs2 } from './rename-ninjs-2.ts';
import { NINJS_VERSIONS, type NinjsVersion } from './ninjs-schema.ts';
import { validateNinjs } from './validate-ninjs.ts';

/**
 * Reads one ninjs 3.x item (2.x by renaming) after judging it by the version it declares, else by the newest.
 * `at` of refusals, dropped things and findings is a JSON pointer. Events and plans are refused: they are no news items.
 */
export function parseNinjs(value: Json, needs: ReadNeeds): Result<ReadItem, FormatRefusal> {
  const renamed = renameFromNinjs2(value);
  const fault = validateNinjs(renamed, declaredVersion(renamed));
  if (fault !== undefined || !isJsonObject(renamed))
    return refuse({ code: 'ninjs-invalid', at: fault?.at ?? '', detail: `Not valid ninjs: ${fault?.why}.` });
  const newsType = newsTypeOf(renamed);
  if (newsType === undefined)
    return refuse({
      code: 'document-kind-unsupported',
      at: '/type',
      detail: `Not a news item but: ${textIn(renamed, 'type') ?? 'event or a plan'}.`,
    });
  return readValid(renamed, newsType, needs);
}

function readValid(
  object: JsonObject,
  newsType: NewsType,
  needs: ReadNeeds,
): Result<ReadItem, FormatRefusal> {
  const findings: Finding[] = [];
  const note: Note = (code, at, detail) => findings.push({ code, at, detail });
  const source: NinjsSource = { object, dropped: createDroppedList(), note };
  const provider = providerOf(source, needs);
  if (provider === undefined)
    return refuse({
      code: 'ninjs-invalid',
      at: '/infoSources',
      detail: 'No source with the role "provider" names the agency that answers for the item.',
    });
  const body = readBody(source, needs.baseUrl);
  if (!body.ok) return body;
  const pubStatus = pubStatusOf(object);
  const headline = readHeadline(source, body.value, pubStatus);
  if (headline === undefined)
    return refuse({ code: 'ninjs-invalid', at: '', detail: 'The item has no headline and no text.' });
  const item: ItemVersion = {
    guid: readItemUri(textIn(object, 'uri') ?? ''),
    ...readTimes(source, needs.receivedAt),
    provider,
    newsType,
    pubStatus,
    language: readLanguage(source),
    headline,
    ...readWords(source, newsType),
    subjects: readSubjects(source),
    places: readPlaces(source),
    blocks: body.value,
    renditions: readRenditions(source, ''),
    associations: readAssociations(source),
    ...readAlternatives(source),
  };
  listUnread(source);
  return accept({ item, dropped: source.dropped.all(), findings });
}

function declaredVersion(value: Json): NinjsVersion {
  const standard = isJsonObject(value) ? value['standard'] : undefined;
  const written = isJsonObject(standard)
    ? `${textIn(standard, 'version') ?? ''} ${textIn(standard, 'schema') ?? ''}`
    : '';
  return NINJS_VERSIONS.find((version) => written.includes(version)) ?? '3.2';
}

/** Undefined for what is no news item. A missing type is read off the content. */
function newsTypeOf(object: JsonObject): NewsType | undefined {
  const written = textIn(object, 'type');
  switch (written) {
    case 'text':
    case 'picture':
    case 'video':
    case 'audio':
    case 'graphic':
    case 'composite':
      return written;
    case undefined:
      if (object['eventDetails'] !== undefined || object['plannedCoverage'] !== undefined) return undefined;
      return object['renditions'] !== undefined && object['bodies'] === undefined ? 'picture' : 'text';
    default:
      return undefined;
  }
}

function pubStatusOf(object: JsonObject): PubStatus {
  const written = object['pubStatus'];
  return written === 'canceled' || written === 'withheld' ? written : 'usable';
}

function providerOf(source: NinjsSource, needs: ReadNeeds): string | undefined {
  const named = readNamedProvider(source.object);
  if (needs.provider === undefined) return named;
  if (named !== undefined && named !== needs.provider)
    source.note(
      'provider-named',
      '/infoSources',
      `The document names ${named}; ${needs.provider} answers for the source.`,
    );
  return needs.provider;
}

function readNamedProvider(object: JsonObject): string | undefined {
  const sources = object['infoSources'];
  if (!Array.isArray(sources)) return undefined;
  const list: readonly Json[] = sources;
  const provider = list.find((one) => isJsonObject(one) && one['role'] === 'provider');
  return isJsonObject(provider) ? textIn(provider, 'uri') : undefined;
}

function readTimes({ object, note }: NinjsSource, receivedAt: Instant) {
  const named = ['versionCreated', 'contentCreated', 'firstCreated'].flatMap((name) => {
    const at = parseInstant(textIn(object, name) ?? '');
    return at === undefined ? [] : [at];
  });
  const createdAt = parseInstant(textIn(object, 'versionCreated') ?? '') ?? named[0];
  if (createdAt === undefined)
    note('time-assumed', '/versionCreated', `No time is given; ${receivedAt}, when it came, is used.`);
  const embargoEndAt = parseInstant(textIn(object, 'embargoedUntil') ?? '');
  return {
    version: versionNumber(textIn(object, 'version'), createdAt, (detail) =>
      note('version-assumed', '/version', `${detail}.`),
    ),
    versionCreatedAt: createdAt ?? receivedAt,
    ...(embargoEndAt === undefined ? {} : { embargoEndAt }),
  };
}

function readLanguage({ object, note }: NinjsSource): string {
  const written = textIn(object, 'language');
  const tag = written === undefined ? undefined : languageTag(written);
  if (tag === undefined && written === undefined)
    note('language-assumed', '/language', 'No language is given.');
  else if (tag === undefined) note('language-malformed', '/language', `"${written}" is no language tag.`);
  return tag ?? 'und';
}

function readWords(source: NinjsSource, newsType: NewsType) {
  const { object } = source;
  const line = (name: string) => textIn(object, name) && oneLine(textIn(object, name) ?? '');
  const lines = (name: string) => textIn(object, name) && severalLines(textIn(object, name) ?? '');
  const urgency = object['urgency'];
  return onlyGiven({
    ...readDescriptions(source, newsType),
    byline: line('by'),
    dateline: line('located'),
    slugline: line('slugline'),
    copyrightNotice: lines('copyrightNotice'),
    usageTerms: [lines('usageTerms'), rightsInWords(source)].filter(Boolean).join('\n'),
    editorialNote: lines('edNote'),
    urgency: typeof urgency === 'number' ? urgency : undefined,
  });
}

/** Rights as plain words where ninjs has a rights expression: some wires put them there. An expression proper is left out. */
function rightsInWords({ object, dropped }: NinjsSource): string {
  const { rightsInfo } = object;
  if (!isJsonObject(rightsInfo)) return '';
  const written = (textIn(rightsInfo, 'encodedRights') ?? '').trim();
  if (written !== '' && !/^[[{<]/.test(written)) return severalLines(written);
  dropped.add('/rightsInfo', 'rightsInfo', 'an item has no place for it');
  return '';
}

// `representationType`, `profile` and `title` say how much of the item is here, or repeat the headline for a list.
const READ: ReadonlySet<string> = new Set(
  words(
    'uri type version versionCreated embargoedUntil pubStatus urgency copyrightNotice usageTerms edNote language ' +
      'descriptions bodies headlines places subjects by slugline located renditions associations altIds standard ' +
      'infoSources rightsInfo $schema representationType profile title',
  ),
);

function listUnread({ object, dropped }: NinjsSource): void {
  for (const name of Object.keys(object))
    if (!READ.has(name)) dropped.add(`/${name}`, name, 'an item has no place for it');
}
