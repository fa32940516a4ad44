import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { setApart } from '../wire/story-sections.ts';
import { storyBlocks, wireLines } from '../wire/story-blocks.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';

/** A form that a reporter filled in and a mailer sent on: a JSON object of labels with one answer each. */
export type FilledForm = ReadonlyMap<string, string>;

/** The answers by their labels in small letters; undefined where the text is no form with a headline and a body. */
export function filledForm(text: string): FilledForm | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  // A mailer breaks long lines inside of answers as well, where JSON has none.
  const read = readStrictJson(text.replace(/\r?\n/g, ' '), 'round');
  if (!read.ok || !isJsonObject(read.value)) return undefined;
  const answers = new Map(
    Object.entries(read.value).map(([label, value]) => [label.toLowerCase(), answerOf(value)]),
  );
  return answers.has('headline') && answers.has('body') ? answers : undefined;
}

function answerOf(value: JsonObject[string] | undefined): string {
  const [first]: readonly unknown[] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}

/** Writes the answers into the item; who wrote it and for which desk is private. */
export function tellForm(builder: WireItemBuilder, form: FilledForm, at: string): void {
  const answer = (label: string) => form.get(label) ?? '';
  const place = (label: string) => `${at} ${label}`;
  builder.set('headline', answer('headline'), place('headline'));
  builder.set('slugline', answer('slugline'), place('slugline'));
  builder.set('summary', answer('abstract'), place('abstract'));
  builder.set('dateline', answer('dateline'), place('dateline'));
  builder.set('byline', answer('byline'), place('byline'));
  builder.set('priority', answer('priority'), place('priority'));
  for (const category of answer('category').split(','))
    if (category.trim() !== '')
      builder.add('subjects', { code: category.trim(), name: category.trim() }, place('category'));
  const genre = answer('genre');
  if (genre !== '') builder.add('genres', { code: genre, name: genre }, place('genre'));
  for (const label of ['username', 'desk', 'sign off', 'place', 'news value'])
    if (answer(label) !== '')
      builder.add(
        'private',
        { kind: 'desk', text: `${label}: ${answer(label)}`, at: place(label) },
        place(label),
      );
  const lines = wireLines(answer('body')).map((line) => ({ ...line, at: place('body') }));
  builder.set('body', storyBlocks(setApart(builder, lines)), place('body'));
  tellRest(builder, form, place);
}

const READ = new Set([
  'headline',
  'slugline',
  'abstract',
  'dateline',
  'byline',
  'priority',
  'category',
  'genre',
  'username',
  'desk',
  'sign off',
  'place',
  'news value',
  'body',
]);

function tellRest(builder: WireItemBuilder, form: FilledForm, place: (label: string) => string): void {
  for (const [label, value] of form)
    if (!READ.has(label) && value !== '')
      builder.dropped.add(place(label), `${label}: ${value}`, 'no field of an item is asked for by it');
}
