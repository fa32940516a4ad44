import { describe, expect, test } from 'vitest';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash } from '#engines/world.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { parseEvidence, printEvidence, type EvidenceFile } from '#formats/evidence/evidence-file.ts';
import { parseDigest } from '#kernel/digest.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { LU_JIANG, signDocument, signedEvidence, SONG_HAN, testKey } from '#tests/town/signed-evidence.ts';
import { verifyEvidence } from './verify-evidence.ts';

const tools = {
  hash: nodeHash,
  verify: pinnedKeyVerifier(ed25519Verifier()),
  verifyPasskey,
  checkPublicKey,
  thumbprintOf,
};
const verify = (file: EvidenceFile) => verifyEvidence(printEvidence(file), [], tools);

test('whole evidence is genuine on any computer: both signatures, each by itself, and every person', () => {
  const { file, digest } = signedEvidence();
  expect(verify(file)).toMatchObject({
    ok: true,
    value: {
      digest,
      signatures: [
        { by: SONG_HAN, verdict: 'holds', isKeyNamed: true, isKnown: false },
        { by: LU_JIANG, verdict: 'holds', isKeyNamed: true, isKnown: false },
      ],
      persons: [
        { name: 'Nguyễn Thị Ấm', verdict: 'holds' },
        { name: '陈静', verdict: 'on-its-word' },
        { name: '欧阳龘', verdict: 'on-its-word' },
      ],
    },
  });
});

const THIRD = 'did:web:third.example';

/** The same evidence of three parties, the third under a key of its own. */
function signedByThree() {
  const third = testKey(THIRD);
  const { file, keys, text, digest } = signedEvidence((document) => ({
    ...document,
    party: [
      ...(Array.isArray(document['party']) ? document['party'] : []),
      { '@type': 'Party', uid: THIRD, name: { en: 'Third News' }, keyThumbprint: third.thumbprint },
    ],
  }));
  const all = [...keys, third];
  const whole = {
    ...file,
    agreement: signDocument(text, all),
    keys: all.map(({ kid, x }) => ({ kid, x })),
  };
  return { file: whole, keys, third, text, digest };
}

test('evidence of three parties is genuine with three signatures, each by itself', () => {
  const { file, digest } = signedByThree();
  expect(verify(file)).toMatchObject({
    ok: true,
    value: { digest, signatures: [SONG_HAN, LU_JIANG, THIRD].map((by) => ({ by, verdict: 'holds' })) },
  });
});

test('of three signatures each counts: a missing one, one of another key and one of another’s name is refused', () => {
  const { file, keys, third, text } = signedByThree();
  const [songHan, luJiang] = keys;
  const codeOf = (agreement: EvidenceFile['agreement'], signers = [songHan, luJiang, third]) => {
    const judged = verify({ ...file, agreement, keys: signers.map(({ kid, x }) => ({ kid, x })) });
    return judged.ok ? 'genuine' : judged.error.code;
  };
  for (const missing of [songHan, luJiang, third])
    expect(
      codeOf(
        signDocument(
          text,
          [songHan, luJiang, third].filter((one) => one !== missing),
        ),
      ),
    ).toBe('evidence-one-side-only');
  const stranger = testKey(THIRD);
  expect(codeOf(signDocument(text, [songHan, luJiang, stranger]), [songHan, luJiang, stranger])).toBe(
    'evidence-key-foreign',
  );
  const forged = signDocument(text, [songHan, luJiang, { ...stranger, kid: third.kid }]);
  expect(codeOf(forged)).toBe('evidence-altered');
});

test('a key that the asker trusts is known, one that only the file names is not', () => {
  const { file, keys } = signedEvidence();
  const [ours] = keys;
  const trusted = [
    { kid: ours.kid, role: 'sign', jwk: publicJwk(ours.x), thumbprint: ours.thumbprint },
  ] as const;
  expect(verifyEvidence(printEvidence(file), trusted, tools)).toMatchObject({
    value: { signatures: [{ isKnown: true }, { isKnown: false }] },
  });
});

test('a file reads back as it was printed, and has one spelling', () => {
  const { file } = signedEvidence();
  const text = printEvidence(file);
  const read = parseEvidence(text);
  expect(read).toEqual({ ok: true, value: { file } });
});

