import type { Json } from '#kernel/json.ts';
import { SafeHtml } from '#formats/html/safe-html.ts';

/**
 * Linked data as an inert script element. Every character that could end the element or the string is escaped as JSON
 * allows, so that no headline can close the script (WHATWG HTML §13.2.5.4).
 */
export function jsonLd(data: Json): SafeHtml {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new SafeHtml(`<script type="application/ld+json">${text}</script>`);
}
