import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { sanitiseInline } from '../html/sanitise.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { JsonReading } from '../json/json-reading.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { resolved } from './linked-data.ts';

/** The page around an article: what it tells in its own markup, and what its nodes refer to. */
export type PageAround = {
  readonly page: string;
  readonly byId: ReadonlyMap<string, JsonObject>;
  /** No other article is told in the page. */
  readonly isOnly: boolean;
  readonly language?: string;
  readonly canonical?: string;
  readonly baseUrl?: string;
};

/** One article on its way to an item. */
export type ArticleSource = {
  readonly item: WireItemBuilder;
  readonly reading: JsonReading;
  readonly around: PageAround;
};

/** A value of a member: a text, or a thing with a name and more. */
export type Thing = {
  readonly text: string;
  readonly node?: JsonObject;
  readonly reading?: JsonReading;
  readonly at: string;
};

/** The values of a member, one or a list, texts and things alike; references are followed within the page. */
export function thingsIn({ reading, around }: ArticleSource, name: string): readonly Thing[] {
  const value = resolved(reading.value(name) ?? null, around.byId);
  const place = reading.place(name);
  if (!Array.isArray(value)) return thingOf(value, place);
  return value.flatMap((one: Json, index: number) => thingOf(one, `${place}/${index}`));
}

function thingOf(value: Json, at: string): readonly Thing[] {
  if (!isJsonObject(value)) {
    const isWord = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const text = isWord ? plainLine(String(value)) : '';
    return text === '' ? [] : [{ text, at }];
  }
  const reading = new JsonReading(value, at);
  const named = [reading.line('@value'), reading.line('name'), reading.line('legalName')];
  return [{ text: plainLine(named.find((one) => one !== undefined) ?? ''), node: value, reading, at }];
}

/** The first text of a member in one line, without the markup and the references to characters that some sites leave in it. */
export function lineIn(
  source: ArticleSource,
  ...names: readonly string[]
): { readonly text: string; readonly at: string } {
  for (const name of names) {
    const first = thingsIn(source, name).find(({ text }) => text !== '');
    if (first !== undefined) return first;
  }
  return { text: '', at: source.reading.at };
}

function plainLine(text: string): string {
  return oneLine(withoutMarkup(text));
}

/** The same with its lines. */
export function plainLines(text: string): string {
  return severalLines(withoutMarkup(text));
}

function withoutMarkup(text: string): string {
  if (!/<\/?[a-z]|&(?:#\w+|\w+);/i.test(text)) return text;
  const inline = sanitiseInline(text);
  return inline.ok ? inline.value.text : text;
}
