import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { makeDerivativeMaker } from './make-derivative.ts';
import { pictureType } from './picture-type.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/data/security/uploads/img/', import.meta.url));
const make = makeDerivativeMaker();

async function photo(width: number, height: number): Promise<Sharp> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#246', noise } });
}

describe('a derivative', () => {
  test('is narrower, upright, and carries nothing of the camera (I26)', async () => {
    const original = await (
      await photo(900, 600)
    )
      .withExif({
        IFD0: { Artist: 'CANARY-ARTIST', Model: 'CANARY-CAMERA' },
        IFD3: { GPSLatitude: '16/1 3/1 0/1', GPSLatitudeRef: 'N' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><CANARY-XMP/></x:xmpmeta>')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(original.includes('CANARY')).toBe(true);
    const made = await make(original, { maxWidth: 300 });
    if (!made.ok) throw new Error(made.error.detail);
    const bytes = Buffer.from(made.value.bytes);
    const { exif, xmp, iptc, icc, format, width, height } = await sharp(bytes).metadata();
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.includes('CANARY')).toBe(false);
    expect(format).toBe('webp');
    expect([made.value.width, made.value.height]).toEqual([width, height]);
    expect(width).toBe(300);
    expect(height).toBeGreaterThan(300); // a landscape frame that was held upright
  });

  test('is never larger than the original, and JPEG where that is asked for', async () => {
    const original = await (await photo(40, 30)).png().toBuffer();
    const made = await make(original, { maxWidth: 1280, as: 'jpeg' });
    expect(made).toMatchObject({ ok: true, value: { width: 40, height: 30, mediaType: 'image/jpeg' } });
    expect(made.ok && pictureType(made.value.bytes)).toBe('jpeg');
  });

  test('drops what is hidden behind a picture', async () => {
    const original = Buffer.concat([
      await (await photo(8, 8)).png().toBuffer(),
      Buffer.from('<script>CANARY</script>'),
    ]);
    const made = await make(original, { maxWidth: 100 });
    expect(made.ok && Buffer.from(made.value.bytes).includes('CANARY')).toBe(false);
  });

  test('of a picture cut short is refused, not half shown', async () => {
    const original = await (await photo(400, 400)).jpeg().toBuffer();
    const made = await make(original.subarray(0, original.length / 2), { maxWidth: 100 });
    expect(made).toMatchObject({ error: { code: 'picture-broken' } });
  });

  test.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'II*\0', '', 'GIF8'])(
    'of %j is refused by its first bytes, without a process',
    async (text) => {
      expect(await make(Buffer.from(text), { maxWidth: 100 })).toMatchObject({
        error: { code: 'picture-type' },
      });
    },
  );
});

describe('limits', () => {
  test('a decoder that takes too long is killed', async () => {
    const hasty = makeDerivativeMaker({
      milliseconds: 1,
      residentBytes: 1e9,
      inputBytes: 1e9,
      outputBytes: 1e9,
      processes: 1,
    });
    const original = await (await photo(8, 8)).png().toBuffer();
    expect(await hasty(original, { maxWidth: 8 })).toMatchObject({ error: { code: 'picture-timeout' } });
  });

  test('a decoder that takes too much memory is killed', async () => {
    const poor = makeDerivativeMaker({
      milliseconds: 5000,
      residentBytes: 20e6,
      inputBytes: 1e9,
      outputBytes: 1e9,
      processes: 1,
    });
    const original = await (await photo(8, 8)).png().toBuffer();
    expect(await poor(original, { maxWidth: 8 })).toMatchObject({ error: { code: 'picture-too-large' } });
  });
});

const VERDICTS: Readonly<Record<string, 'ok' | 'picture-type' | 'picture-broken' | 'picture-too-large'>> = {
  'png-good-8x8.png': 'ok',
  'gif-20000-frames-1x1.gif': 'ok',
  'polyglot-png-html-text.png': 'ok',
  'png-bad-crc.png': 'picture-broken',
  'png-10000x10000-rgba8.png': 'picture-too-large',
  'gif-lying-65535x65535-200frames.gif': 'picture-too-large',
};

test.skipIf(!existsSync(CORPUS))(
  'every file of the upload corpus gets its verdict within the limits (T15; skipped where ../shared/data is absent)',
  async () => {
    for (const name of readdirSync(CORPUS)) {
      const made = await make(readFileSync(`${CORPUS}${name}`), { maxWidth: 1280 });
      const verdict = made.ok ? 'ok' : made.error.code;
      if (name.endsWith('.svg')) expect(verdict, name).toBe('picture-type');
      else if (VERDICTS[name]) expect(verdict, name).toBe(VERDICTS[name]);
      if (made.ok) expect(Buffer.from(made.value.bytes).includes('script'), name).toBe(false);
    }
  },
  60_000,
);
