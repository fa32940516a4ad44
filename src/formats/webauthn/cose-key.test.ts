import { expect, test } from 'vitest';
import { softAuthenticator } from '#tests/town/soft-authenticator.ts';
import { jwkOfCose } from './cose-key.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

test('a P-256 key reads as the JWK that it is', () => {
  const key = softAuthenticator('https://a.example');
  expect(jwkOfCose(new Uint8Array(key.coseKey))).toEqual(key.jwk);
});

test('an Ed25519 and an RSA key read too', () => {
  // {1: 1, 3: -8, -1: 6, -2: h'0102'}; {1: 3, 3: -257, -1: h'0102', -2: h'010001'}
  expect(jwkOfCose(hex('a4010103272006214201'.concat('02')))).toEqual({
    kty: 'OKP',
    crv: 'Ed25519',
    x: 'AQI',
  });
  expect(jwkOfCose(hex('a401030339010020420102214301'.concat('0001')))).toEqual({
    kty: 'RSA',
    n: 'AQI',
    e: 'AQAB',
  });
});

test.each([
  ['nothing', ''],
  ['a list', '8101'],
  ['a map that ends in the middle', 'a4010103'],
  ['a byte string longer than what is there', 'a1215820aa'],
  ['a label that is a byte string', 'a1410101'],
  ['a curve that we never ask for', 'a2010220'.concat('02')],
])('%s is no key', (_what, bytes) => {
  expect(jwkOfCose(hex(bytes))).toBeUndefined();
});
