/**
 * The parts of an HTTP request that a signature can cover. `targetUri` is absolute and built from the configured
 * public origin and the raw request target, never from `Host` (PXP/1 §HTTP signature profile).
 */
export type RequestParts = {
  readonly method: string;
  readonly targetUri: string;
  /** Names in lower case; repeated fields joined by a comma and a space (RFC 9110 §5.3). */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The raw bytes as they came in; absent or empty when there are none. */
  readonly body?: Uint8Array;
};

/** One component of a signature base, or undefined when the request has none of that name (RFC 9421 §2). */
export function componentOf(parts: RequestParts, name: string): string | undefined {
  if (!name.startsWith('@')) return fieldOf(parts, name);
  if (name === '@method') return parts.method;
  if (name === '@target-uri') return parts.targetUri;
  if (!URL.canParse(parts.targetUri)) return undefined;
  const url = new URL(parts.targetUri);
  if (name === '@authority') return url.host;
  if (name === '@scheme') return url.protocol.slice(0, -1);
  if (name === '@path') return url.pathname;
  if (name === '@query') return url.search === '' ? '?' : url.search;
  return undefined;
}

/** A field's value trimmed, with obsolete folding undone; upper-case names are no names here (RFC 9421 §2.1). */
function fieldOf(parts: RequestParts, name: string): string | undefined {
  if (!Object.hasOwn(parts.headers, name)) return undefined;
  return parts.headers[name]?.trim().replaceAll(/[ \t]*\r?\n[ \t]+/g, ' ');
}

export function hasBody(parts: RequestParts): boolean {
  return parts.body !== undefined && parts.body.length > 0;
}
