import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireCoverage } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { identityOf } from './read-names.ts';

/** What a planning item promises: each coverage with its deliveries (spec §13). Who is assigned is private. */
export function readPlanning(source: G2Source): void {
  const { element, reading, item } = source;
  for (const set of reading.all(element, 'newsCoverageSet'))
    for (const coverage of reading.all(set, 'newsCoverage')) readCoverage(source, coverage);
  if (!item.has('headline')) {
    const title = reading.text(reading.first(reading.first(element, 'itemMeta'), 'title'));
    item.set('headline', oneLine(title ?? ''), element.at);
  }
}

function readCoverage(source: G2Source, coverage: XmlElement): void {
  const { reading, item } = source;
  const deliveries = reading
    .all(coverage, 'delivery')
    .flatMap((one) => reading.all(one, 'deliveredItemRef'))
    .flatMap(
      (one) =>
        one.attributes.get('guidref') ?? one.attributes.get('residref') ?? one.attributes.get('href') ?? [],
    );
  const plannings = reading.all(coverage, 'planning');
  const told = plannings.length === 0 ? [coverage] : plannings;
  for (const planning of told) {
    item.add(
      'coverages',
      { ...readPlan(source, planning), ...(deliveries.length === 0 ? {} : { deliveries }) },
      planning.at,
    );
    for (const assigned of reading.all(planning, 'assignedTo')) {
      reading.take(assigned);
      const name = oneLine(
        reading.text(reading.first(assigned, 'name')) ?? assigned.attributes.get('literal') ?? '',
      );
      if (name !== '') item.add('private', { kind: 'person', text: name, at: assigned.at }, assigned.at);
    }
  }
}

function readPlan(source: G2Source, planning: XmlElement): WireCoverage {
  const { reading } = source;
  const line = (name: string) => oneLine(reading.text(reading.first(planning, name)) ?? '');
  const code = (name: string) => reading.first(planning, name)?.attributes.get('qcode')?.split(':').at(-1);
  const notes = [...reading.all(planning, 'edNote'), ...reading.all(planning, 'description')]
    .map((one) => severalLines(reading.text(one) ?? ''))
    .filter((text) => text !== '');
  return onlyGiven({
    type: code('itemClass') ?? line('g2contentType'),
    scheduled: wireTime(reading.text(reading.first(planning, 'scheduled'))),
    headline: line('headline'),
    slugline: line('slugline'),
    note: notes.join('\n'),
    status: code('newsCoverageStatus') ?? assertedStatus(source, planning),
  });
}

/** The status of the topic that a coverage is about, where the item says it once for all coverages of it. */
function assertedStatus({ reading, asserted }: G2Source, planning: XmlElement): string | undefined {
  const topics = reading.all(planning, 'subject').map((one) => asserted.get(identityOf(one) ?? ''));
  const told = topics.map((topic) => topic && reading.first(topic, 'newsCoverageStatus'));
  return told
    .find((one) => one !== undefined)
    ?.attributes.get('qcode')
    ?.split(':')
    .at(-1);
}
