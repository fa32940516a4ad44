import { restrictingWords } from '#domain/agreement/restrictions/words-of-restriction.ts';
import type { NewsType } from '#domain/item/item.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import type { G2Body } from './read-content.ts';

/** All headlines, the one to use first: no subtitle, and of the rest the first in rank; then title and slugline. */
export function headlinesOf(
  { reading }: G2Source,
  itemMeta: XmlElement | undefined,
  contentMeta: XmlElement | undefined,
): readonly string[] {
  const ranked = reading.all(contentMeta, 'headline').map((element, index) => ({
    text: oneLine(reading.text(element) ?? ''),
    order: (isSecondary(element) ? 10_000 : 0) + Number(element.attributes.get('rank') ?? 1) * 100 + index,
  }));
  ranked.sort((a, b) => a.order - b.order);
  const title = reading.text(reading.first(itemMeta, 'title'));
  return [...ranked.map(({ text }) => text), oneLine(title ?? '')].filter((text) => text !== '');
}

function isSecondary(headline: XmlElement): boolean {
  return /sub|kicker|over|short|seo/i.test(headline.attributes.get('role') ?? '');
}

type WordingFrom = {
  readonly itemMeta: XmlElement | undefined;
  readonly contentMeta: XmlElement | undefined;
  readonly newsType: NewsType;
  readonly head: G2Body['head'];
};

/** Everything an item says in words besides headline and body. */
export function readWording(source: G2Source, { itemMeta, contentMeta, newsType, head }: WordingFrom) {
  const { reading } = source;
  const line = (parent: XmlElement | undefined, name: string) =>
    oneLine(reading.text(reading.first(parent, name)) ?? '');
  const urgency = Number(line(contentMeta, 'urgency'));
  return onlyGiven({
    summary: summaryOf(source, contentMeta, newsType) || head.summary,
    byline: line(contentMeta, 'by') || head.byline || creatorsOf(source, contentMeta),
    dateline: line(contentMeta, 'dateline').replace(/\s*[-–—:]$/, '') || locatedOf(source, contentMeta),
    slugline: sluglineOf(source, contentMeta),
    creditLine: line(contentMeta, 'creditline'),
    copyrightNotice: rightsWords(source, 'copyrightNotice'),
    usageTerms: rightsWords(source, 'usageTerms'),
    ...notesOf(source, itemMeta),
    urgency: Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : undefined,
  });
}

function summaryOf(
  { reading, dropped }: G2Source,
  contentMeta: XmlElement | undefined,
  newsType: NewsType,
): string {
  const descriptions = reading.all(contentMeta, 'description');
  const roles = newsType === 'text' ? ['summary', 'teaser', 'abstract'] : ['caption', 'summary'];
  const byRole = roles.map((role) =>
    descriptions.find((one) => one.attributes.get('role')?.split(':').at(-1) === role),
  );
  const chosen = byRole.find((one) => one !== undefined) ?? descriptions[0];
  for (const one of descriptions) {
    reading.take(one);
    if (one !== chosen)
      dropped.add(one.at, `description ${one.attributes.get('role') ?? ''}`, 'one description is kept');
  }
  return severalLines(reading.text(chosen) ?? '');
}

/** Names of people as readers see them: of a creator that is only a login or a desk's initials, nothing is shown. */
function creatorsOf({ reading }: G2Source, contentMeta: XmlElement | undefined): string {
  const names = reading.all(contentMeta, 'creator').flatMap((creator) => {
    const name = oneLine(reading.text(reading.first(creator, 'name')) ?? '');
    if (!name.includes(' ')) return [];
    reading.take(creator);
    return [name];
  });
  return [...new Set(names)].join(', ');
}

function locatedOf({ reading }: G2Source, contentMeta: XmlElement | undefined): string {
  const located = reading.first(contentMeta, 'located');
  if (located === undefined) return '';
  reading.take(located);
  return oneLine(reading.text(reading.first(located, 'name')) ?? '');
}

function sluglineOf({ reading }: G2Source, contentMeta: XmlElement | undefined): string {
  return reading
    .all(contentMeta, 'slugline')
    .map((one) => oneLine(reading.text(one) ?? ''))
    .filter((text) => text !== '')
    .join('/');
}

/**
 * What the provider says of its rights, of the item and of parts of it, in every language: each different text once. What was
 * agreed with one receiver, and stands beside it with a rights expression, is not the provider's word.
 */
function rightsWords({ element, reading }: G2Source, name: 'copyrightNotice' | 'usageTerms'): string {
  const texts = reading
    .all(element, 'rightsInfo')
    .filter((one, index) => index === 0 || reading.first(one, 'rightsExpressionData') === undefined)
    .flatMap((one) => reading.all(one, name))
    .map((one) => severalLines(reading.text(one) ?? ''));
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
}

/**
 * Notes for editors in document order. Those marked as not public (names and telephone numbers of a desk) stay behind; what
 * they restrict binds all the same.
 */
function notesOf({ reading, dropped }: G2Source, itemMeta: XmlElement | undefined) {
  const notes: string[] = [];
  const hidden: string[] = [];
  for (const note of reading.all(itemMeta, 'edNote')) {
    reading.take(note);
    if (note.children.some(isElement)) dropped.add(note.at, 'edNote', 'the note is a page of its own');
    else if (/nonpublic|non-public/i.test(note.attributes.get('pubconstraint') ?? '')) {
      dropped.add(note.at, 'edNote', 'the provider marks the note as not public');
      hidden.push(...restrictingWords(reading.text(note)));
    } else notes.push(severalLines(reading.text(note) ?? ''));
  }
  return {
    editorialNote: notes.filter((text) => text !== '').join('\n'),
    ...(hidden.length > 0 ? { privateRestrictions: hidden } : {}),
  };
}
