import type { Instant } from '#kernel/instant.ts';
import { createDroppedList } from '../dropped-list.ts';
import type { Converted } from '../convert-to.ts';
import { onlyGiven } from '../only-given.ts';
import { resolveTime } from '../wire/resolve-time.ts';
import type { WireItem, WireTime } from '../wire/wire-item.ts';
import { printCalendar } from './print-calendar.ts';

type Needs = { readonly stamp: Instant; readonly timeZone?: string };

/**
 * An event of any wire as a calendar of its own, with times in UTC, for whoever plans in a calendar and not in a newsroom's system. What is
 * private stays behind as in every writer (I26). Undefined for what is no event, or has no beginning.
 */
export function printWireEvent(wire: WireItem, { stamp, timeZone }: Needs): Converted | undefined {
  const { language, provider } = wire;
  const event = wire.kind === 'event' ? wire.event : undefined;
  const start = timeOf(event?.start, timeZone);
  if (event === undefined || start === undefined) return undefined;
  const name = provider?.name ?? provider?.code ?? '';
  const printed = printCalendar({ name, ...onlyGiven({ language }) }, [
    {
      uid: wire.uri,
      start,
      title: wire.headline ?? '',
      status: wire.pubStatus === 'canceled' ? 'cancelled' : statusOf(event.status),
      sequence: sequenceOf(wire),
      stamp: resolveTime(wire.dates.versionCreated, timeZone) ?? stamp,
      ...onlyGiven({ end: timeOf(event.end, timeZone), ...wordsOf(wire) }),
    },
  ]);
  return { printed, dropped: lostOf(wire) };
}

function sequenceOf({ version = '' }: WireItem): number {
  return /^\d{1,9}$/.test(version) ? Number(version) : 0;
}

function wordsOf({ places, body, links }: WireItem) {
  return {
    place: places.flatMap(({ name }) => name ?? []).join(', '),
    description: body.map(({ text }) => text).join('\n\n'),
    url: links.find(({ rel }) => rel === 'canonical' || rel === 'alternate')?.href,
  };
}

/** A day stays one; what has a time is a moment. */
function timeOf(time: WireTime | undefined, timeZone: string | undefined): string | undefined {
  return time?.includes('T') === true ? resolveTime(time, timeZone) : time;
}

function statusOf(written: string | undefined): 'tentative' | 'confirmed' | 'cancelled' {
  const said = (written ?? '').toLowerCase();
  if (/cancel|postpon/.test(said)) return 'cancelled';
  return /tentative|planned/.test(said) ? 'tentative' : 'confirmed';
}

function lostOf({ event, renditions, subjects, edNotes, sources, at }: WireItem): Converted['dropped'] {
  const dropped = createDroppedList();
  const lose = (what: string, place = at) => dropped.add(place, what, 'the calendar does not hold it');
  if (event?.recurrence !== undefined && event.recurrence.length > 0) lose('recurrence', sources['event']);
  for (const one of renditions) lose(`rendition ${one.fileName ?? one.href ?? one.role}`, one.at);
  for (const [index, { code, name = code }] of subjects.entries())
    lose(`subject ${name}`, sources[`subjects/${index}`]);
  for (const note of edNotes) if (note.audience === 'partner') lose(`edNote ${note.text}`, note.at);
  return dropped.all();
}
