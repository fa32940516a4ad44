import { oneLine, severalLines } from '../item-text.ts';
import { wireTime } from '../wire/wire-time.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';
import { codeWithName, nameOf } from './read-names.ts';

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
    reading.all(contentMeta, name).map((element) => ({
      element,
      text: oneLine(reading.text(element) ?? ''),
    }));
  const [dateline] = lines('dateline');
  item.set('dateline', dateline?.text.replace(/\s*[-–—:]$/, ''), dateline?.element.at ?? contentMeta.at);
  const by = lines('by').filter(({ text }) => text !== '');
  item.set(
    'byline',
    [...new Set(by.map(({ text }) => text))].join(', '),
    by[0]?.element.at ?? contentMeta.at,
  );
  for (const { element, text } of lines('creditline')) item.set('creditLine', text, element.at);
  const sluglines = lines('slugline').filter(({ text }) => text !== '');
  item.set(
    'slugline',
    sluglines.map(({ text }) => text).join('/'),
    sluglines[0]?.element.at ?? contentMeta.at,
  );
  for (const { element, text } of lines('keyword')) if (text !== '') item.add('keywords', text, element.at);
  for (const { element, text } of lines('urgency')) {
    const urgency = Number(text);
    if (Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) item.set('urgency', urgency, element.at);
    else item.dropped.add(element.at, `urgency ${text}`, 'urgency is 1 to 9');
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
  const names: string[] = [];
  const [first] = reading.all(contentMeta, 'creator');
  for (const creator of reading.all(contentMeta, 'creator')) {
    const name = nameOf(source, creator) ?? '';
    const literal = oneLine(creator.attributes.get('literal') ?? '');
    const shown = [name, literal].find((one) => one.includes(' ')) ?? '';
    if (shown !== '') names.push(shown);
    else if (name || literal)
      item.add('private', { kind: 'desk', text: name || literal, at: creator.at }, creator.at);
    setApartDetails(source, creator);
    reading.take(creator);
  }
  if (!item.has('byline')) item.set('byline', [...new Set(names)].join(', '), first?.at ?? contentMeta.at);
  for (const contributor of reading.all(contentMeta, 'contributor')) {
    const name = nameOf(source, contributor) ?? contributor.attributes.get('literal');
    if (name !== undefined)
      item.add('private', { kind: 'desk', text: oneLine(name), at: contributor.at }, contributor.at);
    setApartDetails(source, contributor);
    reading.take(contributor);
  }
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

/** Genres, the audience and the sources; where the story was written is a place with the role of a dateline. */
function readCodes(source: G2Source, contentMeta: XmlElement): void {
  const { reading, item, qcodes } = source;
  for (const genre of reading.all(contentMeta, 'genre')) {
    const code = codeWithName(source, genre);
    if (code !== undefined) item.add('genres', code, genre.at);
  }
  for (const located of reading.all(contentMeta, 'located')) {
    const code = codeWithName(source, located);
    if (code !== undefined) item.add('places', { ...code, role: 'dateline' }, located.at);
    if (!item.has('dateline')) item.set('dateline', code?.name, located.at);
  }
  for (const altId of reading.all(contentMeta, 'altId')) {
    const role = altId.attributes.get('type') ?? altId.attributes.get('role');
    const code = oneLine(reading.text(altId) ?? '');
    if (code !== '') item.add('altIds', { ...(role === undefined ? {} : { scheme: role }), code }, altId.at);
  }
  for (const origin of reading.all(contentMeta, 'infoSource')) {
    const code = codeWithName(source, origin);
    const role = qcodes.codeOf(origin, 'role')?.code;
    if (!item.has('creditLine') && isOrigin(source, origin))
      item.set('creditLine', code?.name ?? code?.code, origin.at);
    if (code !== undefined)
      item.add('infoSources', { ...code, ...(role === undefined ? {} : { role }) }, origin.at);
  }
}

/** The one that the information is from; a mere supplier or transmitter is no credit. */
function isOrigin({ qcodes }: G2Source, origin: XmlElement): boolean {
  const role =
    iptcCode(qcodes.uriOf(origin, 'role'), 'infosourcerole') ?? origin.attributes.get('role') ?? '';
  return role === '' || /orig|content/i.test(role);
}
