import type { Instant } from '#kernel/instant.ts';

/** One event of a calendar to print. Times are an instant, or a day (`2026-11-29`) for an event of whole days. */
export type EventToPrint = {
  readonly uid: string;
  readonly start: Instant | string;
  /** Of whole days the day after the last (RFC 5545 §3.6.1). */
  readonly end?: Instant | string;
  readonly title: string;
  readonly place?: string;
  readonly description?: string;
  readonly url?: string;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** Grows by one with every change (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  /** When this version was made. */
  readonly stamp: Instant;
};

/** What a calendar says about itself. */
export type CalendarToPrint = { readonly name: string; readonly language?: string };

/**
 * Prints a calendar (RFC 5545) with times in UTC, which every reader knows. Lines end with CRLF and are folded at 75 octets, never
 * inside a character.
 */
export function printCalendar(calendar: CalendarToPrint, events: readonly EventToPrint[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pactwire//Pactwire//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeValue(calendar.name)}`,
    ...events.flatMap((event) => eventLines(event, calendar.language)),
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}

function eventLines(event: EventToPrint, language: string | undefined): readonly string[] {
  const inLanguage = language === undefined ? '' : `;LANGUAGE=${language}`;
  const given = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [`${name}:${value}`];
  return [
    'BEGIN:VEVENT',
    `UID:${escapeValue(event.uid)}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART${timeValue(event.start)}`,
    ...(event.end === undefined ? [] : [`DTEND${timeValue(event.end)}`]),
    `SUMMARY${inLanguage}:${escapeValue(event.title)}`,
    ...given('LOCATION', event.place && escapeValue(event.place)),
    ...given('DESCRIPTION', event.description && escapeValue(event.description)),
    ...given('URL', event.url?.replace(/[\u0000-\u0020\u007F]/g, encodeURIComponent)),
    `STATUS:${event.status.toUpperCase()}`,
    `SEQUENCE:${event.sequence}`,
    'END:VEVENT',
  ];
}

function timeValue(time: string): string {
  return time.length === 10 ? `;VALUE=DATE:${time.replaceAll('-', '')}` : `:${utc(time)}`;
}

/** `2026-11-29T10:00:00.000Z` as `20261129T100000Z`. */
function utc(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545 §3.3.11. Control characters have no way to be written, and a carriage return alone would end the line. */
function escapeValue(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

const OCTETS = 75;

/** RFC 5545 §3.1: a fold is a line break and one blank, which counts for the line it begins. */
function fold(line: string): string {
  const lines = [''];
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > OCTETS) {
      lines.push(' ');
      octets = 1;
    }
    lines.push((lines.pop() ?? '') + character);
    octets += size;
  }
  return lines.join('\r\n');
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
