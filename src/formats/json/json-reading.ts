import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { DroppedList } from '../dropped-list.ts';
import { oneLine } from '../item-text.ts';

/** One object of a document with its place, and what of it was asked for; the rest can be listed as dropped in the end. */
export class JsonReading {
  readonly at: string;
  readonly #object: JsonObject;
  readonly #read = new Set<string>();

  constructor(object: Json | undefined, at: string) {
    this.#object = isJsonObject(object) ? object : {};
    this.at = at;
  }

  /** The JSON pointer of a member. */
  place(name: string): string {
    return `${this.at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  /** The value of a member as it is. */
  value(name: string): Json | undefined {
    this.#read.add(name);
    return this.#object[name] ?? undefined;
  }

  /** Names of the members, as far as they are objects or lists or say anything. */
  names(): readonly string[] {
    return Object.keys(this.#object);
  }

  /** A text as one line; numbers count as their digits. Undefined when it is absent or blank. */
  line(name: string): string | undefined {
    return lineOf(this.value(name));
  }

  /** A text with its line breaks; undefined when it is absent or blank. */
  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  }

  /** A whole number above nought, written as a number or as digits. */
  count(name: string): number | undefined {
    const line = this.line(name);
    return line !== undefined && /^\d{1,15}$/.test(line) && Number(line) > 0 ? Number(line) : undefined;
  }

  /** A member that is an object. */
  object(name: string): JsonReading | undefined {
    const value = this.value(name);
    return isJsonObject(value) ? new JsonReading(value, this.place(name)) : undefined;
  }

  /** The objects of a list, or of a map by its keys. */
  objects(name: string): readonly JsonReading[] {
    const value = this.value(name);
    const place = this.place(name);
    return entriesOf(value).flatMap(([key, one]) =>
      isJsonObject(one) ? [new JsonReading(one, `${place}/${key}`)] : [],
    );
  }

  /** The texts of a list; one text counts as a list of one. */
  lines(name: string): readonly string[] {
    const value = this.value(name);
    if (typeof value === 'string') return lineOf(value) === undefined ? [] : [oneLine(value)];
    return entriesOf(value).flatMap(([, one]) => lineOf(one) ?? []);
  }

  /** Lists every member that nobody asked for and that says something. */
  listUnread(dropped: DroppedList, silent: ReadonlySet<string> = new Set()): void {
    for (const [name, value] of Object.entries(this.#object)) {
      if (this.#read.has(name) || silent.has(name) || isEmpty(value)) continue;
      dropped.add(this.place(name), `${name} ${wordsOf(value)}`.trim(), 'an item has no place for it');
    }
  }
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function lineOf(value: Json | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const line = typeof text === 'string' ? oneLine(text) : '';
  return line === '' ? undefined : line;
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function wordsOf(value: Json): string {
  return typeof value === 'string' ? oneLine(value) : JSON.stringify(value).slice(0, 200);
}
