import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode, WireSubject } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { addPlaces } from './add-places.ts';
import type { FieldMap, FieldName, Said } from './picture-fields.ts';
import { tellOrders } from './picture-orders.ts';
import { addNote, addOtherTerms, setSaid } from './set-said.ts';

/** Fills in what several blocks may say. `sources` stand in the order in which they are believed. */
export function fillFields(item: WireItemBuilder, sources: readonly FieldMap[]): void {
  const chosen = (name: FieldName) => choose(item, sources, name);
  const instructions = allSaid(sources, 'instructions');
  fillWording(item, chosen, instructions);
  tellOrders(item, allSaid(sources, 'headline'), instructions);
  fillRights(item, chosen);
  fillSubjects(item, chosen);
  fillDates(item, chosen);
  const first = (name: FieldName) => chosen(name)[0];
  addPlaces(item, 'event', {
    sublocation: first('sublocation'),
    city: first('city'),
    state: first('state'),
    country: first('country'),
    countryCode: first('countryCode'),
  });
}

/** What each block says, where they differ: what one of them forbids is not allowed by another. */
function allSaid(sources: readonly FieldMap[], name: FieldName): readonly Said[] {
  const all: Said[] = [];
  for (const said of sources.flatMap((source) => source.get(name) ?? []))
    if (!all.some(({ text }) => isSameText(name, text, said.text))) all.push(said);
  return all;
}

type Chosen = (name: FieldName) => readonly Said[];

/** What the most believed block with the field says. Where another one says otherwise, that is listed. */
function choose(item: WireItemBuilder, sources: readonly FieldMap[], name: FieldName): readonly Said[] {
  const [best = [], ...others] = sources
    .map((source) => source.get(name))
    .filter((said) => said !== undefined);
  const exactly = new Set(best.map(({ text }) => text));
  // Texts cut short are few; lists by the thousand are compared by their whole texts alone.
  const cut = best.slice(0, MOST_COMPARED);
  for (const { text, at } of others.flat())
    if (!exactly.has(text) && !cut.some((one) => isSameText(name, one.text, text)))
      item.dropped.add(at, `${name} ${text}`, 'another block says otherwise and is believed');
  return best;
}

/** IIM cuts texts at 32 bytes and more; a text cut short says the same. Times that differ in what is left out do, too. */
function isSameText(name: FieldName, believed: string, other: string): boolean {
  if (name === 'dateCreated' || name === 'digitised') return isSameMoment(believed, other);
  const [one, two] = [believed, other].map((text) => text.replace(/\s+/g, ' ').trim().normalize('NFC'));
  if (one === undefined || two === undefined || one === two) return true;
  return two.length >= SHORTEST_CUT && one.startsWith(two);
}

const SHORTEST_CUT = 10;
const MOST_COMPARED = 50;

function isSameMoment(believed: string, other: string): boolean {
  const [one = '', two = ''] = [believed, other].map((text) => wireTime(text) ?? text);
  return one.startsWith(two) || two.startsWith(one);
}

function fillWording(item: WireItemBuilder, chosen: Chosen, instructions: readonly Said[]): void {
  setSaid(item, 'headline', chosen('headline')[0]);
  const title = chosen('title');
  const description = chosen('description');
  setSaid(item, 'slugline', title[0]);
  setSaid(item, 'summary', description[0]);
  addOtherLanguages(item, 'description', description);
  addOtherLanguages(item, 'title', title);
  setSaid(item, 'language', languageOf(description) ?? chosen('language')[0]);
  const creators = chosen('creator');
  item.set('byline', creators.map(({ text }) => text).join(', '), creators[0]?.at ?? '');
  addNote(item, 'creatorTitle', chosen('creatorTitle')[0]);
  for (const said of instructions) addNote(item, 'instructions', said);
  const [writer] = chosen('descriptionWriter');
  if (writer) item.add('private', { kind: 'person', ...writer }, writer.at);
}

/** The caption in another language has no field of its own: it is a headline with the role `description@vi`. */
function addOtherLanguages(item: WireItemBuilder, role: string, said: readonly Said[]): void {
  const [shown, ...others] = said;
  for (const { text, at, language } of others)
    if (text !== shown?.text) item.add('headlines', { role: `${role}@${language ?? 'und'}`, text }, at);
}

/** The language of the text that is shown: its own, or that of the same text under a name, or of the only one. */
function languageOf(said: readonly Said[]): Said | undefined {
  const [shown, ...others] = said;
  if (shown === undefined) return undefined;
  const named = shown.language === 'x-default' ? others.find(({ text }) => text === shown.text) : shown;
  return named?.language === undefined ? undefined : { text: named.language, at: named.at };
}

function fillRights(item: WireItemBuilder, chosen: Chosen): void {
  setSaid(item, 'creditLine', chosen('credit')[0]);
  const notice = chosen('copyrightNotice');
  setSaid(item, 'copyrightNotice', notice[0]);
  addOtherTerms(item, 'copyrightNotice', notice);
  for (const [rel, name] of LINKED)
    for (const { text, at } of chosen(name).slice(0, 1)) item.add('links', { rel, title: text, at }, at);
}

/** What names somebody or something else: the source of the picture and the job of the house it was made for. */
const LINKED = [
  ['source', 'source'],
  ['job', 'jobId'],
] as const;

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';
const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

function fillSubjects(item: WireItemBuilder, chosen: Chosen): void {
  for (const { text, at } of chosen('subjectCodes')) item.add('subjects', subjectOf(text), at);
  for (const { text, at } of chosen('category')) item.add('subjects', { scheme: 'category', code: text }, at);
  for (const { text, at } of chosen('supplementalCategories'))
    item.add('subjects', { scheme: 'supplementalCategory', code: text }, at);
  for (const { text, at } of chosen('keywords')) item.add('keywords', text, at);
  for (const { text, at } of chosen('genre')) item.add('genres', genreOf(text), at);
  const urgency = chosen('urgency')[0];
  if (urgency === undefined) return;
  // 0 is reserved and 9 is for the house's own use (IIM 2:10).
  if (/^[1-8]$/.test(urgency.text)) item.set('urgency', Number(urgency.text), urgency.at);
  else item.set('priority', urgency.text, urgency.at);
}

/** `15054000`, `IPTC:15054000`, or IIM's five parts `IPTC:15054000:sport:football:` (IIM 2:12). */
function subjectOf(text: string): WireSubject {
  const [provider = '', code = '', ...names] = text.includes(':') ? text.split(':') : ['IPTC', text];
  const name = names.findLast((part) => part !== '');
  const named = name === undefined ? {} : { name };
  if (!/^\d{8}$/.test(code)) return { code: text };
  if (code.startsWith('200')) return { scheme: MEDIA_TOPICS, code, mediaTopic: `medtop:${code}`, ...named };
  return { scheme: provider.toUpperCase() === 'IPTC' ? SUBJECT_CODES : provider, code, ...named };
}

/** IIM 2:04 has a number before the name. */
function genreOf(text: string): WireCode {
  const [, code, name] = /^(\d{3}):(.+)$/.exec(text) ?? [];
  return code === undefined || name === undefined ? { code: text } : { code, name };
}

function fillDates(item: WireItemBuilder, chosen: Chosen): void {
  for (const [field, name] of DATES) {
    const said = chosen(name)[0];
    const time = wireTime(said?.text);
    item.date(field, time, said?.at ?? '');
    if (said !== undefined && time === undefined)
      item.dropped.add(said.at, `${name} ${said.text}`, 'it is no day or time');
  }
}

const DATES = [
  ['contentCreated', 'dateCreated'],
  ['firstCreated', 'digitised'],
] as const;
