const LONGEST_LATIN = 80;
const LONGEST_HAN = 40;

/**
 * The readable part of an address, lower case: Vietnamese and other Latin letters without their marks, other scripts as
 * they are. Empty when the headline has no letter or digit. It is decoration: the number decides (`parseStoryPath`).
 */
export function storySlug(headline: string): string {
  const plain = headline
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter.charAt(0))
    .normalize('NFC')
    .toLowerCase()
    .replace(/đ/g, 'd');
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return cut(words.join('-'));
}

/** Not through the middle of a word where there are words. */
function cut(slug: string): string {
  const characters = Array.from(slug);
  const longest = /\p{Script=Han}/u.test(slug) ? LONGEST_HAN : LONGEST_LATIN;
  if (characters.length <= longest) return slug;
  const head = characters.slice(0, longest).join('');
  const lastHyphen = head.lastIndexOf('-');
  return lastHyphen > longest / 2 ? head.slice(0, lastHyphen) : head;
}
