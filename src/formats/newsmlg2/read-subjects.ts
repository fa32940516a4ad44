import type { Subject } from '#domain/item/item.ts';
import { mediaTopic, oneLine } from '../item-text.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';

type Topic = {
  readonly code: string;
  readonly name?: string;
  readonly above: string | undefined;
  readonly isAncestor: boolean;
};

/** What an item is about, as far as we keep it: media topics and places. */
export type G2Aboutness = { readonly subjects: readonly Subject[]; readonly places: readonly string[] };

/**
 * Subjects whose code is a media topic by the catalog, or is declared the same as one; geographic ones by name. A provider's own codes
 * are listed as dropped. Topics that the document marks as mere ancestors become `broader` of those below them.
 */
export function readAboutness(source: G2Source, contentMeta: XmlElement | undefined): G2Aboutness {
  const topics: Topic[] = [];
  const places = new Set<string>();
  for (const subject of source.reading.all(contentMeta, 'subject')) {
    const code = topicCode(source, subject);
    const name = nameOf(source, subject);
    if (code !== undefined) topics.push(readTopic(source, subject, { code, name }));
    else if (isPlace(source, subject) && name !== undefined) places.add(name);
    else
      source.dropped.add(
        subject.at,
        name === undefined ? describe(subject) : `subject ${name}`,
        'the subject is no media topic',
      );
    source.reading.take(subject);
  }
  return { subjects: link(topics), places: [...places] };
}

function topicCode({ reading, qcodes }: G2Source, subject: XmlElement): string | undefined {
  const same = [...reading.all(subject, 'sameAs'), ...reading.all(subject, 'exactMatch')];
  return [subject, ...same]
    .map((element) => mediaTopic(qcodes.uriOf(element)))
    .find((code) => code !== undefined);
}

function readTopic(
  { reading, qcodes }: G2Source,
  subject: XmlElement,
  { code, name }: { readonly code: string; readonly name: string | undefined },
): Topic {
  const broader = reading.all(subject, 'broader').map((element) => mediaTopic(qcodes.uriOf(element)));
  return {
    code,
    ...(name === undefined ? {} : { name }),
    above: broader.find((one) => one !== undefined && one !== code),
    isAncestor: subject.attributes.get('why') === 'why:ancestor',
  };
}

function link(topics: readonly Topic[]): readonly Subject[] {
  const above = new Map(topics.map((topic) => [topic.code, topic.above]));
  const chains = topics.map((topic) => ({ topic, broader: chainAbove(topic.code, above) }));
  const mentioned = new Set(
    chains.filter(({ topic }) => !topic.isAncestor).flatMap(({ broader }) => broader),
  );
  return chains
    .filter(({ topic }) => !(topic.isAncestor && mentioned.has(topic.code)))
    .map(({ topic: { code, name }, broader }) => ({
      code,
      ...(name === undefined ? {} : { name }),
      broader,
    }));
}

/** A provider may write a circle; each code is taken once. */
function chainAbove(code: string, above: ReadonlyMap<string, string | undefined>): readonly string[] {
  const chain = new Set<string>();
  for (
    let next = above.get(code);
    next !== undefined && next !== code && !chain.has(next);
    next = above.get(next)
  )
    chain.add(next);
  return [...chain];
}

function isPlace({ qcodes }: G2Source, subject: XmlElement): boolean {
  const nature = iptcCode(qcodes.uriOf(subject, 'type'), 'cpnature');
  return nature === 'geoArea' || nature === 'poi';
}

/** The first name; the document's own language comes first by custom. */
function nameOf({ reading }: G2Source, element: XmlElement): string | undefined {
  const name = oneLine(reading.text(reading.first(element, 'name')) ?? '');
  return name === '' ? undefined : name;
}
