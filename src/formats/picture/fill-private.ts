import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WirePrivate } from '../wire/wire-item.ts';
import type { ExifFacts } from './read-exif.ts';
import { allTexts, type XmpProperties } from './xmp-properties.ts';

/** Properties that must not leave this house, by how their names begin (I26). */
const PRIVATE: readonly (readonly [WirePrivate['kind'], readonly string[]])[] = [
  ['contact', ['Iptc4xmpCore:CreatorContactInfo']],
  ['position', ['exif:GPS']],
  [
    'serial-number',
    ['aux:SerialNumber', 'aux:LensSerialNumber', 'exifEX:BodySerialNumber', 'exifEX:LensSerialNumber'],
  ],
  [
    'person',
    [
      'aux:OwnerName',
      'exifEX:CameraOwnerName',
      'Iptc4xmpExt:AIPromptWriterName',
      'Iptc4xmpExt:AddlModelInfo',
    ],
  ],
  ['desk', ['xmp:Label', 'xmp:Rating', 'xmp:Nickname', '{http://ns.camerabits.com/photomechanic/1.0/}']],
  [
    'other',
    [
      'xmpMM:History',
      'xmpMM:DerivedFrom',
      'xmpMM:Ingredients',
      'xmpMM:ManagedFrom',
      'xmpMM:Manifest',
      'xmpMM:Pantry',
      'photoshop:DocumentAncestors',
      'photoshop:History',
      'crs:RawFileName',
      'tiff:HostComputer',
      'exif:MakerNote',
      'exif:UserComment',
    ],
  ],
];

const MOST_CHARACTERS = 2000;

/** Sets apart what XMP says of people, machines and paths of the house that made the picture. */
export function fillPrivateXmp(item: WireItemBuilder, xmp: XmpProperties): void {
  for (const [kind, names] of PRIVATE)
    for (const [, node] of names.flatMap((start) => xmp.beginningWith(start))) {
      const text = allTexts(node).join(', ').slice(0, MOST_CHARACTERS).toWellFormed();
      if (text !== '') item.add('private', { kind, text, at: node.at }, node.at);
    }
}

/** The same of EXIF. */
export function fillPrivateExif(item: WireItemBuilder, facts: ExifFacts): void {
  const { position, serialNumbers, people, hidden, comments } = facts;
  const add = (kind: WirePrivate['kind'], { text, at }: { text: string; at: string }): void =>
    item.add('private', { kind, text: text.slice(0, MOST_CHARACTERS).toWellFormed(), at }, at);
  if (position) add('position', position);
  for (const said of serialNumbers) add('serial-number', said);
  for (const said of people) add('person', said);
  for (const said of hidden) add('other', said);
  for (const comment of comments)
    item.add(
      'edNotes',
      { text: comment.text, role: 'comment', audience: 'private', at: comment.at },
      comment.at,
    );
}

/** One line for each namespace that was left over: camera raw settings alone may be hundreds of properties. */
export function listUnread(item: WireItemBuilder, xmp: XmpProperties): void {
  for (const [namespace, properties] of xmp.rest()) {
    // A namespace without a usual prefix stands in braces, any other before a colon.
    const names = properties.map(([name]) => name.slice(namespace.length).replace(/^:/, ''));
    const shown = names.slice(0, 5).join(', ');
    const what = `XMP ${namespace}: ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
    item.dropped.add(properties[0]?.[1].at ?? '', what, 'an item has no place for it');
  }
}
