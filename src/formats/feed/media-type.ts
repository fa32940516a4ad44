import type { NewsType } from '#domain/item/item.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['mp4', 'video/mp4'],
  ['m4v', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['webm', 'video/webm'],
  ['m3u8', 'application/vnd.apple.mpegurl'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['ogg', 'audio/ogg'],
  ['wav', 'audio/wav'],
  ['pdf', 'application/pdf'],
]);

/**
 * The media type of a file: the one that is said if it is one, else the one its name ends with, else what its `medium` (Media RSS)
 * most often is. Empty where nothing tells.
 */
export function mediaTypeOf(said: string | undefined, address: string, medium: string | undefined): string {
  const type = tidyType(said);
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type) && type !== 'application/octet-stream') return type;
  const extension = /\.([A-Za-z0-9]{3,4})(?:[?#].*)?$/.exec(address.slice(-300).trim())?.[1]?.toLowerCase();
  const usual = USUAL.get((medium ?? type).toLowerCase());
  return TYPES.get(extension ?? '') ?? usual ?? type;
}

function tidyType(said = ''): string {
  const written = /^[^;]*/.exec(said)?.[0].trim().toLowerCase() ?? '';
  return MISTAKEN.get(written) ?? written;
}

/** Names that no register knows. */
const MISTAKEN: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-m4a', 'audio/mp4'],
]);

const USUAL: ReadonlyMap<string, string> = new Map([
  ['image', 'image/jpeg'],
  ['photo', 'image/jpeg'],
  ['video', 'video/mp4'],
  ['audio', 'audio/mpeg'],
]);

/** Picture, film or sound; undefined for every other type. */
export function newsTypeOf(mediaType: string): NewsType | undefined {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('video/') || mediaType === 'application/vnd.apple.mpegurl') return 'video';
  return mediaType.startsWith('audio/') ? 'audio' : undefined;
}
