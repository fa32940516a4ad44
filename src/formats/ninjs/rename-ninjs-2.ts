import { isJsonObject, type Json } from '#kernel/json.ts';
import { words } from '../words.ts';

/** ninjs 2.x wrote its names in lower case; 3.0 turned them into camelCase and left their meaning alone. */
const NAMES: ReadonlyMap<string, string> = new Map(
  words(
    'representationType firstCreated versionCreated contentCreated pubStatus copyrightHolder copyrightNotice ' +
      'usageTerms edNote contentType charCount wordCount contactInfo postalCode symbolType geoJSON infoSources ' +
      'sizeInBytes altIds trustIndicators rightsInfo langId linkedRights encodedRights digitalSourceType ' +
      'aspectRatio videoCodec frameRate scanType transportProtocol',
  ).map((name): readonly [string, string] => [name.toLowerCase(), name]),
);

/**
 * A ninjs 2.x document with the names of 3.x; any other value unchanged. It is taken for 2.x when it says so, or when a
 * top-level name is one that only 2.x has.
 */
export function renameFromNinjs2(value: Json): Json {
  if (!isJsonObject(value) || !isNinjs2(value)) return value;
  const renamed = rename(value);
  if (!isJsonObject(renamed)) return value;
  const { embargoed, genre, ...rest } = renamed;
  return {
    ...rest,
    ...(embargoed === undefined ? {} : { embargoedUntil: embargoed }),
    ...(genre === undefined ? {} : { genres: genre }),
  };
}

function isNinjs2(value: { readonly [name: string]: Json }): boolean {
  const standard = value['standard'];
  const version = isJsonObject(standard) ? standard['version'] : undefined;
  if (typeof version === 'string') return version.startsWith('2.');
  return Object.keys(value).some((name) => NAMES.has(name) || name === 'embargoed');
}

/** Depth is bounded by the JSON reader. Point positions inside GeoJSON have no names to change. */
function rename(value: Json): Json {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.map(rename);
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'ticker')
      .map(([name, inner]) => [NAMES.get(name) ?? name, rename(inner)]),
  );
}
