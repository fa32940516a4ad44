import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { toBlocks } from '../html/to-blocks.ts';
import type { NitfBodyNeeds } from '../nitf/nitf-needs.ts';
import { readNitfBody, type NitfBody } from '../nitf/read-nitf-body.ts';
import { childNamed } from '../xml/xml-lookup.ts';
import { readXml } from '../xml/read-xml.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { dataOf, encodedBytes } from './content-item.ts';
import { formalName } from './newsml1-source.ts';

/** The text of a ContentItem: NITF or XHTML as elements, HTML or plain text as characters, in base64 or not. */
export function readText(content: XmlElement, needs: NitfBodyNeeds): Result<NitfBody, FormatRefusal> {
  const data = dataOf(content);
  if (data === undefined) return accept(NOTHING);
  if (data.children.some(isElement)) return readNitfBody(data, needs);
  const bytes = encodedBytes(content);
  const text = bytes === undefined ? textOf(data) : new TextDecoder().decode(bytes);
  const format =
    formalName(childNamed(content, 'Format')) ?? formalName(childNamed(content, 'MimeType')) ?? '';
  const whole = /^\s*<(?:\?xml|html\b[^<>]*xmlns|nitf\b)/i.test(text) ? readXml(text.trim()) : undefined;
  if (whole?.ok) return readNitfBody(whole.value, needs);
  if (!/<\/?[a-zA-Z][^<>]*>/.test(text) || /plain|ascii/i.test(format))
    return accept({ ...NOTHING, blocks: textToBlocks(text) });
  return fromHtml(text, data.at, needs);
}

const NOTHING: NitfBody = { blocks: [], head: { headlines: [], places: [], notes: [], at: {} }, media: [] };

/** Text with a few tags in it breaks its lines as plain text does. */
function fromHtml(text: string, at: string, needs: NitfBodyNeeds): Result<NitfBody, FormatRefusal> {
  const hasBlocks = /<(?:p|br|div|li|h[1-6]|table|pre|blockquote)\b/i.test(text);
  const html = hasBlocks
    ? text
    : text
        .trim()
        .replace(/\r\n?/g, '\n')
        .replace(/\n[ \t]*\n/g, '<p>')
        .replace(/\n/g, '<br>');
  const read = toBlocks(html, needs.baseUrl);
  if (!read.ok) return { ok: false, error: { ...read.error, at } };
  for (const { at: place, what, why } of read.value.dropped) needs.dropped.add(`${at} ${place}`, what, why);
  return accept({ ...NOTHING, blocks: read.value.blocks });
}
