import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import { evidenceChallenge } from '#domain/agreement/signing/person-evidence.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import { nodeHash } from '#engines/world.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import type { EvidenceFile } from '#formats/evidence/evidence-file.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { parseDuration } from '#kernel/duration.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { softAuthenticator } from './soft-authenticator.ts';
import { GENEROUS } from './test-agreement.ts';

const AT = instantOf(Date.UTC(2027, 0, 4, 8));
export const SONG_HAN = 'did:web:song-han.example';
export const LU_JIANG = 'did:web:lu-jiang.example';

type TestKey = {
  readonly kid: string;
  readonly x: string;
  readonly thumbprint: string;
  readonly key: KeyObject;
};

/** A fresh signing key of a party. */
export function testKey(did: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const checked = checkPublicKey(x);
  if (!checked.ok) throw new Error(checked.error.code);
  return { kid: `${did}#sign-1`, x, thumbprint: thumbprintOf(checked.value), key: privateKey };
}

/** A text between the two agencies, under these keys, as JSON-LD. */
export function testDocument(keys: readonly [TestKey, TestKey]): JsonObject {
  const freshness = parseDuration('PT15M');
  if (!freshness) throw new Error('not a duration');
  const [songHan, luJiang] = keys;
  const drafted = draftFromTemplate(
    {
      template: 'news-exchange',
      parties: [
        {
          did: SONG_HAN,
          name: { vi: 'Hãng tin Sông Hàn', 'zh-Hans': '瀚江通讯社', en: 'Song Han News' },
          keyThumbprint: songHan.thumbprint,
        },
        {
          did: LU_JIANG,
          name: { vi: 'Thông tấn xã Lộ Giang', 'zh-Hans': '鹭江通讯社', en: 'Lujiang News' },
          keyThumbprint: luJiang.thumbprint,
        },
      ],
      title: {
        vi: 'Thỏa thuận trao đổi tin Sông Hàn – Lộ Giang',
        'zh-Hans': '瀚江—鹭江新闻交换协议',
        en: 'News exchange Song Han – Lujiang',
      },
      governingLanguage: 'en',
      effectiveFrom: AT,
      effectiveUntil: instantOf(Date.UTC(2028, 0, 4, 8)),
      freshness,
      give: { ...GENEROUS, territories: ['CN'], translateInto: ['zh-Hans'], quota: 200 },
      receive: GENEROUS,
    },
    'urn:uuid:01931c2e-0000-7000-8000-0000000000aa',
  );
  if (!drafted.ok) throw new Error(drafted.error.field);
  return printAgreement(drafted.value);
}

/** The JWS of a document, signed by these keys. */
export function signDocument(text: string, keys: readonly TestKey[]): EvidenceFile['agreement'] {
  const bytes = new TextEncoder().encode(text);
  return {
    payload: toBase64url(bytes),
    signatures: keys.map(({ kid, key }) =>
      signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, (message) => sign(null, message, key)),
    ),
  };
}

/** Whole evidence: both have signed; a person of each, one with a passkey. `change` alters the signed document first. */
export function signedEvidence(change: (document: JsonObject) => Json = (document) => document) {
  const keys = [testKey(SONG_HAN), testKey(LU_JIANG)] as const;
  const text = canonicalJson(change(testDocument(keys)));
  const digest = nodeHash.sha256(new TextEncoder().encode(text));
  const subject = { side: SONG_HAN, digest, role: 'signatory', name: 'Nguyễn Thị Ấm' } as const;
  const authenticator = softAuthenticator('https://song-han.example');
  const challenge = Buffer.from(evidenceChallenge(subject)).toString('base64url');
  const {
    clientDataJSON = '',
    authenticatorData = '',
    signature = '',
  } = authenticator.signIn(challenge).response;
  const proof: PasskeyAssertion = {
    method: 'passkey',
    publicKey: authenticator.jwk,
    clientDataJSON,
    authenticatorData,
    signature,
  };
  const persons: readonly PersonEvidence[] = [
    { ...subject, at: AT, proof },
    {
      side: LU_JIANG,
      digest,
      role: 'approver',
      name: '陈静',
      at: AT,
      proof: { method: 'password-and-code' },
    },
    { side: LU_JIANG, digest, role: 'signatory', name: '欧阳龘', at: AT, proof: { method: 'signing-link' } },
  ];
  const file: EvidenceFile = {
    agreement: signDocument(text, keys),
    keys: keys.map(({ kid, x }) => ({ kid, x })),
    persons,
    trail: [
      { at: AT, what: 'agreement-drafted', by: SONG_HAN },
      { at: AT, what: 'agreement-signed', by: SONG_HAN },
      { at: AT, what: 'agreement-accepted', by: SONG_HAN },
    ],
    issuedBy: SONG_HAN,
    issuedAt: AT,
  };
  return { file, keys, text, digest };
}
