import ICAL from 'ical.js';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { oneLine } from '../item-text.ts';
import { decodeText } from '../text/decode-text.ts';
import type { WireEncoding } from '../wire/wire-item.ts';

/** One property of a component: name in lower case, parameters by lower-case name, values unescaped. `line` is as it was written. */
export type CalendarProperty = {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The value's type (RFC 5545 §3.3) in lower case. */
  readonly type: string;
  readonly values: readonly string[];
  readonly line: string;
  readonly at: string;
};

/** A component such as `vevent`, its properties and the components inside it. */
export type CalendarComponent = {
  readonly name: string;
  readonly at: string;
  readonly properties: readonly CalendarProperty[];
  readonly components: readonly CalendarComponent[];
};

/** The components of a file in order, and the lines that are no property. */
export type CalendarFile = {
  readonly components: readonly CalendarComponent[];
  readonly encoding: WireEncoding;
  readonly dropped: DroppedList;
  /** Of its charset. */
  readonly findings: readonly Finding[];
};

/** Limits of one file: lines after unfolding, characters of one line without what is embedded, and levels of components. */
export const CALENDAR_LIMITS = { lines: 400_000, line: 1_048_576, depth: 8 } as const;

/**
 * Reads an iCalendar stream (RFC 5545 §3.1) into components. Lines are unfolded as bytes, because a fold may stand in the middle of a
 * character. A line that is no property is listed as dropped; a component that never ends, ends with the file. `at` is `line:1`.
 */
export function readCalendarLines(bytes: Uint8Array): Result<CalendarFile, FormatRefusal> {
  const { unfolded, starts } = unfold(bytes);
  const decoded = decodeText(unfolded);
  if (!decoded.ok) return decoded;
  const lines = decoded.value.text.split('\n');
  if (lines.length > CALENDAR_LIMITS.lines)
    return no('', `There are more than ${CALENDAR_LIMITS.lines} lines.`);
  const dropped = createDroppedList();
  const file = new FileBuilder(dropped);
  for (const [index, line] of lines.entries()) {
    const at = `${starts[index] ?? index + 1}:1`;
    if (line.length > CALENDAR_LIMITS.line) dropped.add(at, line.slice(0, 40), 'the line is too long');
    else if (line.trim() !== '' && !file.add(line, at))
      return no(at, `Components nest deeper than ${CALENDAR_LIMITS.depth} levels.`);
  }
  const { declared, charset, findings } = decoded.value;
  return accept({ components: file.all(), encoding: { declared, found: charset }, dropped, findings });
}

type Growing = CalendarComponent & {
  readonly properties: CalendarProperty[];
  readonly components: CalendarComponent[];
};

class FileBuilder {
  readonly #dropped: DroppedList;
  readonly #roots: CalendarComponent[] = [];
  readonly #open: Growing[] = [];

  constructor(dropped: DroppedList) {
    this.#dropped = dropped;
  }

  all(): readonly CalendarComponent[] {
    return this.#roots;
  }

  /** False where components nest too deep. */
  add(line: string, at: string): boolean {
    const mark = /^\s*(BEGIN|END)\s*:\s*([\w-]{1,40})\s*$/i.exec(line);
    if (mark?.[1]?.toUpperCase() === 'BEGIN') return this.#begin((mark[2] ?? '').toLowerCase(), at);
    if (mark !== null) this.#end((mark[2] ?? '').toLowerCase());
    else this.#addProperty(line, at);
    return true;
  }

  #begin(name: string, at: string): boolean {
    // A calendar begins where the one before it was never ended.
    if (name === 'vcalendar') this.#open.length = 0;
    const component: Growing = { name, at, properties: [], components: [] };
    (this.#open.at(-1)?.components ?? this.#roots).push(component);
    this.#open.push(component);
    return this.#open.length <= CALENDAR_LIMITS.depth;
  }

  #end(name: string): void {
    const index = this.#open.findLastIndex((component) => component.name === name);
    if (index >= 0) this.#open.length = index;
  }

  #addProperty(line: string, at: string): void {
    const holder = this.#open.at(-1);
    const property = readProperty(line, at);
    if (holder === undefined || property === undefined)
      this.#dropped.add(at, oneLine(line.slice(0, 100)), 'it is no property of a component');
    else holder.properties.push(property);
  }
}

/** Undefined for a line that ical.js cannot read. */
function readProperty(line: string, at: string): CalendarProperty | undefined {
  try {
    const [name, parameters, type, ...values]: unknown[] = ICAL.parse.property(line, ICAL.design.icalendar);
    if (typeof name !== 'string' || typeof type !== 'string') return undefined;
    // Properties that nobody registered are text, which ical.js leaves as it is written.
    const texts = type === 'unknown' ? values.map(textOf).map(unescapeText) : values.map(textOf);
    return { name, type, parameters: parametersOf(parameters), values: texts, line, at };
  } catch {
    // ical.js throws for parameters without a value and lines without a colon.
    return undefined;
  }
}

/** RFC 5545 §3.3.11. */
function unescapeText(text: string): string {
  return text.replace(/\\([\\;,Nn])/g, (_written, character: string) =>
    /n/i.test(character) ? '\n' : character,
  );
}

function parametersOf(parameters: unknown): ReadonlyMap<string, string> {
  if (typeof parameters !== 'object' || parameters === null) return new Map();
  return new Map(Object.entries(parameters).map(([name, value]: [string, unknown]) => [name, textOf(value)]));
}

/** jCal gives structured values as lists (`GEO`) or objects (`RRULE`), which are read from the line instead. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(';');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Joins folded lines; `starts` are the numbers of the lines as written where each of the joined ones begins. */
function unfold(bytes: Uint8Array): { readonly unfolded: Uint8Array; readonly starts: readonly number[] } {
  const unfolded = new Uint8Array(bytes.length);
  const starts = [1];
  let length = 0;
  let written = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const isReturn = byte === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED;
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
      unfolded[length] = byte;
      length += 1;
      continue;
    }
    if (isReturn) at += 1;
    written += 1;
    const next = bytes[at + 1];
    if (next === 0x20 || next === 0x09) at += 1;
    else {
      unfolded[length] = LINE_FEED;
      length += 1;
      starts.push(written);
    }
  }
  return { unfolded: unfolded.subarray(0, length), starts };
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'calendar-invalid', at, detail });
}
