import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { findC2pa } from '#formats/picture/find-c2pa.ts';
import { readWire } from '#formats/wire/read-wire.ts';
import { sayProvenance } from '#domain/item/provenance.ts';
import { makeProvenanceTools } from './provenance-tools.ts';

/** Made with openssl for this test: a root that nobody trusts, and the certificate of an invented photo desk under it. */
const folder = fileURLToPath(new URL('../../../conformance/wires/picture/c2pa/', import.meta.url));
const certificates = readFileSync(`${folder}photo-desk.pem`, 'utf8');
const key = readFileSync(`${folder}photo-desk.key.pem`, 'utf8');
const root = readFileSync(`${folder}root.pem`, 'utf8');
/** A camera's picture whose manifest has a position and a thumbnail, both marked. */
const camera = readFileSync(`${folder}camera.jpg`);

const desk = makeProvenanceTools({ certificates, key });
const smaller = await sharp(camera).resize(50).webp().toBuffer();
let successor: Buffer;

beforeAll(async () => {
  const order = { picture: smaller, original: camera, title: 'Chợ nổi', actions: ['c2pa.resized'] } as const;
  const made = await desk.signSuccessor(order);
  if (!made.ok) throw new Error(made.error.detail);
  successor = Buffer.from(made.value);
});

async function provenanceOf(picture: Uint8Array, tools = desk) {
  const read = await tools.readProvenance(picture);
  if (!read.ok) throw new Error(`${read.error.code}: ${read.error.detail}`);
  if (read.value?.state === 'elsewhere') throw new Error('the credentials are not in the picture');
  return read.value;
}

describe('Content Credentials of a picture', () => {
  test('say who claims them, and that nobody vouches for the certificate', async () => {
    const provenance = await provenanceOf(camera);
    expect(provenance).toMatchObject({
      state: 'not-on-trust-list',
      claimGenerator: 'Kestrel K-2',
      signedBy: { name: 'Bao Song Hau Photo Desk', organisation: 'Bao Song Hau' },
      actions: [{ action: 'c2pa.created' }],
      failures: ['signingCredential.untrusted'],
    });
    expect(sayProvenance(provenance).en).toBe(
      'Claimed by Bao Song Hau Photo Desk, Bao Song Hau; the signature is valid and nothing was changed since, but the certificate is not on a trust list.',
    );
  });

  test('are trusted where the trust list has who issued the certificate', async () => {
    expect(await provenanceOf(camera, makeProvenanceTools({ trust: root }))).toMatchObject({
      state: 'trusted',
      failures: [],
    });
  });

  test.each(['https://cr.example/manifests/7.c2pa', 'cho-noi.c2pa'])(
    'that lie at %s are told of, and that nobody verified them',
    async (address) => {
      const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="${address}"/></rdf:RDF></x:xmpmeta>`;
      const picture = await sharp(smaller).jpeg().withXmp(xmp).toBuffer();
      const read = await desk.readProvenance(picture);
      const provenance = read.ok ? read.value : undefined;
      expect(provenance).toEqual({ state: 'elsewhere', address });
      expect(sayProvenance(provenance).en).toContain('not verified');
      const wire = readWire(picture, {});
      const [item] = wire.ok ? wire.value.items : [];
      expect(item).toMatchObject({
        links: [{ rel: 'provenance', href: address }],
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'credentials-elsewhere' })]),
      });
    },
  );

  test('show that the picture was changed since it was signed', async () => {
    const changed = Buffer.from(camera);
    const at = changed.length - 10;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const provenance = await provenanceOf(changed);
    expect(provenance?.state).toBe('changed');
    expect(provenance?.failures).toContain('assertion.dataHash.mismatch');
    expect(sayProvenance(provenance).vi).toContain('đã bị đổi từ khi ký');
  });

  test('that are none are no refusal, and broken ones are one', async () => {
    expect(await provenanceOf(smaller)).toBeUndefined();
    const broken = Buffer.from(camera);
    broken.fill(0xff, camera.indexOf('c2pa.assertions') + 20, camera.indexOf('c2pa.assertions') + 400);
    expect(await desk.readProvenance(broken)).toMatchObject({ error: { code: 'provenance-unreadable' } });
  });
});

describe('a picture made smaller', () => {
  test('is signed with its original as ingredient, and says that it was opened and resized', async () => {
    const provenance = await provenanceOf(successor);
    expect(provenance).toMatchObject({
      state: 'not-on-trust-list',
      title: 'Chợ nổi',
      ingredients: [{ relationship: 'parentOf', hasCredentials: true }],
    });
    expect(provenance?.actions.map(({ action }) => action).slice(0, 2)).toEqual([
      'c2pa.opened',
      'c2pa.resized',
    ]);
    const pixels = await Promise.all([smaller, successor].map((one) => sharp(one).raw().toBuffer()));
    expect(pixels[0]).toEqual(pixels[1]);
  });

  test('does not carry the position and the uncropped thumbnail of the manifest before it (I26)', () => {
    const thumbnail = camera.subarray(camera.indexOf('c2pa.thumbnail.claim'));
    expect(camera.includes('KHONG-DUOC-RA')).toBe(true);
    expect(successor.includes('KHONG-DUOC-RA')).toBe(false);
    const start = thumbnail.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
    expect(successor.includes(thumbnail.subarray(start, start + 60))).toBe(false);
  });

  test('of an original without credentials names it all the same', async () => {
    const plain = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const made = await desk.signSuccessor({ picture: plain, original: plain, title: 'x', actions: [] });
    expect(made.ok && (await provenanceOf(made.value))?.ingredients).toEqual([
      { title: 'x', relationship: 'parentOf', hasCredentials: false },
    ]);
  });

  test('is not signed where this node has no certificate, or a key that is none', async () => {
    const order = { picture: smaller, original: camera, title: 'x', actions: [] };
    expect(await makeProvenanceTools({}).signSuccessor(order)).toMatchObject({
      error: { code: 'provenance-unsigned' },
    });
    const wrong = makeProvenanceTools({ certificates, key: 'no key' });
    expect(await wrong.signSuccessor(order)).toMatchObject({ error: { code: 'provenance-failed' } });
  });
});

test('the manifest store is found without verifying anything, in every kind of picture', async () => {
  for (const kind of ['jpeg', 'png', 'webp'] as const) {
    const picture = await sharp(camera).resize(40)[kind]().toBuffer();
    const made = await desk.signSuccessor({ picture, original: camera, title: kind, actions: [] });
    const found = made.ok ? findC2pa(made.value) : undefined;
    expect(found?.at, kind).toMatch(/^byte \d+$/);
    expect(findC2pa(found?.store ?? new Uint8Array())?.at, 'as a sidecar').toBe('byte 0');
    expect(findC2pa(picture), kind).toBeUndefined();
  }
});
