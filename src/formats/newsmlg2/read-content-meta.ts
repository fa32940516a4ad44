import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { setOnce } from '../wire/set-once.ts';
import { wireTime } from '../wire/wire-time.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';
import { codeWithName, nameOf } from './read-names.ts';
import { readPlace } from './read-places.ts';

/** Everything the content metadata says in words (spec §9): headlines, lines around the text, people, times, genres. */
export function readContentMeta(source: G2Source): void {
  const { element, reading } = source;
  const contentMeta = reading.first(element, 'contentMeta');
  if (contentMeta === undefined) return;
  readHeadlines(source, contentMeta);
  readLines(source, contentMeta);
  readDescriptions(source, contentMeta);
  readPeople(source, contentMeta);
  readContentTimes(source, contentMeta);
  readCodes(source, contentMeta);
}

/** The headline to use is no subtitle, and of the rest the first in rank; the others keep their roles. */
function readHeadlines({ reading, item }: G2Source, contentMeta: XmlElement): void {
  const ranked = reading.all(contentMeta, 'headline').map((element, index) => ({
    element,
    text: oneLine(reading.text(element) ?? ''),
    role: element.attributes.get('role')?.split(':').at(-1) ?? '',
    order: Number(element.attributes.get('rank') ?? 1) * 100 + index,
  }));
  const weight = ({ role, order }: (typeof ranked)[number]) => (isSecondary(role) ? 1_000_000 : 0) + order;
  ranked.sort((one, other) => weight(one) - weight(other));
  for (const { element, text, role } of ranked) {
    if (text === '') continue;
    if (item.has('headline'))
      item.add('headlines', { role: role === '' ? 'alternative' : role, text }, element.at);
    else item.set('headline', text, element.at);
  }
}

function isSecondary(role: string): boolean {
  return /sub|kicker|over|short|seo|teaser|spitzmarke|mobile|dach/i.test(role);
}

function readLines({ reading, item }: G2Source, contentMeta: XmlElement): void {
  const lines = (name: string) =>
    reading.all(contentMeta, name).flatMap((element) => {
      const text = oneLine(reading.text(element) ?? '');
      return text === '' ? [] : [{ text, at: element.at }];
    });
  const joined = (name: string, between: string) => {
    const all = lines(name);
    return {
      text: [...new Set(all.map(({ text }) => text))].join(between),
      at: all[0]?.at ?? contentMeta.at,
    };
  };
  const [dateline] = lines('dateline');
  if (dateline) item.set('dateline', dateline.text.replace(/\s*[-–—:]$/, ''), dateline.at);
  const [by, slugline] = [joined('by', ', '), joined('slugline', '/')];
  item.set('byline', by.text, by.at);
  item.set('slugline', slugline.text, slugline.at);
  for (const { text, at } of lines('creditline')) item.set('creditLine', text, at);
  for (const { text, at } of lines('keyword')) item.add('keywords', text, at);
  for (const { text, at } of lines('urgency')) {
    const urgency = Number(text);
    if (Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) item.set('urgency', urgency, at);
    else item.dropped.add(at, `urgency ${text}`, 'urgency is 1 to 9');
  }
  for (const language of reading.all(contentMeta, 'language')) {
    reading.take(language);
    item.set('language', language.attributes.get('tag')?.trim(), language.at);
  }
}

/** The summary of a text, the caption of a picture. */
function readDescriptions({ reading, item, element }: G2Source, contentMeta: XmlElement): void {
  const itemClass = reading.first(reading.first(element, 'itemMeta'), 'itemClass');
  const isText = /text|composite/.test(itemClass?.attributes.get('qcode') ?? '');
  const descriptions = reading.all(contentMeta, 'description');
  const roles = isText ? ['summary', 'teaser', 'abstract', 'lead'] : ['caption', 'summary', 'description'];
  const byRole = roles.map((role) =>
    descriptions.find((one) => one.attributes.get('role')?.split(':').at(-1) === role),
  );
  const chosen = byRole.find((one) => one !== undefined) ?? descriptions[0];
  for (const one of descriptions) {
    const text = severalLines(reading.text(one) ?? '');
    if (one === chosen) item.set('summary', text, one.at);
    else
      item.dropped.add(one.at, `description ${one.attributes.get('role') ?? ''}`, 'one description is kept');
  }
}

/** Names of people as readers see them; a creator that is only a login or a desk's initials is set apart as private. */
function readPeople(source: G2Source, contentMeta: XmlElement): void {
  const { reading, item } = source;
  const creators = reading.all(contentMeta, 'creator');
  const names: string[] = [];
  for (const creator of creators) {
    const spelt = spellingsOf(source, creator);
    const shown = spelt.find((one) => one.includes(' '));
    if (shown !== undefined) names.push(shown);
    else setApartName(source, creator, spelt);
    setApartDetails(source, creator);
    reading.take(creator);
  }
  const at = creators[0]?.at ?? contentMeta.at;
  if (!item.has('byline')) item.set('byline', [...new Set(names)].join(', '), at);
  for (const contributor of reading.all(contentMeta, 'contributor')) {
    const spelt = spellingsOf(source, contributor);
    // Whom the byline names is no secret.
    if (!spelt.some((name) => item.get('byline')?.includes(name))) setApartName(source, contributor, spelt);
    setApartDetails(source, contributor);
    reading.take(contributor);
  }
}

