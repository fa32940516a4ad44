import { PROBLEMS, type ProblemCode } from '#contract/problems.ts';
import type { Problem } from '#contract/problem.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';

/** A refusal as any capability returns it: its code, and its facts beside it. */
export type Refusal = { readonly code: ProblemCode };

/** The one table from refusal to HTTP status; a code without a row here does not compile. */
const STATUS = {
  'input-invalid': 400,
  'json-invalid': 400,
  'content-type-unsupported': 415,
  'body-too-large': 413,
  'request-malformed': 400,
  'headers-too-large': 431,
  'request-timeout': 408,
  'not-found': 404,
  'not-signed-in': 401,
  'role-missing': 403,
  'cross-site-call': 403,
  'csrf-token-missing': 403,
  'too-many-requests': 429,
  'node-not-ready': 503,
  'desk-not-built': 503,
  fault: 500,
  'sign-in-refused': 401,
  'code-needed': 401,
  'sign-in-throttled': 429,
  'link-unknown': 410,
  'password-weak': 422,
  'email-invalid': 422,
  'name-invalid': 422,
  'email-taken': 409,
  'person-unknown': 404,
  'last-administrator': 409,
  'seat-unknown': 404,
  'seats-closed': 403,
  'code-wrong': 422,
  'code-not-begun': 409,
  'ceremony-unknown': 410,
  'passkey-refused': 422,
  'signature-refused': 401,
  'clock-skew': 401,
  'channel-unknown': 404,
  'future-cursor': 409,
  'epoch-changed': 409,
  fork: 409,
  'object-unknown': 404,
  'partner-address-invalid': 422,
  'partner-unreachable': 502,
  'partner-refused': 502,
  'partner-answer-invalid': 502,
  'partner-not-a-node': 422,
  'partner-did-foreign': 422,
  'partner-keys-refused': 422,
  'partner-is-ourselves': 422,
  'partner-thumbprints-differ': 409,
  'partner-already-pinned': 409,
  'partner-unknown': 404,
  'partner-not-asking': 409,
  'partner-not-pinned': 409,
  'introduction-invalid': 400,
  'story-unknown': 404,
  'use-not-permitted': 403,
  'story-own': 409,
  'take-unknown': 404,
  'take-built-upon': 409,
  'story-not-own': 403,
  'item-killed': 409,
  'item-version-conflict': 409,
  'correction-empty': 422,
  'notice-unknown': 404,
  'notice-answered': 409,
  'correction-not-published': 409,
  'source-unknown': 404,
  'place-invalid': 422,
  'push-not-admitted': 401,
  'push-id-reused': 409,
  'source-paused': 409,
  'document-refused': 422,
} as const satisfies Record<ProblemCode, number>;

export const PROBLEM_TYPE = 'application/problem+json';

export function statusOf(code: ProblemCode): number {
  return STATUS[code];
}

/** The problem document of a refusal (RFC 9457): its words in one language, its facts as they are. */
export function problemOf(refusal: Refusal, language: InterfaceLanguage, requestId?: string): Problem {
  const { code, because, ...facts }: Refusal & { readonly because?: unknown } = refusal;
  const words = PROBLEMS[code];
  return {
    type: `urn:pactwire:problem:${code}`,
    title: words.title[language],
    status: STATUS[code],
    code,
    next: words.next[language],
    ...(requestId ? { instance: `urn:uuid:${requestId}` } : {}),
    ...(Array.isArray(because) ? { because } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  };
}
