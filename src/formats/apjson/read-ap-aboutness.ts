import type { JsonReading } from '../json/json-reading.ts';
import { mediaTopic } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireSubject } from '../wire/wire-item.ts';

/** Lists of the AP Media API that say what an item is about. */
const LISTS = ['subject', 'person', 'organization', 'organisation', 'company', 'event', 'audience'] as const;

/**
 * Subjects, people, organisations, events and places with their codes. Terms above another, which AP's vocabulary gives, are
 * counted, not kept.
 */
export function readApAboutness(item: WireItemBuilder, reading: JsonReading): void {
  for (const name of LISTS)
    for (const entry of kept(item, reading, name)) {
      const subject = subjectOf(entry, name);
      if (subject) item.add('subjects', subject, entry.at);
    }
  for (const entry of kept(item, reading, 'place')) {
    const named = onlyGiven({
      name: entry.line('name'),
      code: entry.line('code'),
      scheme: entry.line('scheme'),
    });
    if (named.name !== undefined || named.code !== undefined)
      item.add('places', { ...named, role: 'subject' }, entry.at);
  }
  readDateline(item, reading.object('datelinelocation'));
}

function kept(item: WireItemBuilder, reading: JsonReading, name: string): readonly JsonReading[] {
  const entries = reading.objects(name);
  const direct = entries.filter((entry) => !entry.lines('rels').includes('ancestor'));
  const above = entries.length - direct.length;
  if (above > 0)
    item.dropped.add(
      reading.place(name),
      `${above} of ${name}`,
      'terms above another follow from their vocabulary',
    );
  return direct;
}

function subjectOf(entry: JsonReading, list: string): WireSubject | undefined {
  const name = entry.line('name');
  const code = entry.line('code') ?? name;
  if (code === undefined) return undefined;
  const topic = mediaTopic(code) ?? mediaTopic(`${entry.line('scheme') ?? ''}${code}`);
  // Categories of the old wire have no vocabulary but their relation.
  const scheme = entry.line('scheme') ?? entry.lines('rels')[0] ?? list;
  const relevance = entry.count('relevance');
  return { code, scheme, ...onlyGiven({ name, mediaTopic: topic, relevance }) };
}

function readDateline(item: WireItemBuilder, location: JsonReading | undefined): void {
  if (location === undefined) return;
  const parts = ['city', 'countryareaname'].flatMap((name) => location.line(name) ?? []);
  const name = [...new Set(parts)].join(', ') || location.line('countryname');
  const country = location.line('countrycode');
  if (name !== undefined || country !== undefined)
    item.add('places', { role: 'dateline', ...onlyGiven({ name, country }) }, location.at);
}
