import { sign, type KeyObject } from 'node:crypto';

/** Signature algorithms of C2PA 2.4 §13.2 that this node signs with. */
export type CoseAlgorithm = 'es256' | 'es384' | 'es512' | 'ps256' | 'ed25519';

const COSE_NUMBER: Readonly<Record<CoseAlgorithm, number>> = {
  es256: -7,
  es384: -35,
  es512: -36,
  ps256: -37,
  ed25519: -8,
};

/** The algorithm that a key signs with; undefined for keys that C2PA does not admit. */
export function algorithmOf(key: KeyObject): CoseAlgorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss') return 'ps256';
  const curves: ReadonlyMap<string | undefined, CoseAlgorithm> = new Map([
    ['prime256v1', 'es256'],
    ['secp384r1', 'es384'],
    ['secp521r1', 'es512'],
  ]);
  return key.asymmetricKeyType === 'ec' ? curves.get(key.asymmetricKeyDetails?.namedCurve) : undefined;
}

/**
 * A COSE_Sign1 over a claim (RFC 9052 §4.2, C2PA 2.4 §13.2): detached payload, certificates from the signer's upwards in the protected
 * header (RFC 9360), and a header `pad` that fills it to exactly `size` bytes, because its place was measured before.
 */
export function coseSign1(
  claim: Uint8Array,
  signer: {
    readonly key: KeyObject;
    readonly algorithm: CoseAlgorithm;
    readonly chain: readonly Uint8Array[];
  },
  size: number,
): Uint8Array<ArrayBuffer> {
  const [first = new Uint8Array()] = signer.chain;
  const chain = signer.chain.length === 1 ? byteString(first) : array(signer.chain.map(byteString));
  const header = Buffer.concat([
    MAP_OF_2,
    integer(1),
    integer(COSE_NUMBER[signer.algorithm]),
    integer(33),
    chain,
  ]);
  const signed = array([
    text('Signature1'),
    byteString(header),
    byteString(new Uint8Array()),
    byteString(claim),
  ]);
  const signature = signatureOf(signed, signer.key, signer.algorithm);
  const withPadding = (bytes: number) =>
    Buffer.concat([
      TAG_SIGN1,
      array([byteString(header)], 4),
      MAP_OF_1,
      text('pad'),
      byteString(new Uint8Array(bytes)),
      NULL,
      byteString(signature),
    ]);
  // The length of the padding's own head depends on the padding: from 256 to 65,535 bytes it is three.
  const padding = size - withPadding(256).length + 256;
  return new Uint8Array(withPadding(Math.max(padding, 0)));
}

function signatureOf(signed: Uint8Array, key: KeyObject, algorithm: CoseAlgorithm): Uint8Array {
  switch (algorithm) {
    case 'ed25519':
      return sign(null, signed, key);
    case 'ps256':
      return sign('sha256', signed, { key, padding: RSA_PSS_PADDING, saltLength: 32 });
    case 'es256':
      return sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
    case 'es384':
      return sign('sha384', signed, { key, dsaEncoding: 'ieee-p1363' });
    case 'es512':
      return sign('sha512', signed, { key, dsaEncoding: 'ieee-p1363' });
  }
}

const RSA_PSS_PADDING = 6;
const TAG_SIGN1 = Uint8Array.of(0xd2);
const MAP_OF_1 = Uint8Array.of(0xa1);
const MAP_OF_2 = Uint8Array.of(0xa2);
const NULL = Uint8Array.of(0xf6);

/** Head of a CBOR item (RFC 8949 §3). */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 0x100) return Buffer.from([(major << 5) | 24, value]);
  const wide = Buffer.alloc(value < 0x10000 ? 3 : 5);
  wide[0] = (major << 5) | (value < 0x10000 ? 25 : 26);
  wide.writeUIntBE(value, 1, wide.length - 1);
  return wide;
}

function integer(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function byteString(bytes: Uint8Array): Buffer {
  return Buffer.concat([head(2, bytes.length), bytes]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([head(3, bytes.length), bytes]);
}

function array(items: readonly Uint8Array[], count = items.length): Buffer {
  return Buffer.concat([head(4, count), ...items]);
}
