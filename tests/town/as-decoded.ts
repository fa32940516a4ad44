import { decodeText } from '#formats/text/decode-text.ts';

/** A text as it comes out of its own bytes: composed as readers compose it. */
export function asDecoded(text: string): string {
  const decoded = decodeText(Buffer.from(text), undefined, 'utf-8');
  return decoded.ok ? decoded.value.text : text;
}
