import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WirePlace } from '../wire/wire-item.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { assertedOf, nameOf } from './read-names.ts';

/**
 * A place, which needs no code: many wires write the name alone, and some a mere mark (`literal`) by which they tell its address in
 * another part of the document. Undefined where neither tells what place it is.
 */
export function readPlace(source: G2Source, element: XmlElement): Omit<WirePlace, 'role'> | undefined {
  const asserted = assertedOf(source, element);
  const isMark =
    asserted !== undefined && element.attributes.get('literal') === asserted.attributes.get('literal');
  const code = isMark && !element.attributes.has('qcode') ? undefined : source.qcodes.codeOf(element);
  const name = nameOf(source, element) ?? (asserted && localityIn(source, asserted));
  const country = countryOf(source, element) ?? (asserted && countryOf(source, asserted));
  source.reading.take(element);
  if (code === undefined && name === undefined) return undefined;
  return { ...code, ...onlyGiven({ name, country }) };
}

/** Of an address, the town; where none is told, the area. */
function localityIn({ reading }: G2Source, place: XmlElement): string | undefined {
  const address = addressOf(reading, place);
  const parts = ['locality', 'area'].flatMap((part) => reading.all(address, part));
  return parts
    .map((part) => oneLine(textOf(reading.first(part, 'name') ?? part)))
    .find((name) => name !== '');
}

function addressOf(reading: G2Source['reading'], place: XmlElement): XmlElement | undefined {
  return reading.first(reading.first(place, 'POIDetails'), 'address');
}

/** The code of the country above a place or in its address, where the document tells one of two or three letters. */
function countryOf({ reading, qcodes }: G2Source, place: XmlElement): string | undefined {
  const above = [...reading.all(place, 'broader'), ...reading.all(addressOf(reading, place), 'country')];
  return [place, ...above]
    .flatMap((one) => reading.all(one, 'sameAs'))
    .concat(above)
    .map((one) => qcodes.codeOf(one))
    .find((code) => /country|iso3166/i.test(code?.scheme ?? '') && /^[A-Za-z]{2,3}$/.test(code?.code ?? ''))
    ?.code.toUpperCase();
}
