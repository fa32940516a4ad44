import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { holds, signBytes, type OwnKey } from './keys.ts';
import { told } from './told.ts';

/** What a signature is for (pxp-1, Entry). */
export type Use =
  | 'pactwire-entry+jws'
  | 'pactwire-head+jws'
  | 'pactwire-agreement+jws'
  | 'pactwire-keyproof+jws'
  | 'pactwire-bundle+jws';

/** A compact JWS over a payload text; `header` may be another than the specification allows, to see it refused. */
export function signJws(key: OwnKey, header: JsonObject, payload: string | Uint8Array): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
  return `${input}.${signBytes(key, input).toString('base64url')}`;
}

/** The header that the specification asks for: exactly these three members. */
export function headerOf(key: OwnKey, typ: Use): JsonObject {
  return { alg: 'Ed25519', kid: key.kid, typ };
}

export type OpenJws = { readonly header: JsonObject; readonly payload: JsonObject };

/**
 * Opens what the tested node signed, by the keys that it publishes; the reason where it is not as specified. The small node
 * judges signatures otherwise, where it errs on purpose.
 */
export function openJws(
  jws: string,
  use: Use,
  keys: ReadonlyMap<string, string>,
  isTheirs: typeof holds = holds,
): OpenJws | string {
  if (jws.length > 65_536) return `${jws.length} bytes, more than 64 KiB`;
  const [head = '', body = '', tail = '', ...more] = jws.split('.');
  if (tail === '' || more.length > 0) return 'no compact JWS';
  const header = readHeader(head, use);
  if (typeof header === 'string') return header;
  const x = keys.get(told(header['kid']));
  if (x === undefined) return `kid ${told(header['kid'])} is not published`;
  if (!isTheirs(x, `${head}.${body}`, Buffer.from(tail, 'base64url'))) return 'the signature does not hold';
  const payload = readJson(body);
  return payload ? { header, payload } : 'the payload is no JSON object';
}

/** Exactly three members, each as the use asks for. */
function readHeader(part: string, use: Use): JsonObject | string {
  const header = readJson(part);
  if (!header || Object.keys(header).toSorted().join() !== 'alg,kid,typ')
    return 'the header has other members than alg, kid, typ';
  const { alg, typ } = header;
  if (alg !== 'Ed25519') return `alg is ${told(alg)}`;
  return typ === use ? header : `typ is ${told(typ)}`;
}

function readJson(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // the caller says what it is not
  }
}

function base64url(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64url');
}
