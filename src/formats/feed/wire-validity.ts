import { wireTime } from '../wire/wire-time.ts';
import { textOf } from '../xml/xml-element.ts';
import { resolveTime } from '../wire/resolve-time.ts';
import type { WireEntrySource } from './wire-entry-source.ts';

/** DCMI Period: `start=2026-11-30T00:00:00Z;end=2026-12-30T00:00:00Z;scheme=W3C-DTF`. */
const PERIOD = /^\s*(?:(?:name|start|end|scheme)\s*=\s*[^;]*;?\s*)+$/i;

/**
 * A span in which an entry may be used (`dcterms:valid` as a DCMI Period, `dcterms:available`): its end is when the entry expires, and a
 * beginning that is later than the day of the entry lays an embargo.
 */
export function readPeriod({ children, item }: WireEntrySource): void {
  for (const element of children.all('dcterms:valid', 'dc:valid', 'dcterms:available')) {
    const text = textOf(element);
    if (!PERIOD.test(text)) continue;
    const [start, end] = ['start', 'end'].map(
      (name) => new RegExp(String.raw`(?:^|;)\s*${name}\s*=\s*([^;]*)`, 'i').exec(text)?.[1]?.trim() ?? '',
    );
    item.date('expires', wireTime(end), element.at);
    if (start !== undefined && start !== '' && isLater(start, item.build().dates))
      item.embargo(start, element.at);
  }
}

/** Also where it cannot be read: then it is held rather than let out. */
function isLater(
  start: string,
  { published, versionCreated }: { published?: string; versionCreated?: string },
) {
  const begins = resolveTime(wireTime(start));
  const dated = resolveTime(published ?? versionCreated);
  return begins === undefined || dated === undefined || begins > dated;
}

/** Is it a span, and no time? */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** Media RSS 1.5.1: what was `deleted` is withdrawn, and what is `blocked` held; those who feed apps tell a story's end so. */
export function readMediaStatus({ children, item }: WireEntrySource): void {
  for (const element of children.all('media:status')) {
    const state = element.attributes.get('state')?.trim().toLowerCase();
    if (state === 'deleted') item.set('pubStatus', 'canceled', element.at);
    else if (state === 'blocked') item.set('pubStatus', 'withheld', element.at);
    else if (state !== undefined && state !== 'active')
      item.dropped.add(element.at, `media:status ${state}`, 'no such state is known');
  }
}
