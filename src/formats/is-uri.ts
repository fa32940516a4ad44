import { fullFormats } from 'ajv-formats/dist/formats.js';

/**
 * Says whether a text is a URI by RFC 3986, ASCII only, as the `uri` format of JSON Schema judges it; at most 4,096 characters,
 * because the pattern takes quadratic time.
 */
export function isUri(text: string): boolean {
  const check = fullFormats.uri;
  return text.length <= 4096 && typeof check === 'function' && check(text) === true;
}
