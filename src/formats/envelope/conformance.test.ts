import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant } from '#kernel/instant.ts';
import { channelIdOf } from './channel-id.ts';
import { openCompact, signCompact, verifyCompact, type JwsUse, type Verify } from './compact-jws.ts';
import { ENTRY_TYPES, type Entry } from './entry.ts';
import { openGeneral } from './general-jws.ts';
import { parseHead } from './head.ts';
import { nextPosition, type HeldChannel } from './next-position.ts';
import { parseEntry } from './parse-entry.ts';
import { openRequest, signRequest, verifyRequest } from './request-signature.ts';

/** Runs conformance/envelope, the data that every implementation of PXP/1 shares (T26). */
const ROOT = new URL('../../../conformance/envelope/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const privateKeys = new Map<string, KeyObject>();
for (const { kid, seedHex } of read('keys.json').keys) {
  const key = Buffer.concat([PKCS8_ED25519, Buffer.from(seedHex, 'hex')]);
  privateKeys.set(kid, createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}
const publicOf = (kid: string): KeyObject => createPublicKey(privateKeys.get(kid)!);
const signWith = (kid: string) => (message: Uint8Array) => sign(null, message, privateKeys.get(kid)!);
const verifies: Verify<KeyObject> = (key, message, signature) => verify(null, message, key, signature);

function sha256(bytes: Uint8Array): Digest {
  return parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`)!;
}

function verifiedText(jws: string, use: JwsUse) {
  const opened = openCompact(jws, use);
  return opened.ok ? verifyCompact(opened.value, publicOf(opened.value.header.kid), verifies) : opened;
}

function readEntry(jws: string) {
  const text = verifiedText(jws, 'pactwire-entry+jws');
  return text.ok ? parseEntry(text.value) : text;
}

/** One judge per kind of case: what we find, in the shape of the case's `expect`. */
const JUDGES: Record<string, (one: ReturnType<typeof read>) => unknown> = {
  entry: ({ jws, kid, payload }) => {
    const entry = readEntry(jws);
    if (!entry.ok) return { refusal: entry.error.code };
    expect(signCompact({ kid, typ: 'pactwire-entry+jws' }, payload, signWith(kid))).toBe(jws);
    return { hash: sha256(Buffer.from(jws)), type: entry.value.type, seq: entry.value.seq };
  },
  head: ({ jws, kid, payload }) => {
    const text = verifiedText(jws, 'pactwire-head+jws');
    const head = text.ok ? parseHead(text.value) : text;
    if (!head.ok) return { refusal: head.error.code };
    expect(signCompact({ kid, typ: 'pactwire-head+jws' }, payload, signWith(kid))).toBe(jws);
    return { seq: head.value.seq };
  },
  agreement: ({ jws, expect: expected }) => {
    const opened = openGeneral(jws, 'pactwire-agreement+jws');
    if (!opened.ok) return { refusal: opened.error.code };
    const signatures = opened.value.map((one) => verifyCompact(one, publicOf(one.header.kid), verifies).ok);
    const digest = sha256(Buffer.from(jws.payload, 'base64url'));
    return expected.digest === undefined ? { signatures } : { digest, signatures };
  },
  request: ({ request, at, expect: expected }) => {
    const { body, ...parts } = request;
    const whole = { ...parts, ...(body === undefined ? {} : { body: Buffer.from(body) }) };
    const opened = openRequest(whole, parseInstant(at)!);
    if (!opened.ok) return { refusal: opened.error.code };
    const { keyid, nonce } = opened.value;
    const verified = verifyRequest(opened.value, publicOf(keyid), { verify: verifies, sha256 });
    if (!verified.ok) return { refusal: verified.error.code };
    const { 'content-type': type, ...signatures } = parts.headers;
    const unsigned = { ...whole, headers: type === undefined ? {} : { 'content-type': type } };
    expect(
      signRequest(unsigned, { keyid, nonce, at: parseInstant(at)!, sign: signWith(keyid), sha256 }),
    ).toEqual(signatures);
    return expected.refusal === undefined ? { keyid, nonce } : {};
  },
  'channel-id': ({ cases }) => {
    for (const { publisher, subscriber, ch } of cases)
      expect(channelIdOf(publisher, subscriber, sha256)).toBe(ch);
    return undefined;
  },
  chain: ({ publisher, subscriber, jws }) => {
    const ch = channelIdOf(publisher, subscriber, sha256);
    let held: HeldChannel = { ch, iss: publisher, aud: subscriber, epoch: 1, seq: 0, hash: null };
    const stored = new Map<number, Digest>();
    return jws.map((text: string) => {
      const entry = readEntry(text);
      if (!entry.ok) return entry.error.code;
      const { step, next } = follow(held, stored, entry.value, sha256(Buffer.from(text)));
      held = next;
      return step;
    });
  },
};

function follow(held: HeldChannel, stored: Map<number, Digest>, entry: Entry, hash: Digest) {
  const there = stored.get(entry.seq);
  const outcome = nextPosition(held, { entry, hash, ...(there === undefined ? {} : { stored: there }) });
  if (!outcome.ok) return { step: outcome.error.code, next: held };
  if (outcome.value.step !== 'append') return { step: outcome.value.step, next: held };
  stored.set(entry.seq, hash);
  return { step: 'append', next: { ...held, seq: entry.seq, hash } };
}

describe.each(['valid', 'invalid'])('conformance/envelope/%s', (verdict) => {
  const cases = readdirSync(new URL(`${verdict}/`, ROOT)).map(
    (name) => [name, read(`${verdict}/${name}`)] as const,
  );
  test.each(cases.map(([name, one]) => [name, one.why, one] as const))('%s: %s', (_name, _why, one) => {
    expect(JUDGES[one.kind]?.(one)).toEqual(one.expect);
  });
  test('there are cases', () => expect(cases.length).toBeGreaterThan(8));
});

/** Named in the protocol, and said by nobody (ADR 0049). */
const UNSAID: readonly string[] = [
  'channel.closed',
  'translation.made',
  'plan.shared',
  'glossary.shared',
  'note',
];

test('every type of entry that is said has a case, so that a reader of this version is read by every later one', () => {
  const types = readdirSync(new URL('valid/', ROOT)).flatMap(
    (name) => read(`valid/${name}`).expect?.type ?? [],
  );
  expect(ENTRY_TYPES.filter((type) => !types.includes(type))).toEqual(UNSAID);
});
