import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { isAnpa1312, parseAnpa1312 } from '../anpa1312/parse-anpa-1312.ts';
import { isIptc7901, parseIptc7901 } from '../iptc7901/parse-iptc-7901.ts';
import { isPlainText, parsePlain } from '../text/parse-plain.ts';
import type { WireNeeds, WireRead } from './wire-item.ts';

/** A reader of text that is neither XML nor JSON. */
export type FramedReader = {
  readonly format: 'iptc-7901' | 'anpa-1312' | 'plain-text';
  is(text: string): boolean;
  parse(text: string, needs: WireNeeds): Result<WireRead, FormatRefusal>;
};

/** In the order in which they are asked: whatever is text at all is plain text. */
export const FRAMED_READERS: readonly FramedReader[] = [
  { format: 'anpa-1312', is: isAnpa1312, parse: parseAnpa1312 },
  { format: 'iptc-7901', is: isIptc7901, parse: parseIptc7901 },
  { format: 'plain-text', is: isPlainText, parse: parsePlain },
];
