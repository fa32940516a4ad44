import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { HOUSE, houseFiles, isCode, isTest } from './house-files.ts';

type Swc = { parseFileSync: (path: string, options: object) => unknown };
const swc: Swc = createRequire(import.meta.url)('@swc/core');

/** A piece of swc's syntax tree, whose shapes nobody here needs to know in full. */
export type Syntax = { readonly [key: string]: unknown };

/** What a piece of code speaks of: free names, and members by name (`needs.wire`, `({ wire }) => …`). */
export type Mentions = { readonly names: ReadonlySet<string>; readonly members: ReadonlySet<string> };

export type HouseModule = {
  readonly path: string;
  readonly body: readonly Syntax[];
  /** Local name → `path#exported`, for imports from the house. */
  readonly imports: ReadonlyMap<string, string>;
};

/**
 * Which top-level declaration speaks of which, over all of `src` but the browser's. What a door is handed by `main`
 * (`needs.judgeStory`) is followed by its name to the object in `main` that hands it. Wider than calls: what cannot be
 * reached here is not reached at all.
 */
export type ReferenceGraph = {
  readonly modules: readonly HouseModule[];
  /** Everything that can be reached from what a piece of a module mentions, as `path#name`. */
  readonly reachable: (module: HouseModule, from: Mentions) => ReadonlySet<string>;
};

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readGraph(top = HOUSE): ReferenceGraph {
  const paths = houseFiles('src', top).filter(
    (path) => isCode(path) && !isTest(path) && !path.startsWith('src/desk/') && !path.endsWith('.d.ts'),
  );
  const modules = paths.map((path) => readModule(top, path));
  const edges = new Map<string, Set<string>>();
  for (const module of modules) addDeclarations(edges, module);
  for (const module of modules) if (HANDS.test(module.path)) addHandedOver(edges, module);
  return {
    modules,
    reachable(module, from) {
      const reached = new Set<string>();
      const next = targetsOf(module, from);
      for (let one = next.pop(); one !== undefined; one = next.pop()) {
        if (reached.has(one)) continue;
        reached.add(one);
        next.push(...(edges.get(one) ?? []));
      }
      return reached;
    },
  };
}

function readModule(top: string, path: string): HouseModule {
  const parsed = swc.parseFileSync(join(top, path), { syntax: 'typescript' });
  const body = isSyntax(parsed) && Array.isArray(parsed['body']) ? parsed['body'].filter(isSyntax) : [];
  return { path, body, imports: new Map(body.flatMap((one) => importsOf(path, one))) };
}

function importsOf(path: string, node: Syntax): [string, string][] {
  if (node['type'] !== 'ImportDeclaration' || !isSyntax(node['source'])) return [];
  const home = houseModule(path, String(node['source']['value']));
  if (home === undefined || !Array.isArray(node['specifiers'])) return [];
  return node['specifiers'].filter(isSyntax).map((one) => {
    const local = nameOf(one['local']);
    return [local, `${home}#${isSyntax(one['imported']) ? nameOf(one['imported']) : local}`];
  });
}

function houseModule(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** Names a module declares at its top, with the piece that declares each. */
export function declarationsOf({ body }: HouseModule): readonly (readonly [name: string, piece: Syntax])[] {
  return body.flatMap((node) => {
    const piece = isSyntax(node['declaration']) ? node['declaration'] : node;
    if (piece['type'] === 'VariableDeclaration' && Array.isArray(piece['declarations']))
      return piece['declarations'].filter(isSyntax).map((one) => [nameOf(one['id']), one] as const);
    const name = nameOf(piece['identifier']) || nameOf(piece['id']);
    return name === '' ? [] : [[name, piece] as const];
  });
}

export function nameOf(node: unknown): string {
  return isSyntax(node) && typeof node['value'] === 'string' ? node['value'] : '';
}

function addDeclarations(edges: Map<string, Set<string>>, module: HouseModule): void {
  for (const [name, piece] of declarationsOf(module))
    for (const target of targetsOf(module, mentionsOf(piece)))
      addEdge(edges, `${module.path}#${name}`, target);
}

/** Where one part is handed to another by a name: `{ judgeStory: storyJudge(tools) }`, `{ items: itemStore(…) }`. */
const HANDS = /^src\/(?:main\/|store\/open-stores\.ts|store\/account-stores\.ts)/;

function addHandedOver(edges: Map<string, Set<string>>, module: HouseModule): void {
  walk(module.body, (node) => {
    const key = nameOf(node['key']);
    if (key === '' || !HANDING.has(String(node['type']))) return;
    for (const target of targetsOf(module, mentionsOf({ ...node, key: undefined })))
      addEdge(edges, `.${key}`, target);
  });
}

const HANDING = new Set(['KeyValueProperty', 'MethodProperty']);
/** Every use case gets the store's transaction by this name, and through it would know all there is. */
const NOT_FOLLOWED = new Set(['transact']);

function addEdge(edges: Map<string, Set<string>>, from: string, to: string): void {
  const known = edges.get(from);
  if (known) known.add(to);
  else edges.set(from, new Set([to]));
}

function targetsOf({ path, imports }: HouseModule, { names, members }: Mentions): string[] {
  return [
    ...[...names].map((name) => imports.get(name) ?? `${path}#${name}`),
    ...[...members].filter((name) => !NOT_FOLLOWED.has(name)).map((name) => `.${name}`),
  ];
}

/** All names and members in a piece of syntax. Types ask nobody anything, so they are passed over. */
export function mentionsOf(piece: unknown): Mentions {
  const names = new Set<string>();
  const members = new Set<string>();
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(look);
    if (!isSyntax(node) || isTypeOnly(node)) return;
    if (node['type'] === 'Identifier') names.add(nameOf(node));
    if (NAMES_MEMBER.has(String(node['type']))) members.add(nameOf(node['property']) || nameOf(node['key']));
    for (const [place, child] of Object.entries(node)) if (!isLabel(place, child)) look(child);
  };
  look(piece);
  members.delete('');
  return { names, members };
}

const NAMES_MEMBER = new Set(['MemberExpression', 'AssignmentPatternProperty', 'KeyValuePatternProperty']);

/** `x as const` and `x satisfies T` hold a value and a type; all else that swc calls Ts… is a type. */
function isTypeOnly(node: Syntax): boolean {
  return String(node['type']).startsWith('Ts') && !isSyntax(node['expression']);
}

function isLabel(place: string, child: unknown): boolean {
  return (place === 'property' || place === 'key') && isSyntax(child) && child['type'] === 'Identifier';
}

/** Every node below, in the order of the text. */
export function walk(piece: unknown, visit: (node: Syntax) => void): void {
  if (Array.isArray(piece)) for (const one of piece) walk(one, visit);
  if (!isSyntax(piece)) return;
  visit(piece);
  for (const child of Object.values(piece)) walk(child, visit);
}
