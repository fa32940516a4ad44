import { isJsonObject, type Json } from '#kernel/json.ts';
import { pointerOf } from '../json/read-strict-json.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/** A value that a path leads to: its text, its place, and the element itself where markup may be in it. */
export type Found = {
  readonly at: string;
  readonly text: string;
  readonly element?: XmlElement;
  /** What paths go on from. */
  readonly tree?: Tree;
};

/** Either kind of tree, so that one path language serves both. */
export type Tree =
  | { readonly kind: 'xml'; readonly element: XmlElement }
  | { readonly kind: 'json'; readonly value: Json; readonly at: string };

/** A branch of a tree, or a text at its end. */
type Node = Tree | { readonly kind: 'text'; readonly text: string; readonly at: string };

const MOST = 2000;

/**
 * Follows a path from a node: names parted by `/`, `*` for any name, `**` for any depth, `@name` for an attribute, `[name=value]`
 * after a name to choose by an attribute or member. Lists of JSON are passed through. At most 2,000 nodes are found.
 */
export function findPath(tree: Tree, path: string): readonly Found[] {
  return followPath(tree, path).map(foundOf);
}

/** The branches that a path leads to, for the items of a document. */
export function branchesAt(tree: Tree, path: string): readonly Tree[] {
  return followPath(tree, path).flatMap((node) => (node.kind === 'text' ? [] : [node]));
}

function followPath(tree: Tree, path: string): readonly Node[] {
  let nodes: readonly Node[] = [tree];
  for (const step of stepsOf(path)) nodes = nodes.flatMap((node) => take(node, step)).slice(0, MOST);
  return nodes;
}

type Step = { readonly name: string; readonly where?: { readonly name: string; readonly value: string } };

function stepsOf(path: string): readonly Step[] {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part) => {
      const chosen = /^([^[\]]*)\[([^=\]]+)=([^\]]*)\]$/.exec(part);
      if (chosen === null) return { name: part };
      const [, name = '', key = '', value = ''] = chosen;
      return { name, where: { name: key.replace(/^@/, ''), value } };
    });
}

function take(node: Node, { name, where }: Step): readonly Node[] {
  if (node.kind === 'text') return [];
  const found = node.kind === 'xml' ? inElement(node.element, name) : inJson(node.value, node.at, name);
  return where === undefined ? found : found.filter((one) => valueOf(one, where.name) === where.value);
}

function inElement(element: XmlElement, name: string): readonly Node[] {
  if (name.startsWith('@')) {
    const value = element.attributes.get(name.slice(1));
    return value === undefined ? [] : [{ kind: 'text', text: value, at: element.at }];
  }
  const children = element.children.filter(isElement);
  if (name === '**') return [element, ...below(element)].map((one) => ({ kind: 'xml', element: one }));
  const named = children.filter((child) => name === '*' || child.name === name);
  return named.map((child) => ({ kind: 'xml', element: child }));
}

function below(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isElement).flatMap((child) => [child, ...below(child)]);
}

function inJson(value: Json, at: string, name: string): readonly Node[] {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.flatMap((one, index) => inJson(one, `${at}/${index}`, name));
  }
  if (!isJsonObject(value)) return [];
  const own: readonly Node[] = name === '**' ? [{ kind: 'json', value, at }] : [];
  const members = Object.entries(value).flatMap(([key, inner]): readonly Node[] => {
    const place = at + pointerOf([key]);
    if (name === '**') return inJson(inner, place, '**');
    return name === '*' || name.replace(/^@/, '') === key ? spread(inner, place) : [];
  });
  return [...own, ...members];
}

function spread(value: Json, at: string): readonly Node[] {
  if (!Array.isArray(value)) return [{ kind: 'json', value, at }];
  const list: readonly Json[] = value;
  return list.flatMap((one, index) => spread(one, `${at}/${index}`));
}

function valueOf(node: Node, name: string): string | undefined {
  if (node.kind === 'xml') return node.element.attributes.get(name);
  const inner = node.kind === 'json' && isJsonObject(node.value) ? node.value[name] : undefined;
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : undefined;
}

/** A text, number, true or false as text; undefined for what holds others, and for null. */
export function scalarText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function foundOf(node: Node): Found {
  if (node.kind === 'text') return { at: node.at, text: node.text };
  if (node.kind === 'xml')
    return { at: node.element.at, text: textOf(node.element), element: node.element, tree: node };
  const { value, at } = node;
  return { at, text: scalarText(value) ?? '', tree: node };
}

/** Where a branch stands in its document. */
export function placeOf(tree: Tree): string {
  return tree.kind === 'xml' ? tree.element.at : tree.at;
}
