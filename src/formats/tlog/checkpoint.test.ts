import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { parseAddCheckpoint, printAddCheckpoint } from './add-checkpoint.ts';
import { openCheckpoint, parseCheckpoint, printCheckpoint } from './checkpoint.ts';
import { cosign, cosignedAt } from './cosignature.ts';
import { parseEntryBundle, printEntryBundle } from './entry-bundle.ts';
import { growTree, rootOfEdge } from './grow-tree.ts';
import { parseLogProof, printLogProof } from './log-proof.ts';
import { leafHash } from './merkle.ts';
import { noteKey, parseSignedNote, parseVkey, printSignedNote, printVkey } from './signed-note.ts';
import { parseTileIndex, printTileIndex } from './tile.ts';
import { holdsInclusion } from './verify-proof.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const verifies = (x: string, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(
    null,
    message,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    signature,
  );

const EXAMPLE_VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

function keyPair(name: string, use: 'ed25519' | 'cosignature') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const key = noteKey(sha256, name, use, Buffer.from(x, 'base64url'));
  return { key, sign: (message: Uint8Array): Uint8Array => sign(null, message, privateKey) };
}

describe('a signed note', () => {
  test('of the specification is checked by its own key', () => {
    const key = parseVkey(sha256, EXAMPLE_VKEY);
    const note = parseSignedNote(EXAMPLE_NOTE);
    const [line] = note?.signatures ?? [];
    if (!key || !note || !line) throw new Error('the example was not read');
    expect(line).toMatchObject({ name: key.name, keyId: key.keyId });
    expect(verifies(key.x, Buffer.from(note.text), line.signature)).toBe(true);
    expect(printSignedNote(note)).toBe(EXAMPLE_NOTE);
    expect(printVkey(key)).toBe(EXAMPLE_VKEY);
  });

  test.each([
    ['no blank line', 'text\n— a.example AAAAAAAA\n'],
    ['no signature', 'text\n\n'],
    ['no last newline', EXAMPLE_NOTE.slice(0, -1)],
    ['a control character', EXAMPLE_NOTE.replace('example message', 'example\tmessage')],
    ['another dash', EXAMPLE_NOTE.replace('—', '-')],
    ['a key id alone', 'text\n\n— a.example AAAAAA==\n'],
    ['33 signatures', `text\n\n${'— a.example AAAAAAAA\n'.repeat(33)}`],
  ])('is refused with %s', (_, note) => expect(parseSignedNote(note)).toBeUndefined());

  test('takes no key whose id is not of that key', () => {
    expect(parseVkey(sha256, EXAMPLE_VKEY.replace('530d903a', '530d903b'))).toBeUndefined();
    expect(parseVkey(sha256, EXAMPLE_VKEY.replace('+Ae', '+Be'))).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  const { key, sign: signs } = keyPair('a.example/transparency', 'ed25519');
  const text = printCheckpoint({ origin: key.name, size: 3, root: sha256(Buffer.from('root')) });
  const line = { ...key, signature: signs(Buffer.from(text)) };
  const note = printSignedNote({ text, signatures: [line] });

  test('opens for the key of its log', () => {
    const opened = openCheckpoint(note, key, verifies);
    expect(opened).toMatchObject({ ok: true, value: { origin: 'a.example/transparency', size: 3 } });
  });

  test('of another log, or with a wrong signature, does not', () => {
    const other = keyPair('b.example/transparency', 'ed25519').key;
    expect(openCheckpoint(note, other, verifies)).toMatchObject({ error: { code: 'checkpoint-origin' } });
    const impostor = keyPair('a.example/transparency', 'ed25519').key;
    expect(openCheckpoint(note, impostor, verifies)).toMatchObject({
      error: { code: 'checkpoint-signature' },
    });
    const grown = note.replace('\n3\n', '\n4\n');
    expect(openCheckpoint(grown, key, verifies)).toMatchObject({ error: { code: 'checkpoint-signature' } });
  });

  test('with one good and one bad signature of the same key does not', () => {
    const bad = { ...line, signature: signs(Buffer.from('another text')) };
    const both = printSignedNote({ text, signatures: [line, bad] });
    expect(openCheckpoint(both, key, verifies)).toMatchObject({ error: { code: 'checkpoint-signature' } });
  });

  test.each(['03', '-1', '1e3', '', '9007199254740993'])('of size “%s” is none', (size) => {
    expect(parseCheckpoint(text.replace('\n3\n', `\n${size}\n`))).toBeUndefined();
  });

  test('is cosigned at a moment, under the witness’s own key only', () => {
    const witness = keyPair('b.example/transparency', 'cosignature');
    const seconds = 1_796_000_000;
    const cosigned = { text, signatures: [line, cosign(text, seconds, witness.key, witness.sign)] };
    const read = parseSignedNote(printSignedNote(cosigned));
    expect(read && cosignedAt(read, witness.key, verifies)).toBe(seconds);
    const other = keyPair('b.example/transparency', 'cosignature');
    expect(read && cosignedAt(read, other.key, verifies)).toBeUndefined();
    const moved = read && { ...read, text: text.replace('\n3\n', '\n2\n') };
    expect(moved && cosignedAt(moved, witness.key, verifies)).toBeUndefined();
  });

  test('cosigned as tlog-cosignature shows signs exactly these lines', () => {
    const shown = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    let signed = '';
    cosign(shown, 1_679_315_147, key, (message) => {
      signed = Buffer.from(message).toString();
      return new Uint8Array(64);
    });
    expect(signed).toBe(`cosignature/v1\ntime 1679315147\n${shown}`);
  });
});

describe('what is sent about a log', () => {
  test('comes back the same: base64, bundles, tile names, calls to witnesses, proofs', () => {
    const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 });
    const size = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), hashes, size, (entries, proof, number) => {
        for (const entry of entries) expect(fromBase64(toBase64(entry))).toEqual(entry);
        expect(parseEntryBundle(printEntryBundle(entries))).toEqual(entries);
        const call = { oldSize: number, hashes: proof, checkpoint: EXAMPLE_NOTE };
        expect(parseAddCheckpoint(printAddCheckpoint(call))).toEqual(call);
        const shown = { index: number, hashes: proof, checkpoint: EXAMPLE_NOTE };
        expect(parseLogProof(printLogProof(shown))).toEqual(shown);
        const tile = { index: Math.floor(number / 256), width: 1 + (number % 256) };
        if (tile.index < 1e15) expect(parseTileIndex(printTileIndex(tile))).toEqual(tile);
      }),
    );
  });

  test.each(['67', '0067', 'x001/67', '067.p/256', '067.p/0', '067.p/007', 'x000/067', '../067', '067/'])(
    'a tile is not called “%s”',
    (path) => expect(parseTileIndex(path)).toBeUndefined(),
  );

  test('tile names are those of tlog-tiles', () => {
    expect(printTileIndex({ index: 1_234_067, width: 256 })).toBe('x001/x234/067');
    expect(printTileIndex({ index: 273, width: 112 })).toBe('273.p/112');
  });

  test('a bundle that ends within an entry is none', () => {
    const bytes = printEntryBundle([Buffer.from('one'), Buffer.from('two')]);
    for (const short of [1, 4, 6, 9]) expect(parseEntryBundle(bytes.subarray(0, short))).toBeUndefined();
  });
});

