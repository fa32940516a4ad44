import type { Brand } from '#kernel/brand.ts';
import { isJsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { readStrictJson } from './strict-json.ts';

/** What a signature is for. A signature made for one use never counts for another (I20; RFC 8725 §3.11). */
export type JwsUse =
  | 'pactwire-entry+jws'
  | 'pactwire-head+jws'
  | 'pactwire-keyproof+jws'
  | 'pactwire-agreement+jws'
  | 'pactwire-evidence+jws'
  | 'pactwire-bundle+jws';

/** Who signed, for what. The algorithm is always Ed25519 (RFC 9864) and therefore not a choice. */
export type JwsHeader = { readonly kid: string; readonly typ: JwsUse };

/** A compact JWS taken apart, with nothing believed yet: its payload stays shut until the signature held (I17). */
export type OpenedJws = {
  readonly header: JwsHeader;
  /** The exact bytes the signature covers: ASCII of `protected.payload`. */
  readonly signingInput: Uint8Array;
  /** Always 64 bytes. */
  readonly signature: Uint8Array;
  /** Still base64url. */
  readonly payload: string;
};

/** Payload text whose signature held. Only `verifyCompact` and its sisters make it, and parsers take nothing else. */
export type SignedText = Brand<string, 'SignedText'>;

export type JwsRefusal =
  | { readonly code: 'jws-malformed'; readonly part: 'form' | 'header' | 'payload' | 'signature' }
  | { readonly code: 'jws-too-large'; readonly bytes: number; readonly maxBytes: number }
  | { readonly code: 'jws-header'; readonly name: string }
  | { readonly code: 'jws-alg' }
  | { readonly code: 'jws-typ'; readonly expected: JwsUse }
  | { readonly code: 'jws-signature'; readonly kid: string };

/** Whether these 64 bytes are the key's signature over the message; `Key` is whatever the caller keeps keys as. */
export type Verify<Key> = (key: Key, message: Uint8Array, signature: Uint8Array) => boolean;

/** 64 KiB: no entry, head or proof is larger on the wire. */
export const MAX_COMPACT_BYTES = 65_536;

/** A DID URL of a did:web key: `did:web:a.example#sign-1`. */
const KID = /^did:web:[A-Za-z0-9._%:-]{1,240}#[A-Za-z0-9._-]{1,64}$/;
const COMPACT = /^([A-Za-z0-9_-]{1,1024})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

/** The text to sign: ASCII only, ready to be hashed, stored and joined with its signature. */
export function signingInput(header: JwsHeader, payloadText: string): string {
  const utf8 = new TextEncoder();
  return `${protectedHeader(header)}.${toBase64url(utf8.encode(payloadText))}`;
}

/** The protected header as base64url, in the member order of RFC 7515's habit: alg, kid, typ. */
export function protectedHeader(header: JwsHeader): string {
  const text = JSON.stringify({ alg: 'Ed25519', kid: header.kid, typ: header.typ });
  return toBase64url(new TextEncoder().encode(text));
}

/** The whole JWS, from a signing input and the 64 bytes that a signer gave for it. */
export function assembleCompact(input: string, signature: Uint8Array): string {
  return `${input}.${toBase64url(signature)}`;
}

/** Signs in one go when the key is at hand. */
export function signCompact(
  header: JwsHeader,
  payloadText: string,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const input = signingInput(header, payloadText);
  return assembleCompact(input, sign(new TextEncoder().encode(input)));
}

/** Takes a JWS apart for one use. Nothing of the payload is decoded: verify first (I17). */
export function openCompact(
  jws: string,
  use: JwsUse,
  maxBytes: number = MAX_COMPACT_BYTES,
): Result<OpenedJws, JwsRefusal> {
  if (jws.length > maxBytes) return refuse({ code: 'jws-too-large', bytes: jws.length, maxBytes });
  const [, head = '', payload = '', tail = ''] = COMPACT.exec(jws) ?? [];
  if (head === '') return refuse({ code: 'jws-malformed', part: 'form' });
  const signature = fromBase64url(tail);
  if (!signature) return refuse({ code: 'jws-malformed', part: 'signature' });
  const header = readProtectedHeader(head, use);
  if (!header.ok) return header;
  const covered = new TextEncoder().encode(`${head}.${payload}`);
  return accept({ header: header.value, signingInput: covered, signature, payload });
}

/**
 * Reads a protected header of exactly `alg`, `kid` and `typ`. Anything more is refused: `crit`, `b64`, `jwk` and
 * `jku` change what a signature means or where its key comes from (RFC 8725 §3).
 */
export function readProtectedHeader(part: string, use: JwsUse): Result<JwsHeader, JwsRefusal> {
  const json = readStrictJson(textOf(part) ?? '');
  if (!json.ok || !isJsonObject(json.value)) return refuse({ code: 'jws-malformed', part: 'header' });
  const { alg, kid, typ, ...more } = json.value;
  const [stranger] = Object.keys(more);
  if (stranger !== undefined) return refuse({ code: 'jws-header', name: stranger });
  if (alg !== 'Ed25519') return refuse({ code: 'jws-alg' });
  if (typ !== use) return refuse({ code: 'jws-typ', expected: use });
  if (typeof kid !== 'string' || !KID.test(kid)) return refuse({ code: 'jws-header', name: 'kid' });
  return accept({ kid, typ: use });
}

/** The payload text, once the signature held under the key that the caller found for `header.kid` at this position. */
export function verifyCompact<Key>(
  opened: OpenedJws,
  key: Key,
  verify: Verify<Key>,
): Result<SignedText, JwsRefusal> {
  if (!verify(key, opened.signingInput, opened.signature)) {
    return refuse({ code: 'jws-signature', kid: opened.header.kid });
  }
  const text = textOf(opened.payload);
  return text !== undefined && isSigned(text)
    ? accept(text)
    : refuse({ code: 'jws-malformed', part: 'payload' });
}

/** The payload text of a JWS that we have made or checked before; of any other nothing may be believed by it. */
export function payloadText({ payload }: OpenedJws): string {
  return textOf(payload) ?? '';
}

// The brand is given here, right after the check above, and nowhere else.
function isSigned(text: string): text is SignedText {
  return text.length > 0;
}

function textOf(part: string): string | undefined {
  const bytes = fromBase64url(part);
  if (!bytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not UTF-8: the caller says which part.
    return undefined;
  }
}
