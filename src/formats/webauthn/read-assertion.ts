import { isJsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Digest } from '#kernel/digest.ts';
import type { PasskeyAssertion } from '#domain/agreement/signing/person-evidence.ts';
import { fromBase64url, toBase64url } from '../envelope/base64url.ts';
import { readStrictJson } from '../envelope/strict-json.ts';

/** An assertion whose signature has still to be verified: over which bytes, and where the person stood. */
export type ReadAssertion = {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** `https://exchange.example`, as the browser saw it. */
  readonly origin: string;
};

/** Which part of an assertion is not what it must be. */
export type AssertionRefusal = {
  readonly code: 'assertion-invalid';
  readonly part: 'form' | 'type' | 'challenge' | 'origin' | 'relying-party' | 'user-verified';
};

type Sha256 = (bytes: Uint8Array) => Digest;

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HEAD_BYTES = 37;

/** Reads an assertion over a challenge of ours (WebAuthn Level 2 §7.2, steps 7 to 19); its signature is the caller's to verify. */
export function readAssertion(
  assertion: PasskeyAssertion,
  challenge: string,
  sha256: Sha256,
): Result<ReadAssertion, AssertionRefusal> {
  const [data, client, signature] = [
    assertion.authenticatorData,
    assertion.clientDataJSON,
    assertion.signature,
  ].map(fromBase64url);
  if (!data || !client || !signature || data.length < HEAD_BYTES) return invalid('form');
  const origin = originIn(client, challenge);
  if (!origin.ok) return origin;
  const host = new TextEncoder().encode(new URL(origin.value).hostname);
  if (toBase64url(data.subarray(0, 32)) !== hashed(sha256, host)) return invalid('relying-party');
  const flags = data[32] ?? 0;
  if ((flags & USER_PRESENT) === 0 || (flags & USER_VERIFIED) === 0) return invalid('user-verified');
  const clientHash = fromBase64url(hashed(sha256, client));
  if (!clientHash) return invalid('form');
  return accept({ signed: joined(data, clientHash), signature, origin: origin.value });
}

/** Where the person answered exactly this challenge, as the browser tells. */
function originIn(client: Uint8Array, challenge: string): Result<string, AssertionRefusal> {
  const told = clientDataIn(client);
  if (!told) return invalid('form');
  if (told['type'] !== 'webauthn.get') return invalid('type');
  if (told['challenge'] !== toBase64url(new TextEncoder().encode(challenge))) return invalid('challenge');
  const { origin } = told;
  const isPlain = typeof origin === 'string' && URL.canParse(origin) && told['crossOrigin'] !== true;
  return isPlain ? accept(origin) : invalid('origin');
}

function clientDataIn(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const json = readStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return json.ok && isJsonObject(json.value) ? json.value : undefined;
  } catch {
    // Not UTF-8: it has no form.
    return undefined;
  }
}

function hashed(sha256: Sha256, bytes: Uint8Array): string {
  return sha256(bytes).slice('sha-256:'.length);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function invalid(part: AssertionRefusal['part']): Result<never, AssertionRefusal> {
  return refuse({ code: 'assertion-invalid', part });
}
