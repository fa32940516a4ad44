import type { Digest } from '#kernel/digest.ts';
import { instantOf, millisecondsOf, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { toBase64url } from './base64url.ts';
import type { Verify } from './compact-jws.ts';
import { parseContentDigest, printContentDigest } from './content-digest.ts';
import { hasBody, type RequestParts } from './http-message.ts';
import { signatureBase } from './signature-base.ts';
import {
  fromUrlAlphabet,
  parseSignatureField,
  parseSignatureInput,
  printSignatureParams,
  type SignatureInput,
} from './signature-input.ts';

/** The only label, tag and life span that a request between nodes may have (PXP/1 §HTTP signature profile). */
const LABEL = 'sig1';
const TAG = 'pactwire';
/** 300 s: how long a signature may live, and how far two clocks may stand apart (I19). */
export const MAX_SIGNATURE_AGE_SECONDS = 300;

const KEYID = /^did:web:[A-Za-z0-9._%:-]{1,240}#[A-Za-z0-9._-]{1,64}$/;
const NONCE = /^[A-Za-z0-9_-]{1,64}$/;

/** What a request wants to be signed with; `nonce` is used once and never again. */
export type RequestSigning = {
  readonly keyid: string;
  readonly nonce: string;
  readonly at: Instant;
  readonly sign: (message: Uint8Array) => Uint8Array;
  readonly sha256: (bytes: Uint8Array) => Digest;
};

/** The headers to add to a request so that a partner believes it. A body needs its `content-type` set before. */
export function signRequest(parts: RequestParts, signing: RequestSigning): Record<string, string> {
  const digest: Record<string, string> =
    parts.body && hasBody(parts) ? { 'content-digest': printContentDigest(signing.sha256(parts.body)) } : {};
  const signed = { ...parts, headers: { ...parts.headers, ...digest } };
  const components = coveredBy(parts);
  const created = Math.floor(millisecondsOf(signing.at) / 1000);
  const expires = created + MAX_SIGNATURE_AGE_SECONDS;
  const { keyid, nonce } = signing;
  const params = printSignatureParams({ components, created, expires, nonce, keyid, tag: TAG });
  const base = signatureBase(signed, components, params);
  if (base === undefined) throw new Error(`cannot sign ${parts.method} request: ${components.join(' ')}`);
  const signature = fromUrlAlphabet(toBase64url(signing.sign(new TextEncoder().encode(base))));
  return { ...digest, 'signature-input': `${LABEL}=${params}`, signature: `${LABEL}=:${signature}==:` };
}

/** A request's signature taken apart: times and form are right, the key is not yet known, nothing is believed. */
export type OpenedRequest = {
  readonly keyid: string;
  readonly nonce: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly base: Uint8Array;
  readonly signature: Uint8Array;
  readonly parts: RequestParts;
};

/** A request that its key's owner made, whole and now. The nonce must still be unused (I19). */
export type VerifiedRequest = Pick<OpenedRequest, 'keyid' | 'nonce' | 'createdAt' | 'expiresAt'>;

export type RequestRefusal =
  | { readonly code: 'signature-missing' }
  | { readonly code: 'signature-malformed'; readonly field: 'signature-input' | 'signature' }
  | { readonly code: 'signature-components'; readonly expected: readonly string[] }
  | { readonly code: 'signature-params'; readonly name: string }
  /** The sender's clock, or the request's age, is off by more than 300 s; the answer carries the server's time. */
  | { readonly code: 'clock-skew'; readonly createdAt: Instant; readonly serverTime: Instant }
  | { readonly code: 'signature-expired'; readonly expiresAt: Instant; readonly serverTime: Instant }
  | { readonly code: 'signature-invalid'; readonly keyid: string }
  | { readonly code: 'digest-mismatch' };

/**
 * First step: reads the signature of a request without believing it. The caller then finds the key of `keyid`
 * (and that its agency may call), and goes on to `verifyRequest`.
 */
export function openRequest(parts: RequestParts, at: Instant): Result<OpenedRequest, RequestRefusal> {
  const announced = parts.headers['signature-input'];
  const given = parts.headers['signature'];
  if (announced === undefined || given === undefined) return refuse({ code: 'signature-missing' });
  const input = parseSignatureInput(announced, LABEL);
  if (!input) return refuse({ code: 'signature-malformed', field: 'signature-input' });
  const signature = parseSignatureField(given, LABEL);
  if (!signature) return refuse({ code: 'signature-malformed', field: 'signature' });
  const expected = coveredBy(parts);
  const base = signatureBase(parts, expected, input.params);
  if (base === undefined || !isSameList(expected, input.components)) {
    return refuse({ code: 'signature-components', expected });
  }
  const params = checkParams(input, at);
  if (!params.ok) return params;
  return accept({ ...params.value, signature, base: new TextEncoder().encode(base), parts });
}

/** Second step: the signature over the parts, then the digest over the raw body (I17). */
export function verifyRequest<Key>(
  opened: OpenedRequest,
  key: Key,
  crypto: { readonly verify: Verify<Key>; readonly sha256: (bytes: Uint8Array) => Digest },
): Result<VerifiedRequest, RequestRefusal> {
  const { keyid, nonce, createdAt, expiresAt, parts } = opened;
  if (!crypto.verify(key, opened.base, opened.signature)) return refuse({ code: 'signature-invalid', keyid });
  if (parts.body && hasBody(parts)) {
    const claimed = parseContentDigest(parts.headers['content-digest'] ?? '');
    if (claimed !== crypto.sha256(parts.body)) return refuse({ code: 'digest-mismatch' });
  }
  return accept({ keyid, nonce, createdAt, expiresAt });
}

function coveredBy(parts: RequestParts): readonly string[] {
  const always = ['@method', '@target-uri'];
  return hasBody(parts) ? [...always, 'content-type', 'content-digest'] : always;
}

function isSameList(expected: readonly string[], given: readonly string[]): boolean {
  return expected.length === given.length && expected.every((name, index) => name === given[index]);
}

function checkParams(input: SignatureInput, at: Instant): Result<VerifiedRequest, RequestRefusal> {
  const { keyid, nonce, created, expires } = input;
  if (input.alg !== 'ed25519') return refuse({ code: 'signature-params', name: 'alg' });
  if (input.tag !== TAG) return refuse({ code: 'signature-params', name: 'tag' });
  if (keyid === undefined || !KEYID.test(keyid)) return refuse({ code: 'signature-params', name: 'keyid' });
  if (nonce === undefined || !NONCE.test(nonce)) return refuse({ code: 'signature-params', name: 'nonce' });
  if (!isSeconds(created)) return refuse({ code: 'signature-params', name: 'created' });
  if (!isSeconds(expires) || expires < created || expires - created > MAX_SIGNATURE_AGE_SECONDS) {
    return refuse({ code: 'signature-params', name: 'expires' });
  }
  const verified = {
    keyid,
    nonce,
    createdAt: secondsToInstant(created),
    expiresAt: secondsToInstant(expires),
  };
  return checkTimes(verified, at);
}

function checkTimes(request: VerifiedRequest, at: Instant): Result<VerifiedRequest, RequestRefusal> {
  const { createdAt, expiresAt } = request;
  const apartMs = Math.abs(millisecondsOf(at) - millisecondsOf(createdAt));
  if (apartMs > MAX_SIGNATURE_AGE_SECONDS * 1000) {
    return refuse({ code: 'clock-skew', createdAt, serverTime: at });
  }
  if (at > expiresAt) return refuse({ code: 'signature-expired', expiresAt, serverTime: at });
  return accept(request);
}

/** Up to the year 9999, so that it is an Instant. */
function isSeconds(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= 253_402_300_799;
}

function secondsToInstant(seconds: number): Instant {
  return instantOf(seconds * 1000);
}
