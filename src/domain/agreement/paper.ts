import type { Digest } from '#kernel/digest.ts';

/** The text on paper that goes with an agreement: a file known by its digest, which the document names. */
export type Paper = {
  readonly digest: Digest;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
};

/** Forty scanned pages; a text that was typed takes a hundredth of it. */
export const LARGEST_PAPER_BYTES = 5 * 1024 * 1024;

const LONGEST_NAME = 120;

/** A file's name as it is kept and shown: its last part alone, composed (NFC), without what no name should hold. */
export function paperName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return [...plain].slice(-LONGEST_NAME).join('');
}
