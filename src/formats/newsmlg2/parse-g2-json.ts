import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { WireNeeds, WireRead } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { NAR } from './g2-source.ts';
import { parseNewsmlG2 } from './parse-newsml-g2.ts';

/** Whether a document is NewsML-G2 written as JSON: one item, or a page of the items of stories in `data`. */
export function isG2Json(json: Json): boolean {
  return itemsIn(json).length > 0;
}

/**
 * Reads it by the reader of NewsML-G2: members are elements, those that begin with `_` or `@` attributes, `$` and `#text` texts; a second of a
 * name may be counted (`service#_2`). An item without an identity has that of the story which it is the item of (`storyId`). `at` is a JSON
 * pointer.
 */
export function parseG2Json(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const items = itemsIn(json).map(({ item, storyId, at }) => {
    const element = elementOf(classOf(item), item, { at, ns: NAR });
    return element.attributes.has('guid') || storyId === undefined
      ? element
      : { ...element, attributes: new Map([...element.attributes, ['guid', storyId]]) };
  });
  const set = { ...BARE, name: 'itemSet', children: items };
  return parseNewsmlG2({ ...BARE, name: 'newsMessage', children: [set] }, needs);
}

const BARE = { ns: NAR, attributes: new Map<string, string>(), at: '' };

type Found = { readonly item: JsonObject; readonly storyId?: string; readonly at: string };

function itemsIn(json: Json): readonly Found[] {
  if (Array.isArray(json)) return json.flatMap((entry, index) => itemOf(entry, `/${index}`));
  const page = isJsonObject(json) ? json['data'] : undefined;
  return Array.isArray(page)
    ? page.flatMap((entry, index) => itemOf(entry, `/data/${index}`))
    : itemOf(json, '');
}

function itemOf(entry: Json, at: string): readonly Found[] {
  if (!isJsonObject(entry)) return [];
  if (entry['@standard'] === 'NewsML-G2') return [{ item: entry, at }];
  const { newsItem: item, storyId } = entry;
  if (!isJsonObject(item) || !isJsonObject(item['itemMeta'] ?? item['contentMeta'])) return [];
  return [{ item, at: `${at}/newsItem`, ...(typeof storyId === 'string' ? { storyId } : {}) }];
}

/** The class of an item, which is the name of its element, shows in what it holds. */
function classOf(item: JsonObject): string {
  return CLASSES.find(([member]) => Object.hasOwn(item, member))?.[1] ?? 'newsItem';
}

const CLASSES = [
  ['concept', 'conceptItem'],
  ['conceptSet', 'knowledgeItem'],
  ['groupSet', 'packageItem'],
  ['newsCoverageSet', 'planningItem'],
] as const;

type Place = { readonly at: string; readonly ns: string };

function elementOf(written: string, value: Json, { at, ns: outer }: Place): XmlElement {
  if (!isJsonObject(value))
    return { ns: outer, name: written, attributes: new Map(), children: textIn(value), at };
  const ns = textIn(value['@xmlns']).join('') || outer;
  const attributes = new Map<string, string>();
  const children: (XmlElement | string)[] = [];
  for (const [member, one] of Object.entries(value)) {
    const name = member.replace(/#_\d+$/, '');
    if (name === '$' || name === '#text') children.push(...textIn(one));
    else if (/^[_@]/.test(name)) attributes.set(name.slice(1), textIn(one).join(''));
    else children.push(...elementsOf(name, one, { at: `${at}/${member}`, ns }));
  }
  // Markup inside JSON is a text, as it is in inline data.
  const isData = written === 'inlineXML' && children.every((one) => typeof one === 'string');
  return { ns, name: isData ? 'inlineData' : written, attributes, children, at };
}

function elementsOf(name: string, value: Json, { at, ns }: Place): readonly XmlElement[] {
  return Array.isArray(value)
    ? value.map((one, index) => elementOf(name, one, { at: `${at}/${index}`, ns }))
    : [elementOf(name, value, { at, ns })];
}

function textIn(value: Json | undefined): readonly string[] {
  return value === undefined || value === null || value === '' || typeof value === 'object'
    ? []
    : [String(value)];
}
