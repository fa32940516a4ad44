import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { oneLine } from '../item-text.ts';
import { readStrictJson } from '../json/read-strict-json.ts';

/** One node of JSON-LD with the script of the page that it stands in, and its pointer there. */
export type LinkedNode = { readonly node: JsonObject; readonly at: string };

/** The nodes that a page tells for itself: those at the top, in a graph or a list, and what a page is mainly about. */
export type LinkedData = {
  readonly nodes: readonly LinkedNode[];
  readonly byId: ReadonlyMap<string, JsonObject>;
  /** Scripts that are no JSON, with the reason. */
  readonly broken: readonly { readonly at: string; readonly why: string }[];
};

// A tag is short, so that a page of nothing but beginnings is read in one go.
const SCRIPT = /<script\b[^>]{0,2000}>/gi;
const LINKED = /\btype\s{0,9}=\s{0,9}["']?application\/ld\+json\b/i;
const END = /<\/script\s{0,99}>/gi;

/** What stands in the scripts of a page that are JSON-LD. */
function scriptsIn(page: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (const { 0: tag, index } of page.matchAll(SCRIPT)) {
    if (index < from || !LINKED.test(tag)) continue;
    const start = index + tag.length;
    END.lastIndex = start;
    const end = END.exec(page);
    if (end === null) break;
    found.push(page.slice(start, end.index));
    from = end.index;
  }
  return found;
}

/** The same of a document that is JSON-LD itself. */
export function linkedDataOf(json: Json): LinkedData {
  const nodes = nodesIn(json, '');
  return { nodes, byId: byIdentity(nodes), broken: [] };
}

/** Reads the JSON-LD of a page (JSON-LD 1.1 §7); of schema.org the usual forms are known, and no context is fetched. */
export function linkedDataIn(page: string): LinkedData {
  const nodes: LinkedNode[] = [];
  const broken: { at: string; why: string }[] = [];
  for (const [index, written] of scriptsIn(page).entries()) {
    const at = `script ${index + 1} `;
    const json = jsonOf(written);
    if (json.ok) nodes.push(...nodesIn(json.value, at));
    else broken.push({ at: at.trim(), why: json.error });
  }
  return { nodes, byId: byIdentity(nodes), broken };
}

function byIdentity(nodes: readonly LinkedNode[]): LinkedData['byId'] {
  return new Map(
    nodes.flatMap(({ node }) => (typeof node['@id'] === 'string' ? [[node['@id'], node] as const] : [])),
  );
}

/** Without the comment or section that old pages put around; a line break inside a text, which JSON forbids, is a blank. */
function jsonOf(written: string): Result<Json, string> {
  const text = written
    .replace(/^\s*(?:\/\/\s*)?(?:<!\[CDATA\[|<!--)/, '')
    .replace(/(?:\/\/\s*)?(?:\]\]>|-->)\s*$/, '')
    .replace(/;\s*$/, '');
  const read = readStrictJson(text, 'round');
  if (read.ok) return accept(read.value);
  const again = readStrictJson(text.replace(/[\u0000-\u001F]/g, ' '), 'round');
  return again.ok ? accept(again.value) : refuse(read.error.detail);
}

const HOLDERS = ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item'] as const;

function nodesIn(json: Json, at: string): readonly LinkedNode[] {
  if (Array.isArray(json)) return json.flatMap((one, index) => nodesIn(one, `${at}/${index}`));
  if (!isJsonObject(json)) return [];
  const within = HOLDERS.flatMap((name) => {
    const held = json[name];
    return held === undefined || typeof held === 'string' ? [] : nodesIn(held, `${at}/${name}`);
  });
  return json['@type'] === undefined ? within : [{ node: json, at }, ...within];
}

/** What a node says to be: `NewsArticle`, without the vocabulary before it. */
export function typesOf(node: Json | undefined): readonly string[] {
  const written = isJsonObject(node) ? node['@type'] : undefined;
  const list = Array.isArray(written) ? written : [written];
  return list.flatMap((one) => (typeof one === 'string' ? [oneLine(one).replace(/^.*[/:#]/, '')] : []));
}

/** A node in the place of a reference to it, if it is told anywhere in the page. */
export function resolved(value: Json, byId: LinkedData['byId']): Json {
  if (Array.isArray(value)) return value.map((one) => resolved(one, byId));
  const id = isJsonObject(value) ? value['@id'] : undefined;
  const told = typeof id === 'string' ? byId.get(id) : undefined;
  return told === undefined || !isJsonObject(value) ? value : { ...told, ...value };
}
