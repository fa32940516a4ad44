import { sanitiseInline } from '../../html/sanitise.ts';
import { oneLine, severalLines } from '../../item-text.ts';
import type { LooseJson, PlacedJson } from './loose-json.ts';
import type { NinjsReading } from './ninjs-reading.ts';

/** Headlines and the lines around the text. */
export function readNinjsWords(reading: NinjsReading): void {
  readHeadlines(reading);
  readShortHeadlines(reading);
  readDescriptions(reading);
  readLines(reading);
  readNumbers(reading);
}

type Wording = { readonly at: string; readonly text: string; readonly role: string };

/** The entries of a list of wordings that say anything; a role without its alias. */
function wordingsIn(json: LooseJson, name: string): readonly Wording[] {
  return json.objects(name).flatMap((one) => {
    const text = wordingOf(one);
    return text.trim() === '' ? [] : [{ at: one.at, text, role: roleOf(one) }];
  });
}

function roleOf(one: LooseJson): string {
  return one.text('role')?.value.split(':').at(-1) ?? '';
}

function wordingOf(one: LooseJson): string {
  const value = one.text('value', 'text')?.value ?? '';
  return /html/.test(one.text('contenttype')?.value ?? '') ? plain(value) : value;
}

/** Superdesk and others write a headline with markup without saying so. */
export function plain(text: string): string {
  if (!/<\/(?:p|b|i|em|strong|span|div)>|<br\s*\/?>|&(?:nbsp|amp|quot|lt|gt|#\d{1,6});/i.test(text))
    return text;
  const inline = sanitiseInline(text);
  return inline.ok ? inline.value.text : text;
}

/** The first wording with the first of these roles that any has. */
function byRole(list: readonly Wording[], roles: readonly string[]): Wording | undefined {
  return roles.map((role) => list.find((one) => one.role === role)).find((one) => one !== undefined);
}

function readHeadlines({ json, item }: NinjsReading): void {
  const list = wordingsIn(json, 'headlines');
  const main = byRole(list, ['main', '']) ?? list[0];
  if (main) item.set('headline', oneLine(main.text), main.at);
  for (const one of list)
    if (one !== main)
      item.add('headlines', { role: one.role || 'alternative', text: oneLine(one.text) }, one.at);
  for (const one of [...wordingsIn(json, 'subheadlines'), ...wordingsIn(json, 'subheadline')])
    item.add('headlines', { role: one.role || 'subtitle', text: oneLine(one.text) }, one.at);
  for (const name of ['headline', 'title']) {
    const flat = json.text(name);
    if (flat !== undefined && !item.has('headline'))
      item.set('headline', oneLine(plain(flat.value)), flat.at);
  }
}

function readShortHeadlines({ json, item }: NinjsReading): void {
  for (const [name, role] of [
    ['headline_short', 'short'],
    ['subheadline', 'subtitle'],
    ['subtitle', 'subtitle'],
    ['kicker', 'kicker'],
  ] as const) {
    const one = json.text(name);
    if (one !== undefined) item.add('headlines', { role, text: oneLine(plain(one.value)) }, one.at);
  }
}

const OF_TEXTS = ['summary', 'teaser', 'lead', 'abstract', 'main'];
const OF_PICTURES = ['caption', 'summary', 'main'];
const FLAT_DESCRIPTIONS = [
  'description_text',
  'description_html',
  'description_caption',
  'description_abstract',
  'description',
  'abstract',
  'summary',
];

function readDescriptions({ json, item }: NinjsReading): void {
  const list = wordingsIn(json, 'descriptions');
  const credit = byRole(list, ['creditline']);
  if (credit) item.set('creditLine', oneLine(credit.text), credit.at);
  const isPicture = /picture|photo|graphic|video|audio/.test(json.text('type')?.value ?? '');
  const others = list.filter((one) => one !== credit);
  const chosen = byRole(others, isPicture ? OF_PICTURES : OF_TEXTS) ?? others[0];
  if (chosen) item.set('summary', severalLines(chosen.text), chosen.at);
  for (const one of others)
    if (one !== chosen) item.dropped.add(one.at, one.role || 'description', 'one description is kept');
  for (const name of FLAT_DESCRIPTIONS) setLine(item, 'summary', json.text(name), severalLines);
}

type Single = 'summary' | 'byline' | 'dateline' | 'slugline' | 'creditLine' | 'language' | 'priority';

function setLine(
  item: NinjsReading['item'],
  field: Single,
  found: PlacedJson<string> | undefined,
  clean: (text: string) => string = oneLine,
): void {
  if (found !== undefined) item.set(field, clean(plain(found.value)), found.at);
}

function readLines({ json, item }: NinjsReading): void {
  setLine(item, 'byline', json.text('by', 'byline'));
  const located = json.text('located', 'dateline');
  setLine(item, 'dateline', located);
  if (located !== undefined)
    item.add('places', { name: oneLine(plain(located.value)), role: 'dateline' }, located.at);
  setLine(item, 'slugline', json.text('slugline', 'slug'));
  setLine(item, 'creditLine', json.text('creditline', 'credit'));
  setLine(item, 'language', json.text('language'));
  setLine(item, 'priority', json.text('priority'));
}

function readNumbers({ json, item }: NinjsReading): void {
  const urgency = json.text('urgency');
  if (urgency !== undefined) {
    const value = Number(urgency.value);
    if (Number.isInteger(value) && value >= 1 && value <= 9) item.set('urgency', value, urgency.at);
    else item.dropped.add(urgency.at, `urgency ${urgency.value}`, 'urgency is 1 to 9');
  }
  const words = json.text('wordcount');
  if (words !== undefined && /^\d{1,9}$/.test(words.value))
    item.set('wordCount', Number(words.value), words.at);
}
