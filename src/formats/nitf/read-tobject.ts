import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { statusNamed } from '../wire/status-words.ts';
import { mediaTopic } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { attributeOf, childrenNamed, listOthers } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** The vocabulary of the eight-digit subject codes of IPTC, which NITF and NewsML 1 use. */
export const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';

const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

/** What kind of story it is, and its subjects by the codes of IPTC or of its agency (`tobject.subject.ipr`). */
export function readTobject(item: WireItemBuilder, tobject: XmlElement | undefined): void {
  if (tobject === undefined) return;
  const type = attributeOf(tobject, 'tobject.type');
  if (type !== undefined && !/^news$/i.test(type))
    item.add('genres', { scheme: 'tobject.type', code: type, name: type }, tobject.at);
  if (statusNamed(type)?.instruction === 'advise') item.add('signals', { code: 'advisory' }, tobject.at);
  for (const property of childrenNamed(tobject, 'tobject.property')) {
    const name = attributeOf(property, 'tobject.property.type');
    if (name !== undefined && !/^current$/i.test(name))
      item.add('genres', { scheme: 'tobject.property.type', code: name, name }, property.at);
  }
  for (const subject of childrenNamed(tobject, 'tobject.subject')) readSubject(item, subject);
  listOthers(tobject, new Set(['tobject.property', 'tobject.subject']), item.dropped);
}

function readSubject(item: WireItemBuilder, subject: XmlElement): void {
  const names = ['detail', 'matter', 'type'].map((part) => attributeOf(subject, `tobject.subject.${part}`));
  const name = names.find((one) => one !== undefined);
  const code =
    attributeOf(subject, 'tobject.subject.refnum') ?? attributeOf(subject, 'tobject.subject.code') ?? name;
  if (code === undefined) return;
  const owner = attributeOf(subject, 'tobject.subject.ipr') ?? 'IPTC';
  const topic = mediaTopic(code);
  const known =
    topic === undefined
      ? { code, scheme: schemeOf(code, owner) }
      : { code: topic.slice(7), scheme: MEDIA_TOPICS };
  item.add(
    'subjects',
    { code: known.code, ...onlyGiven({ scheme: known.scheme, name, mediaTopic: topic }) },
    subject.at,
  );
}

/** Agencies put their own codes under their own name; what says IPTC and is no code of IPTC is of no vocabulary we know. */
function schemeOf(code: string, owner: string): string | undefined {
  if (!/^IPTC/i.test(owner)) return owner;
  return /^\d{8}$/.test(code) ? SUBJECT_CODES : undefined;
}
