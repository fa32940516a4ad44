import { oneLine } from '../item-text.ts';
import { readItemUri } from '../ninjs/item-uri.ts';
import { onlyGiven } from '../only-given.ts';
import { webUrl } from '../html/web-url.ts';
import type { WireGroup, WireLink } from '../wire/wire-item.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';

/** The groups of a package and what is in each (spec §16); a group inside a group is a link to it by its id. */
export function readPackage(source: G2Source): void {
  const { element, reading, item } = source;
  readLooseReferences(source);
  for (const groupSet of reading.all(element, 'groupSet'))
    for (const group of reading.all(groupSet, 'group')) {
      item.add('groups', readGroup(source, group), group.at);
      reading.take(group);
    }
}

/** Some wires list what belongs together without any group around it. */
function readLooseReferences(source: G2Source): void {
  const { element, reading, item } = source;
  const items = reading.all(element, 'itemRef').flatMap((one) => readReference(source, reading.take(one)));
  if (items.length > 0) item.add('groups', { mode: 'bag', items }, element.at);
}

function readGroup(source: G2Source, group: XmlElement): WireGroup {
  const { reading, qcodes } = source;
  const mode = iptcCode(qcodes.uriOf(group, 'mode'), 'packagegroupmode') ?? group.attributes.get('mode');
  return {
    ...onlyGiven({
      id: group.attributes.get('id'),
      role: lastPart(group.attributes.get('role')),
      mode: MODES.get(lastPart(mode) ?? '') ?? mode,
      title: oneLine(reading.text(reading.first(group, 'title')) ?? ''),
    }),
    items: group.children.filter(isElement).flatMap((child) => readReference(source, child)),
  };
}

const MODES: ReadonlyMap<string, string> = new Map([
  ['seq', 'sequential'],
  ['alt', 'alternative'],
  ['bag', 'bag'],
]);

function readReference({ reading, needs, qcodes }: G2Source, reference: XmlElement): readonly WireLink[] {
  const title = reading.first(reference, 'headline') ?? reading.first(reference, 'title');
  const told = { ...onlyGiven({ title: oneLine(reading.text(title) ?? '') }), at: reference.at };
  if (reference.name === 'groupRef') {
    const uri = reference.attributes.get('idref');
    return uri === undefined ? [] : [{ rel: 'group', uri, ...told }];
  }
  if (reference.name !== 'itemRef' && reference.name !== 'conceptRef') return [];
  const guid = reference.attributes.get('residref') ?? reference.attributes.get('guidref');
  const concept = qcodes.uriOf(reference) ?? reference.attributes.get('qcode');
  return [
    {
      rel: 'member',
      ...onlyGiven({
        uri: guid === undefined ? concept : readItemUri(oneLine(guid)),
        href: webUrl(reference.attributes.get('href') ?? '', needs.baseUrl),
        version: reference.attributes.get('version'),
      }),
      ...told,
    },
  ];
}

function lastPart(code: string | undefined): string | undefined {
  return code?.split(':').at(-1);
}
