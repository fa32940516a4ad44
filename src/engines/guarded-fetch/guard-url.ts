import { isIP } from 'node:net';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FetchPolicy, FetchRefusalCode } from '#ports/fetch.ts';
import { isGlobalAddress } from './global-address.ts';

/** A URL that may be tried. `isConfigured`: its `host:port` is on the configuration's list, wherever that leads. */
export type GuardedUrl = { readonly url: URL; readonly isConfigured: boolean };

type UrlRefusal = { readonly code: FetchRefusalCode; readonly detail: string };

/** Judges where a URL points, by its text alone; what its name resolves to is judged when connecting. */
export function guardUrl(text: string, policy: FetchPolicy): Result<GuardedUrl, UrlRefusal> {
  const parsed = parseOnce(text);
  if (!parsed.ok) return parsed;
  const url = parsed.value;
  if (isListed(url, policy)) return accept({ url, isConfigured: true });
  const fault = schemeFault(url, policy) ?? hostFault(url.hostname, policy);
  return fault ? refuse(fault) : accept({ url, isConfigured: false });
}

/** Parses once, and refuses what another parser might read as another host. */
function parseOnce(text: string): Result<URL, UrlRefusal> {
  // WHATWG URL drops tabs and line ends, trims, and takes a backslash for a slash.
  if (!isPlain(text) || text.length > 4096) return refuseUrl('unprintable or too long');
  // Everything before the first slash after `//`: `http://a?@b/` and `http://a#@b/` are read in two ways.
  if (/^[^/]*\/\/[^/]*@/.test(text)) return refuse({ code: 'url-userinfo', detail: 'user information' });
  const url = URL.parse(text);
  if (!url) return refuseUrl('not a URL');
  if (`${url.username}${url.password}` !== '') {
    return refuse({ code: 'url-userinfo', detail: 'user information' });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse({ code: 'url-scheme', detail: url.protocol });
  }
  return accept(url);
}

/** No control characters, spaces or backslashes. */
export function isPlain(url: string): boolean {
  return !/[\p{Cc} \\]/u.test(url);
}

function refuseUrl(detail: string): Result<never, UrlRefusal> {
  return refuse({ code: 'url-invalid', detail });
}

function isListed(url: URL, policy: FetchPolicy): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return policy.allowHosts?.includes(`${url.hostname}:${port}`) ?? false;
}

function schemeFault(url: URL, policy: FetchPolicy): UrlRefusal | undefined {
  if (url.protocol === 'http:' && !policy.allowHttp) return { code: 'url-scheme', detail: 'http' };
  // URL leaves `port` empty for the scheme's own.
  if (!['', '80', '443'].includes(url.port)) return { code: 'url-port', detail: url.port };
  return undefined;
}

/** Judges the name of a host, or an address in its place, by its text alone. */
export function hostFault(hostname: string, policy: FetchPolicy): UrlRefusal | undefined {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) return literalFault(literal, policy);
  const labels = hostname.split('.');
  if (
    labels.some((label) => !/^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ||
    hostname.length > 253
  ) {
    return { code: 'url-invalid', detail: 'not a host name' };
  }
  if (labels.length === 1) return { code: 'url-single-label', detail: hostname };
  const isSpecial = SPECIAL_NAMES.some((name) => hostname === name || hostname.endsWith(`.${name}`));
  return isSpecial ? { code: 'url-special-name', detail: hostname } : undefined;
}

function literalFault(literal: string, policy: FetchPolicy): UrlRefusal | undefined {
  if (!isGlobalAddress(literal)) return { code: 'address-not-global', detail: literal };
  return policy.allowAddressLiterals ? undefined : { code: 'url-address-literal', detail: literal };
}

/**
 * Names that never mean a host on the public Internet: special-use domains (RFC 6761 and its registry), the names
 * ICANN keeps undelegated because private networks use them, and services whose every name is an address of choice.
 */
const SPECIAL_NAMES = (
  'localhost local internal test invalid example onion alt arpa ' +
  'lan home corp mail intranet private localdomain ' +
  'nip.io sslip.io xip.io localtest.me lvh.me rbndr.us vcap.me lacolhost.com'
).split(' ');
