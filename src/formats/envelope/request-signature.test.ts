import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import type { RequestParts } from './http-message.ts';
import { openRequest, signRequest, verifyRequest } from './request-signature.ts';
import { signatureBase } from './signature-base.ts';
import { printSignatureParams } from './signature-input.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
type Mutation = Readonly<Record<string, unknown>>;
type Negative = readonly [id: string, why: string, mutation: Mutation];

const AT = instantOf(1_804_665_600_000);

function sha256(bytes: Uint8Array): Digest {
  return parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`)!;
}

const crypto = {
  sha256,
  verify: (key: KeyObject, message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, key, signature),
};
const signing = {
  keyid: 'did:web:b.example#http-1',
  nonce: 'b2c3d4e5f6',
  at: AT,
  sign: (message: Uint8Array) => sign(null, message, privateKey),
  sha256,
};

const GET: RequestParts = {
  method: 'GET',
  targetUri:
    'https://a.example/pxp/v1/channels/ch_aQDNpJUZTDvFuehHU1uXah_C-O3yaCfq/entries?after=1&limit=500',
  headers: {},
};
const POST: RequestParts = {
  method: 'POST',
  targetUri: 'https://b.example/pxp/v1/hints',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"v":1,"hints":[]}'),
};

function signed(parts: RequestParts, change: Partial<typeof signing> = {}): RequestParts {
  return { ...parts, headers: { ...parts.headers, ...signRequest(parts, { ...signing, ...change }) } };
}

function judge(parts: RequestParts, at = AT, key = publicKey): unknown {
  const opened = openRequest(parts, at);
  if (!opened.ok) return opened.error;
  const verified = verifyRequest(opened.value, key, crypto);
  return verified.ok ? verified.value : verified.error;
}

function withHeader(parts: RequestParts, name: string, change: (value: string) => string): RequestParts {
  return { ...parts, headers: { ...parts.headers, [name]: change(parts.headers[name] ?? '') } };
}

test('a request with and without a body is believed, and says whose key and which nonce', () => {
  const expected = { keyid: 'did:web:b.example#http-1', nonce: 'b2c3d4e5f6', createdAt: AT };
  expect(judge(signed(GET))).toMatchObject(expected);
  expect(judge(signed(POST))).toMatchObject(expected);
});

test.each([
  ['method', { ...signed(GET), method: 'DELETE' }],
  ['query', { ...signed(GET), targetUri: GET.targetUri.replace('after=1', 'after=2') }],
  ['host', { ...signed(GET), targetUri: GET.targetUri.replace('a.example', 'c.example') }],
  ['scheme', { ...signed(GET), targetUri: GET.targetUri.replace('https', 'http') }],
  ['content type', withHeader(signed(POST), 'content-type', () => 'text/plain')],
  [
    'digest',
    withHeader(
      signed(POST),
      'content-digest',
      () => signed({ ...POST, body: Buffer.from('[]') }).headers['content-digest'] ?? '',
    ),
  ],
  ['nonce', withHeader(signed(GET), 'signature-input', (value) => value.replace('b2c3', 'b2c4'))],
])('a changed %s breaks the signature', (_what, parts) => {
  expect(judge(parts)).toEqual({ code: 'signature-invalid', keyid: 'did:web:b.example#http-1' });
});

test('a changed body breaks the digest, and a body put on a signed GET is not covered', () => {
  expect(judge({ ...signed(POST), body: Buffer.from('{"v":1,"hints":[ ]}') })).toEqual({
    code: 'digest-mismatch',
  });
  expect(judge({ ...signed(GET), body: Buffer.from('x') })).toMatchObject({ code: 'signature-components' });
});

test('a digest in a weaker or second algorithm is no digest', () => {
  const both = signed({ ...POST, headers: { ...POST.headers } });
  const doubled = withHeader(both, 'content-digest', (value) => `${value}, md5=:AAAA:`);
  expect(judge(doubled)).toMatchObject({ code: 'signature-invalid' });
});

test('another key does not verify', () => {
  const other = generateKeyPairSync('ed25519').publicKey;
  expect(judge(signed(GET), AT, other)).toMatchObject({ code: 'signature-invalid' });
});

test('300 seconds are the most a request may be late or early (I19)', () => {
  expect(judge(signed(GET), plusSeconds(AT, 300))).toMatchObject({ nonce: 'b2c3d4e5f6' });
  expect(judge(signed(GET), plusSeconds(AT, 301))).toEqual({
    code: 'clock-skew',
    createdAt: AT,
    serverTime: plusSeconds(AT, 301),
  });
  expect(judge(signed(GET), plusSeconds(AT, -300))).toMatchObject({ nonce: 'b2c3d4e5f6' });
  expect(judge(signed(GET), plusSeconds(AT, -301))).toMatchObject({ code: 'clock-skew' });
});

const changedInput = (from: string | RegExp, to: string): RequestParts =>
  withHeader(signed(GET), 'signature-input', (value) => value.replace(from, to));

test.each([
  ['another tag', changedInput('"pactwire"', '"other"'), { code: 'signature-params', name: 'tag' }],
  ['no tag', changedInput(';tag="pactwire"', ''), { code: 'signature-params', name: 'tag' }],
  ['another algorithm', changedInput('ed25519', 'hmac-sha256'), { code: 'signature-params', name: 'alg' }],
  ['no nonce', changedInput(';nonce="b2c3d4e5f6"', ''), { code: 'signature-params', name: 'nonce' }],
  [
    'a key that is none of ours',
    changedInput('did:web:b.example#http-1', 'k'),
    { code: 'signature-params', name: 'keyid' },
  ],
  ['no time', changedInput(/;created=\d+/, ''), { code: 'signature-params', name: 'created' }],
  [
    'a time with a fraction',
    changedInput(/created=\d+/, 'created=1804665600.5'),
    { code: 'signature-params', name: 'created' },
  ],
  ['no end', changedInput(/;expires=\d+/, ''), { code: 'signature-params', name: 'expires' }],
  [
    'too long a life',
    changedInput('expires=1804665900', 'expires=1804665901'),
    { code: 'signature-params', name: 'expires' },
  ],
  [
    'a parameter of its own',
    changedInput(';alg', ';x=1;alg'),
    { code: 'signature-malformed', field: 'signature-input' },
  ],
  ['a component left out', changedInput('"@method" ', ''), { code: 'signature-components' }],
  ['a component more', changedInput('"@method"', '"@method" "host"'), { code: 'signature-components' }],
  ['a component twice', changedInput('"@method"', '"@method" "@method"'), { code: 'signature-components' }],
  [
    'components in another order',
    changedInput('"@method" "@target-uri"', '"@target-uri" "@method"'),
    { code: 'signature-components' },
  ],
  ['an upper-case component', changedInput('@method', '@Method'), { code: 'signature-components' }],
  [
    'a component of a response',
    changedInput('"@method"', '"@method";req'),
    { code: 'signature-malformed', field: 'signature-input' },
  ],
  ['another label', changedInput('sig1', 'sig2'), { code: 'signature-malformed', field: 'signature-input' }],
  ['no list', changedInput(/=\(.*/, '=1'), { code: 'signature-malformed', field: 'signature-input' }],
  [
    'no structured field',
    changedInput('sig1', '"'),
    { code: 'signature-malformed', field: 'signature-input' },
  ],
])('a signature input with %s is refused', (_what, parts, error) => {
  expect(judge(parts)).toMatchObject(error);
});

test('a signature is 64 bytes in one spelling under one label', () => {
  const spoil = (change: (value: string) => string): unknown =>
    judge(withHeader(signed(GET), 'signature', change));
  const malformed = { code: 'signature-malformed', field: 'signature' };
  expect(spoil((value) => `${value.slice(0, -1)}==:`)).toEqual(malformed);
  expect(spoil((value) => value.slice(0, -6) + '=:')).toEqual(malformed);
  expect(spoil((value) => `${value}, sig2=:AAAA:`)).toEqual(malformed);
  expect(spoil((value) => value.replace('sig1', 'sig2'))).toEqual(malformed);
  expect(spoil(() => '')).toEqual(malformed);
});

test('two signatures, one of them good, are refused: nobody could say which one was meant', () => {
  const one = signed(GET);
  const two = withHeader(one, 'signature-input', (value) => `${value}, sig2=("@method");created=1`);
  expect(judge(two)).toEqual({ code: 'signature-malformed', field: 'signature-input' });
});

test('an unsigned request is told so', () => {
  expect(judge(GET)).toEqual({ code: 'signature-missing' });
});

test('a body without a content type cannot be signed', () => {
  expect(() => signRequest({ ...POST, headers: {} }, signing)).toThrow(/content-type/);
});

test('a header cannot smuggle a line into what is signed', () => {
  expect(signatureBase({ ...GET, headers: { x: 'a\r\n"@method": PUT' } }, ['x'], '()')).toBeUndefined();
  expect(signatureBase({ ...GET, headers: { x: 'a\r\n  b' } }, ['x'], '()')).toContain('"x": a b\n');
});

/** Signs headers and parameters that our own signer would never write. */
function signedByHand(parts: RequestParts, components: readonly string[], seconds: number): RequestParts {
  const [created, { keyid, nonce }] = [1_804_665_600, signing];
  const params = printSignatureParams({
    components,
    created,
    expires: created + seconds,
    nonce,
    keyid,
    tag: 'pactwire',
  });
  const base = signatureBase(parts, components, params) ?? '';
  const signature = `sig1=:${signing.sign(Buffer.from(base)).toString('base64')}:`;
  return { ...parts, headers: { ...parts.headers, 'signature-input': `sig1=${params}`, signature } };
}

test('a signature that says it lives ten seconds is not believed after eleven', () => {
  const short = signedByHand(GET, ['@method', '@target-uri'], 10);
  expect(judge(short, plusSeconds(AT, 10))).toMatchObject({ nonce: 'b2c3d4e5f6' });
  expect(judge(short, plusSeconds(AT, 11))).toMatchObject({ code: 'signature-expired' });
});

test('a digest beside another one, though both are signed, is no digest', () => {
  const ours = signed(POST).headers['content-digest'] ?? '';
  for (const digest of [`md5=:AAAA:, ${ours}`, `${ours}, sha-512=:AAAA:`, `${ours};x`]) {
    const headers = { ...POST.headers, 'content-digest': digest };
    const parts = signedByHand(
      { ...POST, headers },
      ['@method', '@target-uri', 'content-type', 'content-digest'],
      300,
    );
    expect(judge(parts)).toEqual({ code: 'digest-mismatch' });
  }
});

test('what every object inherits is no header', () => {
  expect(signatureBase(GET, ['constructor'], '()')).toBeUndefined();
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const vectors = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : undefined;
  const rfc = hasSharedData ? JSON.parse(sharedText('rfc9421/appendix-b.json')) : undefined;
  const corpus = hasSharedData ? JSON.parse(sharedText('security/rfc9421/vectors.shared.json')) : undefined;
  const keyOf = (name: string): KeyObject => createPrivateKey({ key: vectors.keys[name].jwk, format: 'jwk' });

  test.each([
    ['httpGet', 'B', 'did:web:b.example#http-1', 'b2c3d4e5f6'],
    ['httpPost', 'A', 'did:web:a.example#http-1', 'a1'],
  ])('%s of the protocol vectors is what we send, and is believed', (name, keyName, keyid, nonce) => {
    const vector = vectors[name];
    const body = vector.body === undefined ? {} : { body: Buffer.from(vector.body) };
    const headers = vector.body === undefined ? {} : { 'content-type': 'application/json' };
    const parts: RequestParts = { method: vector.method, targetUri: vector.target, headers, ...body };
    const key = keyOf(keyName);
    const added = signRequest(parts, {
      keyid,
      nonce,
      at: AT,
      sha256,
      sign: (message) => sign(null, message, key),
    });
    expect(added['signature-input']).toBe(vector.signatureInput);
    expect(added['signature']).toBe(vector.signature);
    expect(added['content-digest']).toBe(vector.contentDigest);
    const sent = { ...parts, headers: { ...headers, ...added } };
    expect(judge(sent, AT, createPublicKey(key))).toMatchObject({ keyid, nonce });
    expect(judge({ ...sent, targetUri: 'https://c.example/' }, AT, createPublicKey(key))).toMatchObject({
      code: 'signature-invalid',
    });
  });

  test('signature bases of RFC 9421 appendix B are built to the letter', () => {
    const headers = Object.fromEntries(
      Object.entries(rfc.request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const parts = { method: rfc.request.method, targetUri: rfc.request.url, headers };
    for (const { name, signatureInput, signatureBase: expected, signature } of rfc.vectors) {
      const components = [...signatureInput.split(')')[0].matchAll(/"([^"]+)"/g)].map(
        (match) => match[1] ?? '',
      );
      const base = signatureBase(parts, components, signatureInput);
      expect(base).toBe(expected);
      if (name.includes('ed25519')) {
        const key = createPublicKey(rfc.keys['test-key-ed25519'].publicPem);
        expect(verify(null, Buffer.from(base ?? ''), key, Buffer.from(signature, 'base64'))).toBe(true);
      } else {
        const secret = Buffer.from(rfc.keys['test-shared-secret'].base64, 'base64');
        expect(
          createHmac('sha256', secret)
            .update(base ?? '')
            .digest('base64'),
        ).toBe(signature);
      }
    }
  });

  test('the appendix signatures themselves are no requests between nodes', () => {
    for (const { request, signature } of corpus.positive) {
      const parts = {
        method: request.method,
        targetUri: request.url,
        headers: { ...request.headers, ...signature },
      };
      expect(judge({ ...parts, body: Buffer.from(request.body) })).toMatchObject({
        code: 'signature-malformed',
      });
    }
  });

  const negatives: readonly Negative[] = (corpus?.negative ?? []).map(
    (one: { id: string; why: string; mutation: Mutation }) => [one.id, one.why, one.mutation],
  );
  test.each(negatives)('%s is refused: %s', (_id, _why, mutation) => {
    expect(judge(...mutated(mutation))).toHaveProperty('code');
  });

  /** Applies a corpus mutation to a request that would be believed without it. */
  function mutated(mutation: Mutation): [RequestParts, typeof AT, KeyObject] {
    const base = signed(POST);
    const input = (change: (value: string) => string): RequestParts =>
      withHeader(base, 'signature-input', change);
    const tail = (change: (value: string) => string): RequestParts => withHeader(base, 'signature', change);
    const other = generateKeyPairSync('ed25519').publicKey;
    const [[kind, given] = ['', '']] = Object.entries(mutation);
    const value = String(given);
    const names = Array.isArray(given) ? given.map((name) => `"${name}"`).join(' ') : '';
    const kinds: Record<string, [RequestParts, typeof AT, KeyObject]> = {
      keyid: [input((text) => text.replace('b.example#http-1', `${value}#http-1`)), AT, other],
      extraInvalid: [tail((text) => `${text}, sig2=:${'A'.repeat(86)}==:`), AT, publicKey],
      host: [{ ...base, targetUri: `https://${value}/pxp/v1/hints` }, AT, publicKey],
      alg: [input((text) => text.replace('ed25519', value)), AT, publicKey],
      sigTail: [tail((text) => text.replace(/=*:$/, `${value}:`)), AT, publicKey],
      truncate: [tail((text) => text.replace(/:.*:/, `:${'A'.repeat(84)}:`)), AT, publicKey],
      header2: [withHeader(base, 'content-type', (text) => `${text}, x`), AT, publicKey],
      uncovered: [input((text) => text.replace('"content-type"', `"${value}"`)), AT, publicKey],
      url: [{ ...base, targetUri: value }, AT, publicKey],
      components: [input((text) => text.replace(/\(.*\)/, `(${names})`)), AT, publicKey],
      now: [base, plusSeconds(AT, -301), publicKey],
    };
    const known = kinds[kind];
    if (!known) throw new Error(`no such mutation: ${kind}`);
    return known;
  }
});
