import { setPrivateApart } from '../wire/story-sections.ts';
import { setOnce } from '../wire/set-once.ts';
import type { SaidAt } from '../wire/status-words.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { attributeOf, childNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { readDocdata } from './read-docdata.ts';
import { readMeta } from './read-meta.ts';
import type { NitfBody } from './read-nitf-body.ts';
import { readTobject } from './read-tobject.ts';

/**
 * Puts the body of NITF into an item; what the item says already is kept, since a wire repeats its metadata in the text it
 * carries.
 */
export function fillFromBody(item: WireItemBuilder, { blocks, head, media, language }: NitfBody): void {
  const at = (field: string): string => head.at[field] ?? media[0]?.at ?? '';
  tellOtherHeadline(item, head, at('headline'));
  for (const field of FROM_BODY) setOnce(item, field, head[field], at(field));
  // Terms in other words are other terms: what cannot stand beside the first is said.
  if (head.usageTerms !== undefined) item.set('usageTerms', head.usageTerms, at('usageTerms'));
  setOnce(item, 'provider', head.provider, at('provider'));
  setOnce(item, 'language', language, '');
  if (!item.has('body')) item.set('body', setPrivateApart(item, blocks, ''), '');
  item.date('contentCreated', head.contentCreated, at('dateline'));
  for (const { role, text, at: place } of head.headlines) item.add('headlines', { role, text }, place);
  const known = [...item.list('places')];
  for (const place of head.places)
    if (!known.some(({ name, role }) => name === place.name && role === place.role))
      item.add('places', place, at('dateline'));
  for (const note of head.notes) item.add('edNotes', note, note.at);
  for (const one of media) item.add('associations', one, one.at);
}

/** A headline above the text that says otherwise than the metadata is one more, and no repetition. */
function tellOtherHeadline(item: WireItemBuilder, { headline = '' }: NitfBody['head'], at: string): void {
  const known = item.get('headline') ?? headline;
  const told = [known, ...item.list('headlines').map(({ text }) => text)].map(bare);
  if (headline !== '' && !told.includes(bare(headline)))
    item.add('headlines', { role: 'alternate', text: headline }, at);
}

/** Without blanks, marks and case, for the same headline is often set in capitals once more. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const FROM_BODY = [
  'headline',
  'byline',
  'dateline',
  'summary',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
] as const;

/**
 * Puts the head of a NITF that another format carries into an item that this format has filled: what the item says already is
 * kept, and its subjects are joined by their codes. Gives what the head says of the status.
 */
export function fillFromHead(item: WireItemBuilder, nitf: XmlElement): readonly SaidAt[] {
  const head = childNamed(nitf, 'head');
  setOnce(item, 'language', attributeOf(nitf, 'baselang'), nitf.at);
  if (head === undefined) return [];
  const scratch = createWireItem(nitf.at);
  const said = readDocdata(scratch, childNamed(head, 'docdata'));
  readTobject(scratch, childNamed(head, 'tobject'));
  readMeta(scratch, head);
  mergeInto(item, scratch.build(), head.at);
  const title = childNamed(head, 'title');
  setOnce(item, 'headline', lineOf(title), title?.at ?? head.at);
  return said;
}

function mergeInto(item: WireItemBuilder, inner: WireItem, at: string): void {
  const place = (field: string): string => inner.sources[field] ?? at;
  for (const field of FROM_HEAD) setOnce(item, field, inner[field], place(field));
  item.date('expires', inner.dates.expires, place('dates/expires'));
  item.date('published', inner.dates.published, place('dates/published'));
  const codes = new Set(item.list('subjects').map(({ code }) => code));
  for (const [index, subject] of inner.subjects.entries())
    if (!codes.has(subject.code)) item.add('subjects', subject, place(`subjects/${index}`));
  for (const keyword of inner.keywords) item.add('keywords', keyword, at);
  for (const genre of inner.genres) item.add('genres', genre, at);
  for (const one of inner.places) item.add('places', one, at);
  for (const note of inner.edNotes) item.add('edNotes', note, note.at);
  for (const kept of inner.private) item.add('private', kept, kept.at);
  for (const lost of inner.dropped) item.dropped.add(lost.at, lost.what, lost.why);
}

const FROM_HEAD = [
  'slugline',
  'urgency',
  'priority',
  'wordCount',
  'embargo',
  'usageTerms',
  'copyrightHolder',
  'copyrightNotice',
  'creditLine',
] as const;
