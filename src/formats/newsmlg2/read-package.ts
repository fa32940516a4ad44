import { oneLine } from '../item-text.ts';
import { readItemUri } from '../ninjs/item-uri.ts';
import { webUrl } from '../html/web-url.ts';
import type { WireGroup, WireLink } from '../wire/wire-item.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';

/** The groups of a package and what is in each (spec §16); a group inside a group is a link to it by its id. */
export function readPackage(source: G2Source): void {
  const { element, reading, item } = source;
  for (const groupSet of reading.all(element, 'groupSet'))
    for (const group of reading.all(groupSet, 'group')) {
      item.add('groups', readGroup(source, group), group.at);
      reading.take(group);
    }
}

function readGroup(source: G2Source, group: XmlElement): WireGroup {
  const { reading, qcodes } = source;
  const mode = iptcCode(qcodes.uriOf(group, 'mode'), 'packagegroupmode') ?? group.attributes.get('mode');
  const role = group.attributes.get('role')?.split(':').at(-1);
  const id = group.attributes.get('id');
  const title = oneLine(reading.text(reading.first(group, 'title')) ?? '');
  return {
    ...(id === undefined ? {} : { id }),
    ...(role === undefined ? {} : { role }),
    ...(mode === undefined ? {} : { mode: MODES.get(mode.split(':').at(-1) ?? '') ?? mode }),
    ...(title === '' ? {} : { title }),
    items: group.children.filter(isElement).flatMap((child) => readReference(source, child)),
  };
}

const MODES: ReadonlyMap<string, string> = new Map([
  ['seq', 'sequential'],
  ['alt', 'alternative'],
  ['bag', 'bag'],
]);

function readReference({ reading, needs }: G2Source, reference: XmlElement): readonly WireLink[] {
  const title = oneLine(
    reading.text(reading.first(reference, 'headline')) ??
      reading.text(reading.first(reference, 'title')) ??
      '',
  );
  const told = { ...(title === '' ? {} : { title }), at: reference.at };
  if (reference.name === 'groupRef') {
    const id = reference.attributes.get('idref');
    return id === undefined ? [] : [{ rel: 'group', uri: id, ...told }];
  }
  if (reference.name !== 'itemRef' && reference.name !== 'conceptRef') return [];
  const guid = reference.attributes.get('residref') ?? reference.attributes.get('guidref');
  const href = webUrl(reference.attributes.get('href') ?? '', needs.baseUrl);
  const version = reference.attributes.get('version');
  return [
    {
      rel: 'member',
      ...(guid === undefined ? {} : { uri: readItemUri(oneLine(guid)) }),
      ...(href === undefined ? {} : { href }),
      ...(version === undefined ? {} : { version }),
      ...told,
    },
  ];
}
