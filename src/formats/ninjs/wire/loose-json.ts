import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { escapedStep } from '../../json/read-strict-json.ts';

/** A value with the pointer to it. */
export type PlacedJson<T extends Json = Json> = { readonly at: string; readonly value: T };

/**
 * Looks into one object by names that are spelt in several ways (`versionCreated`, `versioncreated`, `version_created` are one),
 * and remembers which of its members nobody asked for.
 */
export class LooseJson {
  readonly at: string;
  readonly #members = new Map<string, { readonly name: string; readonly value: Json }>();
  readonly #unread = new Set<string>();

  constructor(object: JsonObject, at = '') {
    this.at = at;
    for (const [name, value] of Object.entries(object)) {
      const key = keyOf(name);
      if (value === null || this.#members.has(key)) continue;
      this.#members.set(key, { name, value });
      this.#unread.add(key);
    }
  }

  /** The first of these members that is there and not null. */
  value(...names: readonly string[]): PlacedJson | undefined {
    for (const name of names) {
      const key = keyOf(name);
      const member = this.#members.get(key);
      if (member === undefined) continue;
      this.#unread.delete(key);
      return { at: this.#placeOf(member.name), value: member.value };
    }
    return undefined;
  }

  /** A text that is not blank, a number as it is written, or the only text of a list; an object's `value` or `name`. */
  text(...names: readonly string[]): PlacedJson<string> | undefined {
    for (const name of names) {
      const found = this.value(name);
      if (found === undefined) continue;
      const text = textOf(found.value);
      if (text !== undefined && text.trim() !== '') return { at: found.at, value: text };
    }
    return undefined;
  }

  #placeOf(name: string): string {
    return `${this.at}/${escapedStep(name)}`;
  }

  object(...names: readonly string[]): LooseJson | undefined {
    const found = this.value(...names);
    return found !== undefined && isJsonObject(found.value)
      ? new LooseJson(found.value, found.at)
      : undefined;
  }

  /** The entries of a list; one value alone is a list of one, and an object of objects is the list of them (ninjs 1). */
  list(...names: readonly string[]): readonly PlacedJson[] {
    const found = this.value(...names);
    if (found === undefined) return [];
    const { at, value } = found;
    if (Array.isArray(value)) {
      const list: readonly Json[] = value;
      return list.flatMap((one, index) => (one === null ? [] : [{ at: `${at}/${index}`, value: one }]));
    }
    return [found];
  }

  /** The objects of such a list. */
  objects(...names: readonly string[]): readonly LooseJson[] {
    return this.list(...names).flatMap(({ at, value }) =>
      isJsonObject(value) ? [new LooseJson(value, at)] : [],
    );
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#members.has(keyOf(name)));
  }

  /** Members as they are spelt, in their order. */
  names(): readonly string[] {
    return [...this.#members.values()].map(({ name }) => name);
  }

  /** Members that nobody asked for, with their place. */
  unread(): readonly (PlacedJson & { readonly name: string })[] {
    return [...this.#unread].flatMap((key) => {
      const member = this.#members.get(key);
      return member === undefined
        ? []
        : [{ name: member.name, at: this.#placeOf(member.name), value: member.value }];
    });
  }
}

/** The names of an object's members that are not null, one spelling for all. */
export function looseKeys(object: JsonObject): readonly string[] {
  return Object.keys(object)
    .filter((name) => object[name] !== null)
    .map(keyOf);
}

const KEYS = new Map<string, string>();
/** Wires use some hundred names. */
const MOST_KEYS = 2000;

function keyOf(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  const key = name.toLowerCase().replaceAll(/[_-]/g, '');
  if (KEYS.size < MOST_KEYS && name.length < 100) KEYS.set(name, key);
  return key;
}

function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    const [only] = list;
    return list.length === 1 && only !== undefined ? textOf(only) : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const inner = value['value'] ?? value['name'] ?? value['text'];
  return typeof inner === 'string' ? inner : undefined;
}
