import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { nodeHash } from '#engines/world.ts';
import { signRequest } from '#formats/envelope/request-signature.ts';
import { instantOf } from '#kernel/instant.ts';
import { TEST_LINK } from '#tests/town/test-link.ts';
import { partnerDoor } from './partner-door.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));
const { privateKey } = generateKeyPairSync('ed25519');
const { publicKey } = generateKeyPairSync('ed25519');

/** A request in the name of an agency, signed with whatever key its sender has. */
function asked(keyid: string) {
  const parts = { method: 'GET', targetUri: 'https://a.example/pxp/v1/channels/ch_one/head', headers: {} };
  const headers = signRequest(parts, {
    keyid,
    nonce: 'one',
    at: AT,
    sign: (message) => sign(null, message, privateKey),
    sha256: nodeHash.sha256,
  });
  return { ...parts, headers };
}

test('a stranger in the name of a partner and one in any other name hear the same (I12)', async () => {
  const kid = `${TEST_LINK.partner.did}#http-1`;
  const key = { kid, role: 'http', thumbprint: '', jwk: { kty: 'OKP', crv: 'Ed25519', x: '' } } as const;
  const admit = partnerDoor({
    findPinned: async (did) =>
      did === TEST_LINK.partner.did ? [{ ...TEST_LINK, partner: { ...TEST_LINK.partner, keys: [key] } }] : [],
    verify: (_key, message, signature) => verify(null, message, publicKey, signature),
    hash: nodeHash,
    nonces: { use: async () => true, remember: async () => undefined, raise: async () => undefined },
  });
  const ofPartner = await admit(asked(kid), AT);
  expect(ofPartner).toEqual({
    ok: false,
    error: { code: 'signature-refused', reason: 'signature-invalid' },
  });
  expect(await admit(asked(`${TEST_LINK.partner.did}#http-2`), AT)).toEqual(ofPartner);
  expect(await admit(asked('did:web:nobody.example#http-1'), AT)).toEqual(ofPartner);
});
