import type { DialectStructure, StructureField } from '../dialects/dialect.ts';
import { wireTime } from '../wire/wire-time.ts';
import { fieldOfName } from './field-names.ts';
import { askedByWord } from './own-words.ts';
import { statusNamed } from '../wire/status-words.ts';
import type { SampleLeaf, SampleTree } from './sample-tree.ts';

/** A leaf as the item sees it: the path from the item, and what the samples have there. */
type Leaf = {
  readonly path: string;
  readonly name: string;
  readonly texts: readonly string[];
  readonly letters: number;
};

/**
 * Where the fields of a house's own documents may be: by the names that it gives them, then by what the values look like. Undefined
 * where the samples have nothing in common. What a person has to decide is left out, never guessed at: an unknown name is no field.
 */
export function proposeStructure(
  trees: readonly SampleTree[],
  subjectScheme: string,
): DialectStructure | undefined {
  const root = rootOf(trees);
  if (root === undefined) return undefined;
  const items = itemsOf(trees);
  const leaves = leavesUnder(trees, items);
  const fields = fieldsOf(leaves);
  const flags = flagsOf(leaves);
  return {
    root,
    ...(items === '' ? {} : { items }),
    fields,
    ...(Object.keys(flags).length === 0 ? {} : { flags }),
    ...(fields.subjects === undefined ? {} : { subjectScheme }),
  };
}

const MOST_NAME = 200;

/** What all have, and few others: a name that says no field of a story before one that every other house has too. */
function rootOf(trees: readonly SampleTree[]): string | undefined {
  const [first, ...others] = trees;
  const common = (first?.roots ?? []).filter(
    (name) => name !== '' && name.length <= MOST_NAME && others.every(({ roots }) => roots.includes(name)),
  );
  return common.find((name) => fieldOfName(name) === undefined) ?? common[0];
}

/** The deepest branch of which all samples have one, with the most fields that a story must have. */
function itemsOf(trees: readonly SampleTree[]): string {
  const [first, ...others] = trees;
  const shared = (first?.branches ?? []).filter(
    ({ path }) =>
      path.length <= MOST_NAME && others.every(({ branches }) => branches.some((one) => one.path === path)),
  );
  let best = { path: '', worth: 0 };
  for (const { path } of shared) {
    const known = new Set(leavesUnder(trees, path).map(({ name }) => fieldOfName(name)));
    const worth = ESSENTIAL.filter((field) => known.has(field)).length;
    const isBetter = worth > best.worth || (worth === best.worth && worth > 0 && path.startsWith(best.path));
    if (isBetter) best = { path, worth };
  }
  return best.path;
}

const ESSENTIAL: readonly StructureField[] = [
  'headline',
  'body',
  'uri',
  'versionCreated',
  'version',
  'status',
];

/** The leaves of all samples below a branch, each once. */
function leavesUnder(trees: readonly SampleTree[], branch: string): readonly Leaf[] {
  const found = new Map<string, Leaf>();
  for (const leaf of trees.flatMap(({ leaves }) => leaves)) {
    const path = pathBelow(leaf, branch);
    if (path === undefined || path === '' || path.length > MOST_NAME) continue;
    const known = found.get(path);
    found.set(path, {
      path,
      name: leaf.name,
      texts: [...(known?.texts ?? []), ...leaf.values.map(({ text }) => text)],
      letters: Math.max(known?.letters ?? 0, leaf.letters),
    });
  }
  return [...found.values()];
}

/** The path of a leaf from an item; undefined where it lies outside of it. */
export function pathBelow({ path }: Pick<SampleLeaf, 'path'>, branch: string): string | undefined {
  if (branch === '') return path;
  return path.startsWith(`${branch}/`) ? path.slice(branch.length + 1) : undefined;
}

type Fields = { [F in StructureField]?: string | readonly string[] };

/** Of these an item has several. */
const SEVERAL: ReadonlySet<StructureField> = new Set([
  'keywords',
  'subjects',
  'places',
  'privateNote',
  'contact',
  'picture',
]);
const MOST_PATHS = 20;

