import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { WireNeeds, WireRead } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { NAR } from './g2-source.ts';
import { parseNewsmlG2 } from './parse-newsml-g2.ts';

/** Whether a document is NewsML-G2 written as JSON, as services of financial news answer: one item, or a page of them in `data`. */
export function isG2Json(json: Json): boolean {
  return itemsIn(json).length > 0;
}

/**
 * Reads it by the reader of NewsML-G2: members are elements, those that begin with `_` attributes, `$` is the text. An item without an
 * identity has that of the story which it is the item of (`storyId`). `at` is a JSON pointer.
 */
export function parseG2Json(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const items = itemsIn(json).map(({ item, storyId, at }) => {
    const element = elementOf('newsItem', item, at);
    return element.attributes.has('guid') || storyId === undefined
      ? element
      : { ...element, attributes: new Map([...element.attributes, ['guid', storyId]]) };
  });
  const set = { ...BARE, name: 'itemSet', children: items };
  return parseNewsmlG2({ ...BARE, name: 'newsMessage', children: [set] }, needs);
}

const BARE = { ns: NAR, attributes: new Map<string, string>(), at: '' };

type Found = { readonly item: JsonObject; readonly storyId: string | undefined; readonly at: string };

function itemsIn(json: Json): readonly Found[] {
  const page = isJsonObject(json) && Array.isArray(json['data']) ? json['data'] : undefined;
  const entries = page ?? (Array.isArray(json) ? json : [json]);
  const above = page === undefined ? '' : '/data';
  return entries.flatMap((entry, index) => {
    const item = isJsonObject(entry) ? entry['newsItem'] : undefined;
    if (!isJsonObject(entry) || !isJsonObject(item) || !isJsonObject(item['itemMeta'] ?? item['contentMeta']))
      return [];
    const storyId = typeof entry['storyId'] === 'string' ? entry['storyId'] : undefined;
    return [{ item, storyId, at: `${entries === json || page ? `${above}/${index}` : ''}/newsItem` }];
  });
}

function elementOf(written: string, value: Json, at: string): XmlElement {
  if (!isJsonObject(value))
    return { ns: NAR, name: written, attributes: new Map(), children: textIn(value), at };
  const attributes = new Map<string, string>();
  const children: (XmlElement | string)[] = [];
  for (const [name, one] of Object.entries(value)) {
    if (name === '$') children.push(...textIn(one));
    else if (name.startsWith('_')) attributes.set(name.slice(1), textIn(one).join(''));
    else children.push(...elementsOf(name, one, `${at}/${name}`));
  }
  // Markup inside JSON is a text, as it is in inline data.
  const name =
    written === 'inlineXML' && children.every((one) => typeof one === 'string') ? 'inlineData' : written;
  return { ns: NAR, name, attributes, children, at };
}

function elementsOf(name: string, value: Json, at: string): readonly XmlElement[] {
  return Array.isArray(value)
    ? value.map((one, index) => elementOf(name, one, `${at}/${index}`))
    : [elementOf(name, value, at)];
}

function textIn(value: Json | undefined): readonly string[] {
  return value === undefined || value === null || value === '' || typeof value === 'object'
    ? []
    : [String(value)];
}
