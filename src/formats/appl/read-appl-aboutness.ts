import { onlyGiven } from '../only-given.ts';
import { conceptNature } from '../wire/concept-nature.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { attributeOf, childNamed, childrenNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** Subjects, people, organisations and places with AP's codes. Terms that only stand above another are counted, not kept. */
export function readApplAboutness(item: WireItemBuilder, descriptive: XmlElement | undefined): void {
  if (descriptive === undefined) return;
  readDateline(item, childNamed(descriptive, 'DateLineLocation'));
  const said = ['SubjectClassification', 'EntityClassification'].flatMap((name) =>
    childrenNamed(descriptive, name).flatMap((list) =>
      childrenNamed(list, 'Occurrence').map((one) => ({
        one,
        scheme: attributeOf(list, 'Authority') ?? name,
      })),
    ),
  );
  const direct = said.filter(({ one }) => attributeOf(one, 'ActualMatch') !== 'false');
  for (const { one, scheme } of direct) readOccurrence(item, one, scheme);
  const above = said.length - direct.length;
  if (above > 0)
    item.dropped.add(
      descriptive.at,
      `${above} of SubjectClassification`,
      'terms above another follow from their vocabulary',
    );
  for (const description of childrenNamed(descriptive, 'Description'))
    if (!item.has('summary')) item.set('summary', lineOf(description), description.at);
}

function readOccurrence(item: WireItemBuilder, one: XmlElement, scheme: string): void {
  const name = attributeOf(one, 'Value');
  const code = attributeOf(one, 'Id') ?? name;
  if (code === undefined) return;
  if (/geography|country/i.test(scheme))
    return item.add('places', { scheme, code, ...onlyGiven({ name }), role: 'subject' }, one.at);
  const nature = NATURES.find(([authority]) => authority.test(scheme))?.[1];
  const type = nature === undefined ? undefined : conceptNature(nature);
  item.add('subjects', { scheme, code, ...onlyGiven({ name, type }) }, one.at);
}

const NATURES: readonly (readonly [RegExp, string])[] = [
  [/party|person/i, 'person'],
  [/organi[sz]ation|company/i, 'organisation'],
  [/event/i, 'event'],
];

function readDateline(item: WireItemBuilder, location: XmlElement | undefined): void {
  const line = (name: string) => lineOf(childNamed(location, name));
  const parts = [line('City'), line('CountryAreaName')].filter((part) => part !== undefined);
  const name = [...new Set(parts)].join(', ') || line('CountryName');
  const country = line('Country');
  if (location && (name !== undefined || country !== undefined))
    item.add('places', { role: 'dateline', ...onlyGiven({ name, country }) }, location.at);
}
