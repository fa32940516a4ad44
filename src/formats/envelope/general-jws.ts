import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { MOST_PARTIES } from '#domain/agreement/agreement.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import {
  protectedHeader,
  readProtectedHeader,
  type JwsHeader,
  type JwsRefusal,
  type JwsUse,
  type OpenedJws,
} from './compact-jws.ts';

/** One party's signature beside the payload that all parties sign: two texts in base64url. */
export type SeparateSignature = { readonly protected: string; readonly signature: string };

/** One payload and the signatures under it, each of which stands alone (RFC 7515 §7.2.1). */
export type GeneralJws = { readonly payload: string; readonly signatures: readonly SeparateSignature[] };

/** 1 MiB of payload is more than any agreement needs. */
const MAX_PAYLOAD_CHARACTERS = 1_398_104;

const PAYLOAD = /^[A-Za-z0-9_-]+$/;
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;

/** Signs the exact bytes of a payload for one party; other parties' signatures are added beside it. */
export function signSeparately(
  header: JwsHeader,
  payloadBytes: Uint8Array,
  sign: (message: Uint8Array) => Uint8Array,
): SeparateSignature {
  const head = protectedHeader(header);
  const covered = new TextEncoder().encode(`${head}.${toBase64url(payloadBytes)}`);
  return { protected: head, signature: toBase64url(sign(covered)) };
}

export function printGeneral(payloadBytes: Uint8Array, signatures: readonly SeparateSignature[]): GeneralJws {
  return { payload: toBase64url(payloadBytes), signatures };
}

/**
 * Takes a general JWS apart into one shut JWS per signature, for `verifyCompact` to judge **one by one**: a library
 * that says "verified" when any one signature holds would let a forged countersignature pass (agreement, §Form).
 * Two signatures of the same key are refused, so that two parties means two keys.
 */
export function openGeneral(value: unknown, use: JwsUse): Result<readonly OpenedJws[], JwsRefusal> {
  const form = refuse<JwsRefusal>({ code: 'jws-malformed', part: 'form' });
  if (!isJson(value)) return form;
  const { payload, signatures } = value;
  if (typeof payload !== 'string' || !PAYLOAD.test(payload)) return form;
  if (payload.length > MAX_PAYLOAD_CHARACTERS) {
    return refuse({ code: 'jws-too-large', bytes: payload.length, maxBytes: MAX_PAYLOAD_CHARACTERS });
  }
  if (!Array.isArray(signatures) || signatures.length === 0 || signatures.length > MOST_PARTIES) return form;
  const opened: OpenedJws[] = [];
  for (const member of signatures) {
    const one = openSeparate(member, payload, use);
    if (!one.ok) return one;
    if (opened.some((other) => other.header.kid === one.value.header.kid)) return form;
    opened.push(one.value);
  }
  return accept(opened);
}

function openSeparate(member: unknown, payload: string, use: JwsUse): Result<OpenedJws, JwsRefusal> {
  if (!isJson(member)) return refuse({ code: 'jws-malformed', part: 'form' });
  // An unprotected `header` would be a place to say things that nobody signed.
  const { protected: head, signature: tail, ...more } = member;
  const [stranger] = Object.keys(more);
  if (stranger !== undefined) return refuse({ code: 'jws-header', name: stranger });
  if (typeof head !== 'string' || head.length > 1024)
    return refuse({ code: 'jws-malformed', part: 'header' });
  const header = readProtectedHeader(head, use);
  if (!header.ok) return header;
  const signature = typeof tail === 'string' && SIGNATURE.test(tail) ? fromBase64url(tail) : undefined;
  if (!signature) return refuse({ code: 'jws-malformed', part: 'signature' });
  const signingInput = new TextEncoder().encode(`${head}.${payload}`);
  return accept({ header: header.value, signingInput, signature, payload });
}

function isJson(value: unknown): value is JsonObject {
  return isJsonObject(value);
}
