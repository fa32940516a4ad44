import jsonld from 'jsonld';
import { CONTEXTS } from '#formats/odrl/contexts.ts';

type Contexts = readonly { readonly url: string; readonly document: unknown }[];

/**
 * The document as N-Quads, sorted. Safe mode: what the contexts do not explain is an error and not left out; any context
 * but those shipped is refused, so nothing is fetched.
 */
export async function quadsOf(document: unknown, contexts: Contexts = CONTEXTS): Promise<readonly string[]> {
  const documentLoader = async (url: string) => {
    const shipped = contexts.find((one) => one.url === url);
    if (!shipped) throw new Error(`no context ${url} is shipped`);
    return { documentUrl: url, document: structuredClone(shipped.document) };
  };
  const quads: unknown = await jsonld.toRDF(structuredClone(document), {
    safe: true,
    documentLoader,
    format: 'application/n-quads',
  });
  if (typeof quads !== 'string') throw new Error('jsonld printed no N-Quads');
  return quads
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
}

/** A place in a document, and what is written there: a leaf that carries meaning. */
type Leaf = { readonly path: readonly (string | number)[]; readonly value: unknown };

/** Every value of a document but the names of its contexts. */
export function leavesOf(value: unknown, path: Leaf['path'] = []): readonly Leaf[] {
  if (path[0] === '@context') return [];
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** A copy with another value at one place; `pw:other` is a name where names stand, and a text where texts do. */
function withOther(document: unknown, { path, value }: Leaf): unknown {
  const copy: unknown = structuredClone(document);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
  const name = path.at(-1) ?? '';
  const text = name === '@language' ? 'fr' : 'pw:other';
  Reflect.set(Object(parent), name, typeof value === 'number' ? value + 1 : text);
  return copy;
}

/** The values that can be changed without the RDF changing: what was dropped. */
export async function droppedFrom(document: unknown, leaves: readonly Leaf[]): Promise<readonly string[]> {
  const quads = (await quadsOf(document)).join('\n');
  const dropped: string[] = [];
  for (const leaf of leaves)
    if ((await quadsOf(withOther(document, leaf))).join('\n') === quads) dropped.push(leaf.path.join('/'));
  return dropped;
}
