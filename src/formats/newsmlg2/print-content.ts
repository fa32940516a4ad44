import type { ItemVersion } from '#domain/item/item.ts';
import { printBlocks } from '../html/print-blocks.ts';
import { element, onlyInXml, XmlMarkup } from '../xml/print-xml.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * The text as XHTML. Our writer of HTML closes every element but `<br>`, uses none but XML's own entities, and doubles a line
 * break at the beginning of `<pre>`, which HTML would swallow and XML keeps.
 */
export function printContent({ headline, language, blocks }: ItemVersion): XmlMarkup {
  const markup = onlyInXml(printBlocks(blocks).markup)
    .replaceAll('<br>', '<br/>')
    .replace(/(<pre id="[^"]*">)\n\n/g, '$1\n');
  return element(
    'inlineXML',
    { contenttype: 'application/xhtml+xml' },
    element(
      'html',
      { xmlns: XHTML, 'xml:lang': language },
      element('head', {}, element('title', {}, headline)),
      element('body', {}, new XmlMarkup(markup)),
    ),
  );
}
