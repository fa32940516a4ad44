import type { Block } from '#domain/item/item.ts';
import { defaultTreeAdapter, type DefaultTreeAdapterTypes } from 'parse5';
import { parseFragment } from '../html/parse-fragment.ts';
import { PARSE5_VIEW } from '../html/parse5-view.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import type { ArticleSource } from './article-source.ts';

/**
 * The story: what the article says to be its body, else the element of the page that is marked as such (`itemprop="articleBody"`). Where
 * neither is, nothing says which of the page's text is the story, and that is told.
 */
export function readArticleText(source: ArticleSource): void {
  const { item, reading, around } = source;
  const written = reading.text('articleBody') ?? reading.text('text');
  const at = reading.place(written === reading.text('articleBody') ? 'articleBody' : 'text');
  const blocks = written === undefined ? markedBlocks(source) : blocksOf(source, written, at);
  if (blocks.length > 0) item.set('body', setPrivateApart(item, blocks, at), at);
  else if (written === undefined && around.page !== '')
    item.dropped.add('', 'text of the page', 'nothing marks which of it is the story (articleBody)');
}

function blocksOf({ item, around }: ArticleSource, text: string, at: string): readonly Block[] {
  if (!/<\/?[a-z][^<>]*>|&(?:#\w+|[a-z]+);/i.test(text)) return textToBlocks(text);
  // Line breaks mean something where no block says where paragraphs are.
  const html = /<(?:p|div|br|h\d|li)\b/i.test(text) ? text : text.replace(/(?:\r?\n)+/g, '<br><br>');
  const read = toBlocks(html, around.baseUrl);
  if (!read.ok) {
    item.dropped.add(at, 'articleBody', read.error.detail);
    return [];
  }
  for (const one of read.value.dropped) item.dropped.add(`${at} ${one.at}`, one.what, one.why);
  return read.value.blocks;
}

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

function markedBlocks({ item, around }: ArticleSource): readonly Block[] {
  if (!around.isOnly || !/itemprop\s*=\s*["']?articleBody/i.test(around.page)) return [];
  const tree = parseFragment(around.page);
  if (!tree.ok) {
    item.dropped.add('', 'articleBody', tree.error.detail);
    return [];
  }
  const marked = tree.value.flatMap(markedIn);
  return numberBlocks(walkMarkup(marked, PARSE5_VIEW, { dropped: item.dropped, baseUrl: around.baseUrl }));
}

function markedIn(node: HtmlNode): readonly HtmlNode[] {
  if (!defaultTreeAdapter.isElementNode(node)) return [];
  const isMarked = /(?:^|\s)articleBody(?:\s|$)/i.test(PARSE5_VIEW.attribute(node, 'itemprop') ?? '');
  return isMarked ? [node] : node.childNodes.flatMap(markedIn);
}
