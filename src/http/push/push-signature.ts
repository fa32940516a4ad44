import { createHmac, timingSafeEqual } from 'node:crypto';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** A push whose sender holds the secret; `id` is the same when it is sent again. */
export type SignedPush = { readonly id: string };
export type PushSignatureRefusal = {
  readonly code: 'push-not-admitted';
  readonly reason: 'headers-missing' | 'too-old-or-early' | 'signature-wrong';
};

/** Names in lower case. */
type PushHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Standard Webhooks §Verifying: five minutes to either side. */
const TOLERANCE_MS = 300_000;
const SECRET_PREFIX = 'whsec_';

/** The key inside a secret as Standard Webhooks writes it: `whsec_` and base64. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}

export function printSecret(key: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(key).toString('base64');
}

/**
 * Checks the signature over the raw bytes before anybody parses them (I17), in the one way that the source was added for: Standard
 * Webhooks 1.0.0 (HMAC-SHA256 over id.timestamp.body), or the `x-superdesk-signature` of Superdesk and Newshub (HMAC-SHA1 of the body,
 * the secret as text).
 */
export function checkPush(
  push: { readonly headers: PushHeaders; readonly body: Buffer; readonly mode?: 'superdesk' },
  secret: string,
  at: Instant,
): Result<SignedPush, PushSignatureRefusal> {
  if (push.mode === 'superdesk')
    return checkSuperdesk(one(push.headers['x-superdesk-signature']) ?? '', push.body, secret);
  return checkStandard(push, secretKey(secret), at);
}

function checkStandard(
  { headers, body }: { readonly headers: PushHeaders; readonly body: Buffer },
  key: Buffer,
  at: Instant,
): Result<SignedPush, PushSignatureRefusal> {
  const id = one(headers['webhook-id']);
  const timestamp = one(headers['webhook-timestamp']);
  const signatures = one(headers['webhook-signature']);
  if (!id || id.length > 256 || !timestamp || !/^\d{1,12}$/.test(timestamp) || !signatures)
    return refuse({ code: 'push-not-admitted', reason: 'headers-missing' });
  if (Math.abs(millisecondsOf(at) - Number(timestamp) * 1000) > TOLERANCE_MS)
    return refuse({ code: 'push-not-admitted', reason: 'too-old-or-early' });
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  const isRight = given.some((signature) => isEqual(Buffer.from(signature.slice(3), 'base64'), expected));
  return isRight ? accept({ id }) : refuse({ code: 'push-not-admitted', reason: 'signature-wrong' });
}

/**
 * It has no id and no time: the body is its own name, so whoever repeats it, the sender or somebody who listened, gets the answer of
 * before for 30 days. After that the versions of its stories are known and change nothing; more that protocol does not allow.
 */
function checkSuperdesk(
  signature: string,
  body: Buffer,
  secret: string,
): Result<SignedPush, PushSignatureRefusal> {
  const expected = createHmac('sha1', secret).update(body).digest();
  const given = Buffer.from(/^sha1=([0-9a-f]{40})$/i.exec(signature)?.[1] ?? '', 'hex');
  if (!isEqual(given, expected)) return refuse({ code: 'push-not-admitted', reason: 'signature-wrong' });
  return accept({ id: `superdesk:${expected.toString('hex')}` });
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? undefined : header;
}
