import { oneLine } from '../item-text.ts';
import type { WireCode, WirePlace } from '../wire/wire-item.ts';
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
  const key = identityOf(element);
  const asserted = key === undefined ? undefined : source.asserted.get(key);
  return asserted === undefined || asserted === element ? undefined : ownName(source, asserted);
}

/** What one part of a document calls a concept when another part speaks of it too. */
export function identityOf(element: XmlElement): string | undefined {
  return ['qcode', 'uri', 'literal']
    .map((name) => element.attributes.get(name))
    .find((id) => id !== undefined);
}

/** A place, which needs no code: many wires write the name alone. */
export function namedPlace(source: G2Source, element: XmlElement): Omit<WirePlace, 'role'> | undefined {
  const code = source.qcodes.codeOf(element);
  const name = nameOf(source, element);
  source.reading.take(element);
  if (code === undefined && name === undefined) return undefined;
  return { ...code, ...(name === undefined ? {} : { name }) };
}

/** A code with its name, which stands for the code where there is none; undefined when the element has neither. */
export function codeWithName(source: G2Source, element: XmlElement): WireCode | undefined {
  const code = source.qcodes.codeOf(element);
  const name = nameOf(source, element);
  source.reading.take(element);
  if (code === undefined) return name === undefined ? undefined : { code: name, name };
  return { ...code, ...(name === undefined ? {} : { name }) };
}
