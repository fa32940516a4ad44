/**
 * A process of its own for one picture: decoders are the likeliest place for a hostile file to win, so they run where
 * nothing is to be had and where they can be killed (reliability.md, finding 6). Reads the picture from standard input,
 * writes one line of JSON and the derivative to standard output.
 */
import { buffer } from 'node:stream/consumers';
import { argv, stdin, stdout } from 'node:process';
import sharp from 'sharp';
import { MOST_PIXELS, readJob, type PictureAnswer, type PictureJob } from './picture-job.ts';

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const [answer, bytes] = await decode(await buffer(stdin), readJob(argv[2] ?? ''));
stdout.write(`${JSON.stringify(answer)}\n`);
if (bytes) stdout.write(bytes);

async function decode(
  original: Buffer,
  { maxWidth, as }: PictureJob,
): Promise<readonly [PictureAnswer] | readonly [PictureAnswer, Buffer]> {
  try {
    const upright = sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'warning', pages: 1 })
      .autoOrient()
      .resize({ width: maxWidth, height: maxWidth * 2, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    // Encoding keeps no metadata unless it is told to (I26).
    const encoded =
      as === 'webp'
        ? upright.webp({ quality: 82, effort: 3 })
        : upright.flatten({ background: '#fff' }).jpeg({ quality: 84 });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return [{ ok: true, width: info.width, height: info.height }, data];
  } catch (fault) {
    const detail = fault instanceof Error ? fault.message.slice(0, 200) : 'unknown';
    const code = /pixel limit|too (?:large|many)|memory/i.test(detail)
      ? 'picture-too-large'
      : 'picture-broken';
    return [{ ok: false, code, detail }];
  }
}
