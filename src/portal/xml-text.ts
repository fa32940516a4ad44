import { escapeText } from '#formats/html/html.ts';

/** Text as XML content or attribute value; characters that XML 1.0 §2.2 cannot hold become U+FFFD. */
export function xmlText(text: string): string {
  return escapeText(text.toWellFormed().replace(NOT_XML, '\uFFFD'));
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
