import type { Subject } from '#domain/item/item.ts';
import { mediaTopic, oneLine } from '../item-text.ts';
import type { NinjsSource } from './ninjs-source.ts';
import { objectsIn, textIn } from './read-json.ts';

/**
 * Media topics in document order. A subject with `rel` "broader" belongs to the one before it: that is how our printer
 * writes the codes above a topic.
 */
export function readSubjects({ object, dropped }: NinjsSource): readonly Subject[] {
  const subjects: { code: string; name?: string; broader: string[] }[] = [];
  for (const { at, object: one } of objectsIn(object, 'subjects')) {
    const code = mediaTopic(textIn(one, 'uri')) ?? mediaTopic(textIn(one, 'literal'));
    const name = textIn(one, 'name');
    const last = subjects.at(-1);
    if (code === undefined)
      dropped.add(
        at,
        name ?? textIn(one, 'uri') ?? textIn(one, 'literal') ?? 'subject',
        'the subject is no media topic',
      );
    else if (one['rel'] === 'broader' && last !== undefined) last.broader.push(code);
    else subjects.push({ code, ...(name === undefined ? {} : { name: oneLine(name) }), broader: [] });
  }
  return subjects;
}

/** Names of places, each once. */
export function readPlaces({ object, dropped }: NinjsSource): readonly string[] {
  const names = new Set<string>();
  for (const { at, object: one } of objectsIn(object, 'places')) {
    const name = textIn(one, 'name');
    if (name === undefined) dropped.add(at, 'place', 'the place has no name');
    else names.add(oneLine(name));
    if (one['geoJSON'] !== undefined) dropped.add(`${at}/geoJSON`, 'geoJSON', 'places are kept by name only');
  }
  return [...names];
}
