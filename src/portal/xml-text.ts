import { escapeText } from '#formats/html/html.ts';

/** Text as XML content or attribute value; characters that XML 1.0 §2.2 cannot hold become U+FFFD. */
export function xmlText(text: string): string {
  return escapeText(text.toWellFormed().replace(NOT_XML, '\uFFFD'));
}

const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
