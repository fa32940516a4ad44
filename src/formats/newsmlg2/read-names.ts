import { oneLine } from '../item-text.ts';
import type { WireCode } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';

/**
 * The name of a concept: in the document's language where there are several, else the first; where the element has none, what
 * the document asserts about the same concept elsewhere (spec §7.6).
 */
export function nameOf(source: G2Source, element: XmlElement): string | undefined {
  return ownName(source, element) ?? assertedName(source, element);
}

function ownName({ reading, element: item }: G2Source, element: XmlElement): string | undefined {
  const names = reading.all(element, 'name').map((one) => ({
    language: one.attributes.get('xml:lang'),
    role: one.attributes.get('role') ?? '',
    text: oneLine(reading.text(one) ?? ''),
  }));
  const given = names.filter(({ text }) => text !== '');
  const language = item.attributes.get('xml:lang')?.toLowerCase();
  const full = given.filter(({ role }) => !/short|sort|abbr|mnemonic/i.test(role));
  const own = full.find((one) => language !== undefined && one.language?.toLowerCase() === language);
  return (own ?? full[0] ?? given[0])?.text;
}

function assertedName(source: G2Source, element: XmlElement): string | undefined {
  const asserted = assertedOf(source, element);
  return asserted === undefined ? undefined : ownName(source, asserted);
}

/** What the document asserts elsewhere about a concept that it speaks of here. */
export function assertedOf(source: G2Source, element: XmlElement): XmlElement | undefined {
  const key = identityOf(element);
  const asserted = key === undefined ? undefined : (source.asserted.get(key) ?? likeAsserted(source, key));
  return asserted === element ? undefined : asserted;
}

/** STT asserts a place under another alias of its own, by the same number (`sttlocmeta:rich:20016` of `sttlocationalias:20016`). */
function likeAsserted({ asserted }: G2Source, key: string): XmlElement | undefined {
  if (asserted.size === 0 || !/^\w{6,}:\d{4,}$/.test(key)) return undefined;
  const known = byNumber.get(asserted) ?? new Map([...asserted].map(([id, one]) => [numbered(id), one]));
  byNumber.set(asserted, known);
  return known.get(numbered(key));
}

const byNumber = new WeakMap<ReadonlyMap<string, XmlElement>, ReadonlyMap<string, XmlElement>>();

/** The first letters of the alias and the number. */
function numbered(id: string): string {
  return `${id.slice(0, 6)}:${id.split(':').at(-1) ?? ''}`;
}

/** What one part of a document calls a concept when another part speaks of it too. */
export function identityOf(element: XmlElement): string | undefined {
  return ['qcode', 'uri', 'literal']
    .map((name) => element.attributes.get(name))
    .find((id) => id !== undefined);
}

/** A code with its name, which stands for the code where there is none; undefined when the element has neither. */
export function codeWithName(source: G2Source, element: XmlElement): WireCode | undefined {
  const code = source.qcodes.codeOf(element);
  const name = nameOf(source, element);
  source.reading.take(element);
  if (code === undefined) return name === undefined ? undefined : { code: name, name };
  return { ...code, ...(name === undefined ? {} : { name }) };
}
