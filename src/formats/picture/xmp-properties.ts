import type { Said } from './picture-fields.ts';
import type { XmpNode } from './xmp-node.ts';

/** The properties of a packet, each taken at most once, so that in the end everything nobody asked for can be listed. */
export class XmpProperties {
  readonly #properties: ReadonlyMap<string, XmpNode>;
  readonly #taken = new Set<string>();

  constructor(properties: ReadonlyMap<string, XmpNode>) {
    this.#properties = properties;
  }

  take(name: string): XmpNode | undefined {
    this.#taken.add(name);
    return this.#properties.get(name);
  }

  /** Every text that a property holds, as `saidIn`. */
  said(name: string): readonly Said[] {
    return saidIn(this.take(name));
  }

  /** The structures that a property holds, whether it is a list of them or one. */
  structures(name: string): readonly XmpNode[] {
    const node = this.take(name);
    if (node === undefined) return [];
    return node.items.length > 0 ? node.items : [node];
  }

  /** All properties whose name begins so. */
  beginningWith(start: string): readonly (readonly [string, XmpNode])[] {
    const found = [...this.#properties].filter(([name]) => name.startsWith(start) && !this.#taken.has(name));
    for (const [name] of found) this.#taken.add(name);
    return found;
  }

  /** What nobody took, by namespace. */
  rest(): ReadonlyMap<string, readonly (readonly [string, XmpNode])[]> {
    const left = [...this.#properties].filter(([name]) => !this.#taken.has(name));
    return Map.groupBy(left, ([name]) => /^(?:\{[^}]*\}|[^:]*)/.exec(name)?.[0] ?? '');
  }
}

/** The texts of a value or of its list, of an alternative by language the default first. */
export function saidIn(node: XmpNode | undefined): readonly Said[] {
  if (node === undefined) return [];
  const all = node.items.length > 0 ? node.items : [node];
  const said = all
    .filter(({ text }) => text !== '')
    .map(({ text, at, language }) => ({ text, at, ...(language === undefined ? {} : { language }) }));
  return said.toSorted((a, b) => Number(b.language === 'x-default') - Number(a.language === 'x-default'));
}

/** The first text of a field of a structure. */
export function fieldOf(structure: XmpNode, name: string): string | undefined {
  return saidIn(structure.fields.get(name))[0]?.text;
}

/** All texts inside a value, however deep, as `name text`. */
export function allTexts({ text, items, fields }: XmpNode): readonly string[] {
  const own = text === '' ? [] : [text];
  return [...own, ...items.flatMap(allTexts), ...[...fields.values()].flatMap(allTexts)];
}
