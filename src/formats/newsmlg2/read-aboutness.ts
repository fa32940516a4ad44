import { mediaTopic } from '../item-text.ts';
import { SUBJECT_CODES } from '../nitf/read-tobject.ts';
import type { WireCode, WireSubject } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode, topicOf } from './qcodes.ts';
import { identityOf, nameOf } from './read-names.ts';
import { readPlace } from './read-places.ts';

type Topic = {
  readonly element: XmlElement;
  readonly subject: WireSubject;
  readonly above: readonly string[];
  readonly isAncestor: boolean;
};

/**
 * What an item is about: subjects with their own codes and the media topic they are or are declared the same as; places apart.
 * Topics that the document marks as mere ancestors become `broader` of those below them.
 */
export function readAboutness(source: G2Source): void {
  const { element, reading, item } = source;
  const contentMeta = reading.first(element, 'contentMeta');
  const topics: Topic[] = [];
  for (const subject of reading.all(contentMeta, 'subject')) {
    const nature = natureOf(source, subject);
    if (PLACES.test(nature ?? '')) addPlace(source, subject);
    else topics.push(...readTopic(source, subject, nature));
    reading.take(subject);
  }
  for (const { element: subject, subject: told } of link(topics)) item.add('subjects', told, subject.at);
  for (const assert of reading.all(element, 'assert')) reading.take(assert);
}

/** Natures of IPTC for places, and what TT writes for them. */
const PLACES = /^(?:geoarea|poi|place)$/i;

function natureOf({ qcodes, asserted, reading }: G2Source, subject: XmlElement): string | undefined {
  const asserts = asserted.get(identityOf(subject) ?? '');
  const type = reading.first(subject, 'type') ?? (asserts && reading.first(asserts, 'type'));
  const written = qcodes.uriOf(subject, 'type') ?? (type && qcodes.uriOf(type));
  return iptcCode(written, 'cpnature') ?? subject.attributes.get('type')?.split(':').at(-1);
}

function addPlace(source: G2Source, subject: XmlElement): void {
  const place = readPlace(source, subject);
  if (place !== undefined) source.item.add('places', { ...place, role: 'subject' }, subject.at);
}

function readTopic(source: G2Source, subject: XmlElement, nature: string | undefined): readonly Topic[] {
  const { reading, qcodes, asserted } = source;
  const elements = [subject, asserted.get(identityOf(subject) ?? '')].filter((one) => one !== undefined);
  const same = elements.flatMap((one) => [...reading.all(one, 'sameAs'), ...reading.all(one, 'exactMatch')]);
  const topic = topicOf(qcodes, [subject, ...same]);
  const broader = elements
    .flatMap((one) => reading.all(one, 'broader'))
    .map((one) => mediaTopic(qcodes.uriOf(one)));
  const name = nameOf(source, subject);
  const code = subjectCode(qcodes.codeOf(subject)) ?? { code: name ?? '' };
  // An element that a template left empty is about nothing.
  if (code.code === '') return [];
  const own = {
    element: subject,
    subject: {
      ...code,
      ...(name === undefined ? {} : { name }),
      ...(nature === undefined || nature === 'abstract' ? {} : { type: nature }),
      ...(topic === undefined ? {} : { mediaTopic: topic }),
    },
    above: broader.flatMap((one) => (one === undefined || one === topic ? [] : [one])),
    isAncestor: /(?:^|[:/])ancestor$/.test(
      subject.attributes.get('why') ?? subject.attributes.get('whyuri') ?? '',
    ),
  };
  return [own];
}

/** `TT:02000000:LAG`: a code of IPTC in a literal, between the agency and its own word. */
function subjectCode(code: WireCode | undefined): WireCode | undefined {
  const digits = code?.scheme === undefined && /^\p{L}{2,8}:(\d{8})(?::\w+)?$/u.exec(code?.code ?? '')?.[1];
  return digits === undefined || digits === false ? code : { scheme: SUBJECT_CODES, code: digits };
}

function link(topics: readonly Topic[]): readonly Topic[] {
  const above = new Map<string, readonly string[]>();
  for (const { subject, above: next } of topics) {
    const { mediaTopic: code } = subject;
    if (code !== undefined) above.set(code, [...(above.get(code) ?? []), ...next]);
  }
  const chained = topics.map((topic) => {
    const { mediaTopic: code } = topic.subject;
    // A concept of the house that is no topic itself lies below those that it names.
    const broader = code === undefined ? chainFrom(topic.above, above) : chainAbove(code, above);
    return broader.length === 0 ? topic : { ...topic, subject: { ...topic.subject, broader } };
  });
  const mentioned = new Set(
    chained.filter(({ isAncestor }) => !isAncestor).flatMap(({ subject }) => subject.broader ?? []),
  );
  return chained.filter(
    ({ isAncestor, subject }) => !(isAncestor && mentioned.has(subject.mediaTopic ?? '')),
  );
}

/** All that is said to be above it, nearest first. A provider may write a circle; each code is taken once. */
function chainAbove(code: string, above: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return chainFrom([code], above).slice(1);
}

function chainFrom(
  start: readonly string[],
  above: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const met = new Set(start);
  // A set hands out what is added while it is walked.
  for (const one of met) for (const next of above.get(one) ?? []) met.add(next);
  return [...met];
}
