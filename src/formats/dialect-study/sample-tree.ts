import { isJsonObject, type Json } from '#kernel/json.ts';
import { pointerOf } from '../json/read-strict-json.ts';
import { beginning, oneLine } from '../item-text.ts';
import { plainName } from './field-names.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { scalarText, type Tree } from '../dialects/find-path.ts';

/** A value of a document of a house's own making, under the path that leads to it from the root. */
export type SampleLeaf = {
  readonly path: string;
  /** The name that its house gives it: of the element, attribute or member, or of the value that chooses it. */
  readonly name: string;
  /** The beginnings of the first values, with their places. */
  readonly values: readonly { readonly text: string; readonly at: string }[];
  /** Of the longest value. */
  readonly letters: number;
  readonly count: number;
};

/** What is in such a document: its root names, the branches that may be items, and every value. */
export type SampleTree = {
  readonly kind: Tree['kind'];
  /** The root element, or the members of the document (of the first entry where it is a list). */
  readonly roots: readonly string[];
  /** Paths to elements and objects that have values below, with how many there are; the empty path is the document. */
  readonly branches: readonly { readonly path: string; readonly count: number }[];
  readonly leaves: readonly SampleLeaf[];
};

const MOST_LEAVES = 400;
const MOST_BRANCHES = 200;
const MOST_DEPTH = 24;
const LETTERS = 200;
const VALUES = 3;

/** Everything in a tree that a path can lead to; names that the path language cannot say are left out. */
export function sampleTree(tree: Tree): SampleTree {
  const found: Collected = { leaves: new Map(), branches: new Map() };
  if (tree.kind === 'xml') walkElement(tree.element, '', found);
  else walkJson(tree.value, { path: '', at: tree.at, name: '' }, found);
  return {
    kind: tree.kind,
    roots: rootsOf(tree),
    branches: [...found.branches].map(([path, count]) => ({ path, count })),
    leaves: [...found.leaves.values()],
  };
}

function rootsOf(tree: Tree): readonly string[] {
  if (tree.kind === 'xml') return [tree.element.name];
  const [first] = Array.isArray(tree.value) ? tree.value : [tree.value];
  return first !== undefined && isJsonObject(first) ? Object.keys(first) : [];
}

type Collected = { readonly leaves: Map<string, SampleLeaf>; readonly branches: Map<string, number> };
type Value = { readonly path: string; readonly at: string; readonly name: string };

function addLeaf({ leaves }: Collected, { path, at, name }: Value, written: string): void {
  const known = leaves.get(path);
  if (known === undefined && leaves.size >= MOST_LEAVES) return;
  const text = oneLine(written);
  const values = known?.values ?? [];
  leaves.set(path, {
    path,
    name,
    values:
      values.length < VALUES && text !== '' ? [...values, { text: beginning(text, LETTERS), at }] : values,
    letters: Math.max(known?.letters ?? 0, text.length),
    count: (known?.count ?? 0) + 1,
  });
}

function addBranch({ branches }: Collected, path: string): void {
  if (branches.has(path) || branches.size < MOST_BRANCHES) branches.set(path, (branches.get(path) ?? 0) + 1);
}

/** Names in markup of a text: what lies under an element that holds only these is its text. */
const MARKUP = new Set(
  'p div br h1 h2 h3 h4 h5 h6 ul ol li table tr td th tbody thead b i u em strong a img span figure figcaption blockquote pre sub sup hr'.split(
    ' ',
  ),
);

function walkElement(element: XmlElement, path: string, found: Collected): void {
  for (const [name, value] of element.attributes)
    if (/^[^{}/[\]*@]+$/u.test(name))
      addLeaf(found, { path: join(path, `@${name}`), name, at: element.at }, value);
  const children = element.children.filter(isElement);
  if (isText(element, children)) {
    if (path !== '') addLeaf(found, { path, at: element.at, name: nameIn(path) }, textOf(element));
    return;
  }
  addBranch(found, path);
  for (const child of children)
    if (path.split('/').length < MOST_DEPTH) walkElement(child, join(path, stepTo(child, children)), found);
}

function isText({ children }: XmlElement, elements: readonly XmlElement[]): boolean {
  if (elements.length === 0) return true;
  const isMixed = children.some((child) => !isElement(child) && child.trim() !== '');
  return isMixed || elements.every(({ name }) => MARKUP.has(name.toLowerCase()));
}

/** Attributes and members that say which of several of one name is meant. */
const CHOOSING = [
  'name',
  'type',
  'kind',
  'role',
  'key',
  'code',
  'class',
  'loai',
  'ten',
  'khoa',
  '名称',
  '类型',
  '类别',
];
/** What the path language can hold between `=` and `]`. */
const CHOSEN = /^[\p{L}\p{M}\p{N}_.: -]{1,40}$/u;

/** `title`, or `title[kind=main]` where its like are told apart by an attribute and hold text. */
function stepTo(child: XmlElement, siblings: readonly XmlElement[]): string {
  const { name } = child;
  if (child.children.some(isElement)) return name;
  if (siblings.filter((one) => one.name === name).length < 2) return name;
  const key = CHOOSING.find((one) => CHOSEN.test(child.attributes.get(one) ?? ''));
  return key === undefined ? name : `${name}[${key}=${child.attributes.get(key)}]`;
}

function nameIn(path: string): string {
  const step = path.split('/').at(-1) ?? '';
  return /^[^[]+\[[^=]+=(.*)\]$/.exec(step)?.[1] ?? step.replace(/^@/, '');
}

function walkJson(value: Json, here: Value, found: Collected): void {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    for (const [index, one] of list.entries()) walkJson(one, { ...here, at: `${here.at}/${index}` }, found);
  } else if (isJsonObject(value)) walkObject(value, here, found);
  else if (here.path !== '') addScalar(found, here, scalarText(value));
}

function addScalar(found: Collected, here: Value, text: string | undefined): void {
  if (text !== undefined) addLeaf(found, here, text);
}

function walkObject(value: { readonly [name: string]: Json }, here: Value, found: Collected): void {
  addBranch(found, here.path);
  const choice = here.path === '' ? undefined : choiceOf(value);
  for (const [name, inner] of Object.entries(value)) {
    const step = memberStep(name);
    if (step === undefined || name === choice?.key || here.path.split('/').length >= MOST_DEPTH) continue;
    const base = choice === undefined ? here.path : `${here.path}[${choice.key}=${choice.value}]`;
    const place = here.at + pointerOf([name]);
    walkJson(inner, { path: join(base, step), at: place, name: choice?.value ?? name }, found);
  }
}

const HOLDING = new Set([
  'value',
  'val',
  'text',
  'content',
  'data',
  'noidung',
  'giatri',
  '值',
  '内容',
  '文本',
]);

/** `{ "name": "headline", "value": "…" }`: a pair that is written as an object. */
function choiceOf(value: { readonly [name: string]: Json }): { key: string; value: string } | undefined {
  const names = Object.keys(value);
  if (names.length !== 2 || !names.some((name) => HOLDING.has(plainName(name)))) return undefined;
  for (const key of CHOOSING) {
    const chosen = value[key];
    if (typeof chosen === 'string' && CHOSEN.test(chosen)) return { key, value: chosen };
  }
  return undefined;
}

/** The step of a path that leads to a member; undefined where none can. */
function memberStep(name: string): string | undefined {
  if (name === '' || name === '.' || /[/[\]*]/.test(name)) return undefined;
  return name.startsWith('@') ? `@${name}` : name;
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}/${step}`;
}
