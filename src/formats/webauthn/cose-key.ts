import type { PasskeyJwk } from '#domain/agreement/signing/person-evidence.ts';
import { toBase64url } from '../envelope/base64url.ts';

/** Labels of COSE_Key (RFC 9052 §7, RFC 9053 §7): kty, alg, and what each kind of key has. */
const KTY = 1;
const FIRST = -1;
const SECOND = -2;
const THIRD = -3;

type CoseMap = ReadonlyMap<number, number | Uint8Array>;

/** A passkey's COSE_Key as a JWK; undefined for bytes that are none, and for kinds that we never ask an authenticator for. */
export function jwkOfCose(bytes: Uint8Array): PasskeyJwk | undefined {
  const map = readCoseMap(bytes);
  if (!map) return undefined;
  const part = (label: number): string => {
    const value = map.get(label);
    return value instanceof Uint8Array ? toBase64url(value) : '';
  };
  const kty = map.get(KTY);
  if (kty === 1 && map.get(FIRST) === 6) return { kty: 'OKP', crv: 'Ed25519', x: part(SECOND) };
  if (kty === 2 && map.get(FIRST) === 1) return { kty: 'EC', crv: 'P-256', x: part(SECOND), y: part(THIRD) };
  if (kty === 3) return { kty: 'RSA', n: part(FIRST), e: part(SECOND) };
  return undefined;
}

/** As much of CBOR (RFC 8949) as a COSE_Key is made of: one map from small integers to integers and byte strings. */
function readCoseMap(bytes: Uint8Array): CoseMap | undefined {
  const reader = { bytes, at: 0 };
  const head = readHead(reader);
  if (head?.major !== 5) return undefined;
  const map = new Map<number, number | Uint8Array>();
  for (let pair = 0; pair < head.size; pair += 1) {
    const label = readValue(reader);
    const value = readValue(reader);
    if (typeof label !== 'number' || value === undefined) return undefined;
    map.set(label, value);
  }
  return map;
}

type Reader = { readonly bytes: Uint8Array; at: number };

function readValue(reader: Reader): number | Uint8Array | undefined {
  const head = readHead(reader);
  if (!head) return undefined;
  if (head.major === 0) return head.size;
  if (head.major === 1) return -1 - head.size;
  if (head.major !== 2 || reader.at + head.size > reader.bytes.length) return undefined;
  const value = reader.bytes.slice(reader.at, reader.at + head.size);
  reader.at += head.size;
  return value;
}

function readHead(reader: Reader): { readonly major: number; readonly size: number } | undefined {
  const first = reader.bytes[reader.at];
  if (first === undefined) return undefined;
  reader.at += 1;
  const short = first & 31;
  const length = short < 24 ? 0 : short - 23;
  if (length > 2 || reader.at + length > reader.bytes.length) return undefined;
  let size = length === 0 ? short : 0;
  for (let index = 0; index < length; index += 1) size = size * 256 + (reader.bytes[reader.at + index] ?? 0);
  reader.at += length;
  return { major: first >> 5, size };
}
