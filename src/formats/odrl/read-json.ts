import { isJsonObject, type JsonObject } from '#kernel/json.ts';

/** Why a document is no agreement, and where: `at` is a JSON pointer (RFC 6901). */
export type OdrlRefusal = {
  readonly code: 'agreement-invalid';
  readonly at: string;
  readonly why: OdrlFault;
  readonly expected: string;
};

export type OdrlFault =
  | 'missing'
  | 'unknown-term'
  | 'wrong-value'
  | 'unknown-selector'
  | 'duplicate-uid'
  | 'not-a-party'
  | 'unknown-rule'
  | 'dates';

/** Leaves the reader at the first fault; `parseAgreement` turns it into a refusal. */
export class Misfit extends Error {
  readonly refusal: OdrlRefusal;
  constructor(at: string, why: OdrlFault, expected: string) {
    super(`${at}: ${why}, expected ${expected}`);
    this.refusal = { code: 'agreement-invalid', at, why, expected };
  }
}

/** A value and its place in the document. */
export type Spot = { readonly value: unknown; readonly at: string };

/** An object of which every member was asked for: what nobody reads nobody agreed to. */
export type Members = {
  readonly at: string;
  readonly need: (name: string) => Spot;
  readonly maybe: (name: string) => Spot | undefined;
};

/** Reads an object that has no members but those named; a term we do not know could change what is signed. */
export function readObject({ value, at }: Spot, names: readonly string[]): Members {
  if (!isJsonObject(value)) throw new Misfit(at, 'wrong-value', 'an object');
  for (const name of Object.keys(value))
    if (!names.includes(name)) throw new Misfit(pointTo(at, name), 'unknown-term', names.join(', '));
  return {
    at,
    need: (name) => member(value, at, name) ?? missing(at, name),
    maybe: (name) => member(value, at, name),
  };
}

function member(object: JsonObject, at: string, name: string): Spot | undefined {
  return Object.hasOwn(object, name) ? { value: object[name], at: pointTo(at, name) } : undefined;
}

function missing(at: string, name: string): never {
  throw new Misfit(pointTo(at, name), 'missing', name);
}

export function readList({ value, at }: Spot): readonly Spot[] {
  if (!Array.isArray(value)) throw new Misfit(at, 'wrong-value', 'a list');
  return value.map((one: unknown, index) => ({ value: one, at: pointTo(at, String(index)) }));
}

/** A list that may be left out: empty then. An empty list is not written out, so that one meaning has one form. */
export function readListOrNone(spot: Spot | undefined): readonly Spot[] {
  if (!spot) return [];
  const list = readList(spot);
  if (list.length === 0) throw new Misfit(spot.at, 'wrong-value', 'at least one entry, or no such member');
  return list;
}

export function readText({ value, at }: Spot): string {
  if (typeof value !== 'string' || value === '') throw new Misfit(at, 'wrong-value', 'a text');
  return value;
}

export function readExactly(spot: Spot, text: string): void {
  if (spot.value !== text) throw new Misfit(spot.at, 'wrong-value', text);
}

export function readOneOf<const T extends string>(spot: Spot, values: readonly T[]): T {
  const found = values.find((value) => value === spot.value);
  if (found === undefined) throw new Misfit(spot.at, 'wrong-value', values.join(', '));
  return found;
}

/** Reads a text with a parser of the kernel that answers undefined when it does not fit. */
export function readWith<T>(spot: Spot, parse: (text: string) => T | undefined, expected: string): T {
  const parsed = parse(readText(spot));
  if (parsed === undefined) throw new Misfit(spot.at, 'wrong-value', expected);
  return parsed;
}

/** An `xsd` literal: `{"@value": "200", "@type": "xsd:integer"}`. */
export function readLiteral(spot: Spot, type: string): Spot {
  const members = readObject(spot, ['@value', '@type']);
  readExactly(members.need('@type'), type);
  return members.need('@value');
}

/** A reference `{"@id": "prefix:name"}`: the name. An empty prefix takes the whole. */
export function readId(spot: Spot, prefix: string): Spot {
  const id = readObject(spot, ['@id']).need('@id');
  const text = readText(id);
  if (!text.startsWith(prefix)) throw new Misfit(id.at, 'wrong-value', `${prefix}…`);
  return { value: text.slice(prefix.length), at: id.at };
}

export function readCount(spot: Spot): number {
  return readWith(
    readLiteral(spot, 'xsd:integer'),
    (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
    'a whole number from 1 to 999999999',
  );
}

function pointTo(at: string, name: string): string {
  return `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
