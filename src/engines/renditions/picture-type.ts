export type PictureType = 'jpeg' | 'png' | 'webp' | 'gif';

/** What a file is by its first bytes, among the kinds that we decode; SVG, TIFF, HEIF and everything else is none. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xFF\xD8\xFF')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp';
  return head.startsWith('GIF87a') || head.startsWith('GIF89a') ? 'gif' : undefined;
}

/**
 * Pixels that a GIF's logical screen claims; 0 for other kinds, whose size the decoder reads. Our decoder takes the
 * frames' word for it, others take the screen's: a screen nobody could paint is refused whatever the frames are.
 */
export function claimedPixels(bytes: Uint8Array): number {
  if (pictureType(bytes) !== 'gif' || bytes.byteLength < 10) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 10);
  return view.getUint16(6, true) * view.getUint16(8, true);
}
