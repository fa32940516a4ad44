/**
 * The address as WHATWG URL writes it, if following it can only fetch or write a letter: http, https or mailto, without
 * a user name or password; else undefined. `base` resolves relative addresses.
 */
export function webUrl(text: string, base?: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 1000 && PLAIN.test(trimmed) && !NOT_PLAIN.test(trimmed)) return trimmed;
  const url = trimmed === '' || trimmed.length > 4096 ? null : URL.parse(trimmed, base);
  if (url === null) return undefined;
  if (url.protocol === 'mailto:') return url.href;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}

/**
 * An address that is written as WHATWG URL writes it: a host of several names of small letters, digits and hyphens, the last without digits, and no sign in
 * its path or query that would be written otherwise.
 */
const PLAIN =
  /^https?:\/\/(?:[a-z][a-z0-9-]*\.)+[a-z]{2,}\/[\w\-~/.,;:@!$&()*+=%]*(?:\?[\w\-~/.,;:@!$&()*+=%?]*)?$/;
/** A label that encodes others, and parts of a path that lead up or nowhere. */
const NOT_PLAIN = /\/\/xn--|\.xn--|\/\.|\/%2e/i;
