import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { parseFragment } from '../html/parse-fragment.ts';
import { PARSE5_VIEW } from '../html/parse5-view.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import type { JsonReading } from '../json/json-reading.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';

/** The article and its boxes as blocks, and the box of links as links. Gives a refusal where a text passes its limits. */
export function readDpaText(
  item: WireItemBuilder,
  reading: JsonReading,
  needs: WireNeeds,
): FormatRefusal | undefined {
  const blocks: Block[] = [];
  for (const name of ['article_html', 'infobox_html']) {
    const html = reading.text(name);
    if (html === undefined) continue;
    const read = toBlocks(html, needs.baseUrl);
    if (!read.ok) return { ...read.error, at: reading.place(name) };
    for (const { at, what, why } of read.value.dropped)
      item.dropped.add(`${reading.place(name)} ${at}`, what, why);
    blocks.push(...read.value.blocks);
  }
  const numbered = numberBlocks(blocks.map(({ kind, html, text }) => ({ kind, html, text })));
  const at = reading.place('article_html');
  item.set('body', setPrivateApart(item, numbered, at), at);
  const links = reading.text('linkbox_html');
  if (links !== undefined) readLinks(item, links, reading.place('linkbox_html'));
  return undefined;
}

type HtmlNode = Parameters<typeof PARSE5_VIEW.children>[0];

function readLinks(item: WireItemBuilder, html: string, at: string): void {
  const parsed = parseFragment(html);
  if (!parsed.ok) return item.dropped.add(at, 'linkbox_html', parsed.error.detail);
  for (const anchor of parsed.value.flatMap(anchorsIn)) {
    const written = PARSE5_VIEW.attribute(anchor, 'href') ?? '';
    const href = webUrl(written);
    const title = oneLine(textIn(anchor));
    if (href === undefined)
      item.dropped.add(at, `link ${written}`, 'the address is not http, https or mailto');
    else item.add('links', { rel: 'irel:seeAlso', href, ...(title === '' ? {} : { title }), at }, at);
  }
}

function anchorsIn(node: HtmlNode): readonly HtmlNode[] {
  return PARSE5_VIEW.tag(node) === 'a' ? [node] : PARSE5_VIEW.children(node).flatMap(anchorsIn);
}

function textIn(node: HtmlNode): string {
  return PARSE5_VIEW.text(node) + PARSE5_VIEW.children(node).map(textIn).join('');
}
