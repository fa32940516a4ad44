import type { FetchRequest } from '#ports/fetch.ts';

/** Headers that the connection owns, or that would let a caller speak to a proxy. */
const FORBIDDEN =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|expect|http2-settings)$/;
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;

/** What may follow a redirect to another origin: nothing that says who asks (I15, I22). */
const SHAREABLE = new Set(['accept', 'accept-language', 'accept-encoding', 'user-agent']);
/** A signature covers its own target and its nonce is used up: it never goes anywhere twice (I19). */
const FOR_ONE_TARGET = new Set(['signature', 'signature-input', 'content-digest']);

/** The name of the first header that may not be sent so, if any. */
export function forbiddenHeader(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(
    ([name, value]) => !NAME.test(name) || FORBIDDEN.test(name) || !VALUE.test(value),
  )?.[0];
}

export function firstHeaders(request: FetchRequest): Record<string, string> {
  return { 'accept-encoding': 'gzip, br', 'user-agent': 'Pactwire', ...request.headers };
}

export function headersAfterRedirect(
  headers: Readonly<Record<string, string>>,
  isSameOrigin: boolean,
): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) =>
    isSameOrigin ? !FOR_ONE_TARGET.has(name) : SHAREABLE.has(name),
  );
  return Object.fromEntries(kept);
}
