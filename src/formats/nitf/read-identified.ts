import { onlyGiven } from '../only-given.ts';
import type { WireCode, WirePlace } from '../wire/wire-item.ts';
import { attributeOf, childNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { oneLine } from '../item-text.ts';

/** A `location` with its parts from the smallest to the country; undefined where it names nothing. */
export function placeOf(location: XmlElement, role: WirePlace['role']): WirePlace | undefined {
  const parts = location.children
    .map((part) => oneLine(isElement(part) ? textOf(part) : part))
    .filter((part) => part !== '');
  const names = parts.map((part) => part.replace(/^,\s*|\s*,$/g, '')).filter((name) => name !== '');
  const place = onlyGiven({
    name: parts.length === 1 ? parts[0] : names.join(', '),
    ...locationCode(location),
    country: attributeOf(findNamed(location, 'country'), 'iso-cc'),
  });
  return place.name === undefined && place.code === undefined ? undefined : { ...place, role };
}

function locationCode(location: XmlElement): Partial<WireCode> {
  for (const [element, attribute] of [
    [location, 'location-code'],
    [findNamed(location, 'city'), 'city-code'],
  ] as const) {
    const code = attributeOf(element, attribute);
    const scheme = attributeOf(element, 'code-source');
    if (code !== undefined) return scheme === undefined ? { code } : { code, scheme };
  }
  const other = findNamed(location, 'alt-code');
  return onlyGiven({ code: attributeOf(other, 'value'), scheme: attributeOf(other, 'idsrc') });
}

/**
 * A person, an organisation, an event or a class that NITF names, with its code: that of `value` and `idsrc`, else that of
 * `alt-code`, else its own name.
 */
export function identifiedOf(element: XmlElement): WireCode | undefined {
  const name = lineOf(element);
  const other = childNamed(element, 'alt-code');
  const own = attributeOf(element, 'value');
  const code = own ?? attributeOf(other, 'value') ?? name;
  if (code === undefined) return undefined;
  const scheme = attributeOf(own === undefined ? other : element, 'idsrc') ?? attributeOf(element, 'type');
  return { code, ...onlyGiven({ name, scheme }) };
}
