import { isUri } from '../is-uri.ts';

const WRAPPED = 'urn:x-guid:';
/** No name of a wire has them, and no text column holds the first. */
const CONTROLS = /[\u0000-\u001F\u007F]/;

/** Longer names fit neither an entry of a channel nor an index. */
const LONGEST_URI = 2000;

/** Whether an identity can be told to partners: its `uri` is at most 2,000 characters. */
export function isItemName(guid: string): boolean {
  return !CONTROLS.test(guid) && printItemUri(guid).length <= LONGEST_URI;
}

/**
 * The `uri` of an item: its identity if that is a URI, else `urn:x-guid:` and the identity percent-encoded, because ninjs
 * demands a URI where other formats take any text.
 */
export function printItemUri(guid: string): string {
  return isUri(guid) && !guid.startsWith(WRAPPED) ? guid : WRAPPED + encodeURIComponent(guid);
}

/** The provider's identity back from a `uri`; one that `printItemUri` did not wrap is taken as it is. */
export function readItemUri(uri: string): string {
  if (!uri.startsWith(WRAPPED)) return uri;
  try {
    const guid = decodeURIComponent(uri.slice(WRAPPED.length));
    return printItemUri(guid) === uri && !CONTROLS.test(guid) ? guid : uri;
  } catch {
    // A broken escape: somebody else's URN, an identity like any other.
    return uri;
  }
}
