import type { ItemVersion } from '#domain/item/item.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';

/**
 * What the item is about: its media topics, each with the one above it; those that only stand above another as ancestors;
 * places by name.
 */
export function printSubjects({ subjects, places }: ItemVersion): readonly XmlMarkup[] {
  const own = new Set(subjects.map(({ code }) => code));
  const ancestors = new Map(subjects.flatMap(({ broader }) => chainOf(broader)));
  return [
    ...subjects.map(({ code, name, broader: [above] }) =>
      element('subject', { type: 'cpnat:abstract', qcode: code }, nameOf(name), broaderOf(above)),
    ),
    ...[...ancestors]
      .filter(([code]) => !own.has(code))
      .map(([code, above]) =>
        element('subject', { type: 'cpnat:abstract', qcode: code, why: 'why:ancestor' }, broaderOf(above)),
      ),
    ...places.map((place) => element('subject', { type: 'cpnat:geoArea', literal: place }, nameOf(place))),
  ];
}

/** Each code of a chain with the next one above it. */
function chainOf(broader: readonly string[]): readonly (readonly [string, string | undefined])[] {
  return broader.map((code, index) => [code, broader[index + 1]]);
}

function nameOf(name: string | undefined): XmlMarkup | undefined {
  return name === undefined ? undefined : element('name', {}, name);
}

function broaderOf(above: string | undefined): XmlMarkup | undefined {
  return above === undefined ? undefined : element('broader', { qcode: above });
}