function fieldsOf(leaves: readonly Leaf[]): Fields {
  const fields = new Map<StructureField, readonly string[]>();
  const taken = new Set<string>();
  const give = (field: StructureField, { path }: Leaf): void => {
    const paths = fields.get(field) ?? [];
    if (paths.length > 0 && (!SEVERAL.has(field) || paths.length >= MOST_PATHS)) return;
    fields.set(field, [...paths, path]);
    taken.add(path);
  };
  // Shallow ones first: `tin/tieude` before `tin/anh/tieude`.
  const ordered = leaves.toSorted((one, other) => depthOf(one) - depthOf(other));
  for (const leaf of ordered) {
    const field = fieldOfName(leaf.name) ?? fieldOfName(parentOf(leaf));
    if (field !== undefined && (FITS.get(field)?.(leaf) ?? true) && !isFlag(leaf)) give(field, leaf);
  }
  for (const [field, looksLikeIt] of SHAPES) {
    const leaf = fields.has(field) ? undefined : looksLikeIt(ordered.filter(({ path }) => !taken.has(path)));
    if (leaf !== undefined) give(field, leaf);
  }
  return Object.fromEntries(
    [...fields].map(([field, paths]) => [field, paths.length === 1 ? paths[0] : paths]),
  );
}

function depthOf({ path }: Leaf): number {
  return path.split('/').length;
}

/** Of `tukhoa/muc` the name that says what it is. */
function parentOf({ path }: Leaf): string {
  const above = path.split('/').at(-2) ?? '';
  return /^(?:muc|item|value|text|name|code|li|entry|值|项)$/iu.test(path.split('/').at(-1) ?? '')
    ? above
    : '';
}

type Fit = (leaf: Leaf) => boolean;

function all(leaf: Leaf, fits: (text: string) => boolean): boolean {
  return leaf.texts.length > 0 && leaf.texts.every(fits);
}

const isTime: Fit = (leaf) => all(leaf, (text) => wireTime(text) !== undefined);
const isAddress: Fit = (leaf) => all(leaf, (text) => /^(?:https?:\/\/|\/)\S+$/i.test(text));
const isIdentity: Fit = (leaf) => all(leaf, (text) => !/\s/.test(text)) && leaf.letters <= 500;
const isShort: Fit = ({ letters }) => letters <= 40;

/** What values have to look like for what the name says; other fields may hold anything. */
const FITS: ReadonlyMap<StructureField, Fit> = new Map([
  ['versionCreated', isTime],
  ['firstCreated', isTime],
  ['uri', isIdentity],
  ['picture', isAddress],
  ['link', isAddress],
  ['urgency', isShort],
  ['language', isShort],
  ['version', isShort],
]);

type Shape = (leaves: readonly Leaf[]) => Leaf | undefined;

/** What is known by its looks, where no name said it. */
const SHAPES: readonly (readonly [StructureField, Shape])[] = [
  ['versionCreated', (leaves) => leaves.find((leaf) => leaf.letters >= 8 && isTime(leaf))],
  ['body', (leaves) => longest(leaves.filter(({ letters }) => letters >= 120))],
  [
    'headline',
    (leaves) =>
      leaves.find(({ texts, letters }) => letters <= 200 && texts.length > 0 && texts.every(isTitle)),
  ],
  ['uri', (leaves) => leaves.find((leaf) => isIdentity(leaf) && isName(leaf.texts))],
];

function longest(leaves: readonly Leaf[]): Leaf | undefined {
  return leaves.toSorted((one, other) => other.letters - one.letters)[0];
}

function isTitle(text: string): boolean {
  return (
    text.length >= 6 &&
    !/^https?:|@/.test(text) &&
    wireTime(text) === undefined &&
    /\s|\p{Script=Han}{4}/u.test(text)
  );
}

/** Every sample another, with a digit in it. */
function isName(texts: readonly string[]): boolean {
  return (
    texts.length > 0 &&
    new Set(texts).size === texts.length &&
    texts.every(
      (text) => /\d/.test(text) && text.length >= 3 && !/^https?:/.test(text) && wireTime(text) === undefined,
    )
  );
}

const YES_OR_NO = /^(?:true|false|0|1|yes|no|y|n)$/i;

function isFlag({ texts }: Leaf): boolean {
  return (
    texts.length > 0 &&
    texts.every((text) => YES_OR_NO.test(text)) &&
    texts.some((text) => /[a-z]/i.test(text))
  );
}

/** A yes or no under a name that says what a yes asks for. */
function flagsOf(leaves: readonly Leaf[]): NonNullable<DialectStructure['flags']> {
  return Object.fromEntries(
    leaves.filter(isFlag).flatMap(({ path, name }) => {
      const word = name.replaceAll(/[_-]+/g, ' ');
      const asked = askedByWord(word) ?? statusNamed(word)?.instruction;
      return asked === undefined ? [] : [[path, asked]];
    }),
  );
}
