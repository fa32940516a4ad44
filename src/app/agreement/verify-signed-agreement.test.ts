import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { nodeHash } from '#engines/world.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { printGeneral, signSeparately, type GeneralJws } from '#formats/envelope/general-jws.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { verifySignedAgreement } from './verify-signed-agreement.ts';

const verifies: Verify<PartnerKey> = ({ jwk }, message, signature) =>
  verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
const tools = { verify: verifies, hash: nodeHash };

describe.skipIf(!hasSharedData)(`the published signed agreement${needsSharedData}`, () => {
  const vectors = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : undefined;
  const signed: GeneralJws = hasSharedData
    ? JSON.parse(sharedText('agreement/agreement-example.signed.json'))
    : { payload: '', signatures: [] };
  const [first, second] = signed.signatures;
  const keyOf = (name: string, kid: string): PartnerKey => {
    const { jwk, thumbprint } = vectors.keys[name];
    return { kid, role: 'sign', jwk: publicJwk(jwk.x), thumbprint };
  };
  const keys = vectors
    ? [keyOf('A', 'did:web:a.example#sign-1'), keyOf('B', 'did:web:b.example#sign-1')]
    : [];
  const [keyA, keyB] = keys;

  test('holds twice and has the published digest', () => {
    expect(verifySignedAgreement(signed, keys, tools)).toMatchObject({
      ok: true,
      value: {
        digest: vectors.agreement.digest,
        isSignedByBoth: true,
        signatures: [
          { by: 'did:web:a.example', verdict: 'holds' },
          { by: 'did:web:b.example', verdict: 'holds' },
        ],
      },
    });
  });

  test('with one signature corrupted is not signed by both, whichever it is', () => {
    for (const signatures of [
      [first!, { ...second!, signature: first!.signature }],
      [{ ...first!, signature: second!.signature }, second!],
    ]) {
      const judged = verifySignedAgreement({ ...signed, signatures }, keys, tools);
      expect(judged).toMatchObject({ ok: true, value: { isSignedByBoth: false } });
      const verdicts = judged.ok ? judged.value.signatures.map(({ verdict }) => verdict) : [];
      expect(verdicts.toSorted()).toEqual(['holds', 'signature-wrong']);
    }
  });

  test('with one signature alone, or one key unknown, is not signed by both', () => {
    const alone = verifySignedAgreement({ ...signed, signatures: [first!] }, keys, tools);
    expect(alone).toMatchObject({ ok: true, value: { isSignedByBoth: false } });
    const half = verifySignedAgreement(signed, [keyA!], tools);
    expect(half).toMatchObject({
      value: { isSignedByBoth: false, signatures: [{}, { verdict: 'key-unknown' }] },
    });
  });

  test('says whether the document names the key that signed', () => {
    // The thumbprints in the published example are those of no published key.
    const named = (judged: ReturnType<typeof verifySignedAgreement>) =>
      judged.ok && judged.value.signatures.map(({ isKeyNamed }) => isKeyNamed);
    expect(named(verifySignedAgreement(signed, keys, tools))).toEqual([false, false]);
    const inDocument = JSON.parse(Buffer.from(signed.payload, 'base64url').toString());
    const fitting = [{ ...keyA!, thumbprint: inDocument.party[0].keyThumbprint }, keyB!];
    expect(named(verifySignedAgreement(signed, fitting, tools))).toEqual([true, false]);
  });

  test('is worth nothing to who knows neither key', () => {
    expect(verifySignedAgreement(signed, [], tools)).toEqual({
      ok: false,
      error: { code: 'agreement-document-invalid', because: 'key-unknown' },
    });
  });

  test('signed by a stranger beside the parties: the stranger counts for nothing', () => {
    const stranger = keyOf('A2', 'did:web:c.example#sign-1');
    const { jwk } = vectors.keys.A2;
    const bytes = Buffer.from(signed.payload, 'base64url');
    const third = signSeparately({ kid: stranger.kid, typ: 'pactwire-agreement+jws' }, bytes, (message) =>
      sign(null, message, createPrivateKey({ key: jwk, format: 'jwk' })),
    );
    expect(
      verifySignedAgreement(printGeneral(bytes, [first!, third]), [...keys, stranger], tools),
    ).toMatchObject({
      value: { isSignedByBoth: false, signatures: [{ verdict: 'holds' }, { verdict: 'not-a-party' }] },
    });
  });

  test.each([
    ['another spelling', (text: string) => JSON.stringify(JSON.parse(text), null, 1), 'not-canonical'],
    ['a duplicate key', (text: string) => `{"uid":"x",${text.slice(1)}`, 'json-duplicate-key'],
    [
      'a term nobody knows',
      (text: string) => canonicalJson({ ...JSON.parse(text), more: 1 }),
      'agreement-invalid',
    ],
    ['no document', () => '[]', 'json-no-object'],
  ])('%s, truly signed by a party, is no agreement', (_what, change, because) => {
    const { jwk } = vectors.keys.A;
    const bytes = Buffer.from(change(Buffer.from(signed.payload, 'base64url').toString()));
    const proof = signSeparately({ kid: keyA!.kid, typ: 'pactwire-agreement+jws' }, bytes, (message) =>
      sign(null, message, createPrivateKey({ key: jwk, format: 'jwk' })),
    );
    expect(verifySignedAgreement(printGeneral(bytes, [proof]), keys, tools)).toMatchObject({
      error: { code: 'agreement-document-invalid', because },
    });
  });
});