describe.runIf(hasSharedData)(`the log of the protocol's vectors${needsSharedData}`, () => {
  const vectors: unknown = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : undefined;
  const log = object(isJsonObject(vectors) ? vectors['tlog'] : undefined);

  test('has its leaf hashes, root, key, checkpoint, tiles and proof', () => {
    const entries = texts(log['entries']).map((entry) => Buffer.from(entry));
    const leaves = entries.map((entry) => leafHash(sha256, entry));
    expect(leaves.map(toBase64)).toEqual(log['leafHashes']);
    const { edge, added } = growTree(sha256, { edge: [], size: 0 }, leaves);
    const root = rootOfEdge(sha256, edge);
    expect(toBase64(root)).toBe(log['root']);
    const key = parseVkey(sha256, text(log['vkey']));
    const opened = key && openCheckpoint(text(log['checkpoint']), key, verifies);
    expect(opened).toMatchObject({ ok: true, value: { size: 5, root: new Uint8Array(root) } });
    expect(Buffer.concat(added.map(({ hash }) => hash)).toString('hex')).toBe(log['tileHex']);
    expect(Buffer.from(printEntryBundle(entries)).toString('hex')).toBe(log['entriesTileHex']);
    expect(`tile/0/${printTileIndex({ index: 0, width: 5 })}`).toBe(log['tilePath']);
    const { index, proof } = object(log['inclusionProof']);
    const claim = { start: 0, end: 5, index: Number(index), root, leaf: leaves[Number(index)] ?? root };
    const hashes = texts(proof).map((hash) => Buffer.from(hash, 'base64'));
    expect(holdsInclusion(sha256, claim, hashes)).toBe(true);
  });

  test('its log key signs what we would sign', () => {
    const { jwk } = object(object(isJsonObject(vectors) ? vectors['keys'] : undefined)['LOG']);
    const secret = createPrivateKey({ key: object(jwk), format: 'jwk' });
    const [line] = parseSignedNote(text(log['checkpoint']))?.signatures ?? [];
    const root = Buffer.from(text(log['root']), 'base64');
    const body = printCheckpoint({ origin: 'log.a.example/transparency', size: 5, root });
    expect(Buffer.from(line?.signature ?? [])).toEqual(sign(null, Buffer.from(body), secret));
  });
});

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}