function spellingsOf(source: G2Source, person: XmlElement): readonly string[] {
  return [nameOf(source, person), person.attributes.get('literal')].flatMap((one) => {
    const text = oneLine(one ?? '');
    return text === '' ? [] : [text];
  });
}

function setApartName({ item }: G2Source, person: XmlElement, [name]: readonly string[]): void {
  if (name !== undefined) item.add('private', { kind: 'desk', text: name, at: person.at }, person.at);
}

/** How to reach somebody is nobody else's business. */
function setApartDetails({ item }: G2Source, person: XmlElement): void {
  const visit = (element: XmlElement): void => {
    for (const child of element.children.filter(isElement)) {
      if (child.name === 'contactInfo') {
        const text = oneLine(textsOf(child).join(' '));
        if (text !== '') item.add('private', { kind: 'contact', text, at: child.at }, child.at);
      } else visit(child);
    }
  };
  visit(person);
}

/** The texts inside an element, each by itself, so that two of them do not run together. */
export function textsOf(element: XmlElement): readonly string[] {
  return element.children.flatMap((child) => (isElement(child) ? textsOf(child) : [child]));
}

function readContentTimes({ reading, item }: G2Source, contentMeta: XmlElement): void {
  for (const name of ['contentCreated', 'contentModified'] as const) {
    const element = reading.first(contentMeta, name);
    const written = reading.text(element)?.trim() ?? '';
    const time = wireTime(written);
    if (element !== undefined && time === undefined && written !== '')
      item.dropped.add(element.at, describe(element), 'it is no time');
    item.date(name, time, element?.at ?? contentMeta.at);
  }
}

/** Genres, other ids and sources; where the story was written is a place with the role of a dateline. */
function readCodes(source: G2Source, contentMeta: XmlElement): void {
  const { reading, item } = source;
  for (const genre of reading.all(contentMeta, 'genre')) {
    const code = codeWithName(source, genre);
    if (code !== undefined) item.add('genres', code, genre.at);
  }
  for (const located of reading.all(contentMeta, 'located')) readLocated(source, located);
  for (const altId of reading.all(contentMeta, 'altId')) {
    const scheme = altId.attributes.get('type') ?? altId.attributes.get('role');
    const code = oneLine(reading.text(altId) ?? '');
    if (code !== '') item.add('altIds', { ...onlyGiven({ scheme }), code }, altId.at);
  }
  readReplaced(source);
  for (const origin of reading.all(contentMeta, 'infoSource')) readInfoSource(source, origin);
}

/** TT names the item that its signal `replace` means by the end of its identity alone (`tt:refuno` beside `tt:uno`). */
function readReplaced({ item }: G2Source): void {
  if (!item.list('signals').some(({ code }) => code === 'replace')) return;
  const uri = item.get('uri') ?? '';
  const altIds = item.list('altIds');
  const own = altIds.find(({ scheme = '', code }) => scheme.endsWith(':uno') && uri.endsWith(code));
  if (own === undefined) return;
  for (const [index, { scheme = '', code }] of altIds.entries()) {
    const at = item.placeOf(`altIds/${index}`) ?? '';
    if (scheme.endsWith(':refuno') && code !== own.code)
      item.add('links', { rel: 'replaces', uri: `${uri.slice(0, -own.code.length)}${code}`, at }, at);
  }
}

function readLocated(source: G2Source, located: XmlElement): void {
  const { item } = source;
  const place = readPlace(source, located);
  if (place === undefined) return;
  const { name = located.attributes.get('literal') } = place;
  item.add('places', { ...place, ...onlyGiven({ name }), role: 'dateline' }, located.at);
}

/** Where the story was written stands for a dateline that nothing else gives. */
export function assumeDateline({ item }: G2Source, at: string): void {
  if (item.has('dateline') || !item.has('places')) return;
  const located = item.list('places').find(({ role, name }) => role === 'dateline' && name !== undefined);
  setOnce(item, 'dateline', located?.name, at);
}

function readInfoSource(source: G2Source, origin: XmlElement): void {
  const { item, qcodes } = source;
  const code = codeWithName(source, origin);
  if (code === undefined) return;
  const role = qcodes.codeOf(origin, 'role')?.code;
  if (!item.has('creditLine') && isOrigin(source, origin))
    item.set('creditLine', code.name ?? code.code, origin.at);
  item.add('infoSources', { ...code, ...onlyGiven({ role }) }, origin.at);
}

/** The one that the information is from; a mere supplier or transmitter is no credit. */
function isOrigin({ qcodes }: G2Source, origin: XmlElement): boolean {
  const role =
    iptcCode(qcodes.uriOf(origin, 'role'), 'infosourcerole') ?? origin.attributes.get('role') ?? '';
  return role === '' || /orig|content/i.test(role);
}