test('a signed agreement alone is judged by the keys that one has, and by none it is not opened', () => {
  const { file, keys } = signedEvidence();
  const trusted = keys.map(
    ({ kid, x, thumbprint }) => ({ kid, role: 'sign', jwk: publicJwk(x), thumbprint }) as const,
  );
  expect(verifyEvidence(JSON.stringify(file.agreement), trusted, tools)).toMatchObject({
    value: { signatures: [{ isKnown: true }, { isKnown: true }] },
  });
  expect(verifyEvidence(JSON.stringify(file.agreement), [], tools)).toEqual({
    ok: false,
    error: { code: 'evidence-keys-unknown' },
  });
});

/** The point of order one: whoever holds it as a key, every message is signed (reliability.md, finding 4). */
const SMALL_ORDER = `AQ${'A'.repeat(41)}`;
const OTHER_DIGEST = parseDigest(`sha-256:${'B'.repeat(43)}`)!;

describe('a file that is not genuine is refused with its own code:', () => {
  const good = signedEvidence();
  const { file, keys, text } = good;
  const [songHan, luJiang] = keys;
  const [first, second] = file.agreement.signatures;
  const [person, ...others] = file.persons;
  const withAgreement = (agreement: EvidenceFile['agreement']): EvidenceFile => ({ ...file, agreement });
  const stranger = testKey(LU_JIANG);

  test.each<[string, string, EvidenceFile]>([
    ['evidence-one-side-only', 'one side only', withAgreement(signDocument(text, [songHan]))],
    [
      'evidence-altered',
      'altered after signing',
      withAgreement({
        ...file.agreement,
        payload: Buffer.from(text.replace('"P30D"', '"P31D"').replace('4:00', '5:00')).toString('base64url'),
      }),
    ],
    [
      'evidence-altered',
      'one signature in the other’s place',
      withAgreement({ ...file.agreement, signatures: [first!, { ...second!, signature: first!.signature }] }),
    ],
    [
      'evidence-key-foreign',
      'signed with another key than the text names',
      {
        ...withAgreement(signDocument(text, [songHan, stranger])),
        keys: [songHan, stranger].map(({ kid, x }) => ({ kid, x })),
      },
    ],
    [
      'evidence-key-refused',
      'a key of small order',
      { ...file, keys: [file.keys[0]!, { kid: luJiang.kid, x: SMALL_ORDER }] },
    ],
    ['evidence-keys-unknown', 'without the key of one side', { ...file, keys: [file.keys[0]!] }],
    [
      'evidence-digest-differs',
      'a person who acted under another text',
      { ...file, persons: [{ ...person!, digest: OTHER_DIGEST }, ...others] },
    ],
    [
      'evidence-person-invalid',
      'a person under another name than the passkey signed',
      { ...file, persons: [{ ...person!, name: 'Nguyễn Thị Âm' }, ...others] },
    ],
    [
      'evidence-person-invalid',
      'a person of neither side',
      { ...file, persons: [...others, { ...others[0]!, side: 'did:web:c.example' }] },
    ],
  ])('%s, %s', (code, _what, spoilt) => {
    const judged = verify(spoilt);
    expect(judged.ok ? 'genuine' : judged.error.code).toBe(code);
  });

  test.each([
    ['evidence-duplicate-key', `{"format":"pactwire-evidence-1","format":"x"}`],
    ['evidence-not-read', 'no JSON'],
    ['evidence-not-read', '[]'],
    ['evidence-not-read', '{"format":"pactwire-evidence-2"}'],
    ['evidence-not-read', JSON.stringify({ ...JSON.parse(printEvidence(file)), more: 1 })],
  ])('%s: %s', (code, spoilt) => {
    expect(verifyEvidence(spoilt, [], tools)).toMatchObject({ ok: false, error: { code } });
  });

  test('evidence-terms-unknown, though both have truly signed it', () => {
    const unknown = signedEvidence((document) => ({ ...document, secretTerm: 1 }));
    expect(verify(unknown.file)).toMatchObject({
      error: { code: 'evidence-terms-unknown', because: 'agreement-invalid', at: '/secretTerm' },
    });
  });

  test('evidence-duplicate-key inside the signed text, though both have truly signed it', () => {
    const doubled = `{"uid":"x",${text.slice(1)}`;
    expect(verify(withAgreement(signDocument(doubled, keys)))).toMatchObject({
      error: { code: 'evidence-duplicate-key' },
    });
  });
});
