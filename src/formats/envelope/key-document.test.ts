import { createHash } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { didDocument, publicJwk, thumbprintInput } from './key-document.ts';

const X = '93XInFTLPw0encGZ8mgYEQ8PkG8bLEXwhg3PnYQhyKY';
const KEYS = [
  { kid: 'did:web:a.example#sign-2', x: X, use: 'entries' },
  { kid: 'did:web:a.example#sign-1', x: X, use: 'entries', revokedAt: instantOf(1_804_663_800_000) },
  { kid: 'did:web:a.example#http-1', x: X, use: 'requests' },
] as const;
const AGENCY = {
  did: 'did:web:a.example',
  homepage: 'https://a.example/',
  exchangeBase: 'https://a.example/pxp/v1',
  keys: KEYS,
};

test('jose computes the same thumbprint', async () => {
  const ours = createHash('sha256').update(thumbprintInput(X)).digest('base64url');
  expect(ours).toBe(await calculateJwkThumbprint(publicJwk(X)));
});

test('a revoked key stays listed, so that old entries verify, but signs nothing new (I18)', () => {
  expect(didDocument(AGENCY)).toMatchObject({
    verificationMethod: [{}, { id: 'did:web:a.example#sign-1', revoked: '2027-03-10T07:30:00.000Z' }, {}],
    assertionMethod: ['did:web:a.example#sign-2'],
    authentication: ['did:web:a.example#http-1'],
  });
});

describe.skipIf(!hasSharedData)(`published example${needsSharedData}`, () => {
  test('the document has the members of the example', () => {
    const example = JSON.parse(sharedText('protocol/did.example.json'));
    const ours = JSON.parse(JSON.stringify(didDocument(AGENCY)));
    for (const method of [...ours.verificationMethod, ...example.verificationMethod])
      method.publicKeyJwk.x = '';
    example.verificationMethod[1].revoked = ours.verificationMethod[1].revoked;
    expect(ours).toEqual(example);
  });
});
