import { millisecondsOf, parseInstant } from '#kernel/instant.ts';
import { severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { isEmbargoWorded, statusNamed, statusOpening, type SaidAt } from '../wire/status-words.ts';
import { ODRL_LANGUAGE } from '../rightsml/print-item-policy.ts';
import { setOnce } from '../wire/set-once.ts';
import { conceptNature } from '../wire/concept-nature.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireTime } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { identifiedOf, placeOf } from './read-identified.ts';

/** Reads the management of a document (NITF 3.6, `docdata`), and gives what is said of its status in any of its dialects. */
export function readDocdata(item: WireItemBuilder, docdata: XmlElement | undefined): readonly SaidAt[] {
  if (docdata === undefined) return [];
  readIdentity(item, docdata);
  readDates(item, docdata);
  for (const name of ['date.issue', 'date.release', 'date.expire'])
    sayNoTime(item, childNamed(docdata, name));
  readRights(item, docdata);
  readAboutness(item, docdata);
  readFurther(item, docdata);
  listOthers(docdata, READ, item.dropped);
  return [...readStatus(item, docdata), ...readMessages(item, docdata)];
}

const READ: ReadonlySet<string> = new Set(
  words(
    'correction evloc doc-id del-list urgency fixture date.issue date.release date.expire doc-scope series ed-msg du-key ' +
      'doc.copyright doc.rights policy key-list identified-content pubdata revision-history',
  ),
);

function readIdentity(item: WireItemBuilder, docdata: XmlElement): void {
  const id = childNamed(docdata, 'doc-id');
  const key = childNamed(docdata, 'du-key');
  const identity = attributeOf(id, 'id-string') ?? lineOf(id);
  const registered = attributeOf(id, 'regsrc');
  item.set('uri', identity ?? attributeOf(key, 'key'), (id ?? key ?? docdata).at);
  if (registered !== undefined) item.set('provider', { code: registered }, (id ?? docdata).at);
  if (key) readUseKey(item, key, identity);
}

/** The key groups the versions of one story for a day (NITF 3.6, `du-key`), so it is no identity where there is another. */
function readUseKey(item: WireItemBuilder, key: XmlElement, identity: string | undefined): void {
  item.set('version', attributeOf(key, 'version') ?? attributeOf(key, 'generation'), key.at);
  const name = attributeOf(key, 'key');
  if (name !== undefined && identity !== undefined)
    item.add('altIds', { scheme: 'du-key', code: name }, key.at);
  const part = attributeOf(key, 'part');
  if (part !== undefined && !/^[01]$/.test(part))
    item.dropped.add(key.at, `du-key part ${part}`, 'an item is read as a whole');
}

/** A release that is later than the issue is an embargo; an issue that is not said is assumed to be the release. */
function readDates(item: WireItemBuilder, docdata: XmlElement): void {
  const [issue, release, expire] = ['date.issue', 'date.release', 'date.expire'].map((name) =>
    childNamed(docdata, name),
  );
  const [issued, released, expires] = [issue, release, expire].map(timeIn);
  item.date('versionCreated', issued, issue?.at ?? '');
  item.date('expires', expires, expire?.at ?? '');
  if (release === undefined) return;
  if (released === undefined)
    return item.embargo(attributeOf(release, 'norm') ?? textOf(release), release.at);
  if (issued === undefined) {
    item.date('versionCreated', released, release.at);
    item.warn('time-assumed', release.at, `No date.issue is given; date.release ${released} is used.`);
    // It may as well be later than the issue that is not said.
    item.set('embargo', released, release.at);
  } else if (isLater(released, issued) || statusNamed(attributeOf(docdata, 'management-status'))?.isEmbargoed)
    return item.set('embargo', released, release.at);
  item.date('published', released, release.at);
}

function sayNoTime(item: WireItemBuilder, element: XmlElement | undefined): void {
  if (element === undefined || timeIn(element) !== undefined) return;
  const written = attributeOf(element, 'norm') ?? textOf(element).trim();
  if (written !== '') item.dropped.add(element.at, `${element.name} ${written}`, 'it is no time');
}

function timeIn(element: XmlElement | undefined): WireTime | undefined {
  return element && wireTime(attributeOf(element, 'norm') ?? textOf(element));
}

/** Times without an offset are compared as if both were written in the same one. */
function isLater(one: WireTime, other: WireTime): boolean {
  const [first, second] = [one, other].map((time) => {
    const whole = time.length === 10 ? `${time}T00:00:00` : time;
    return parseInstant(/(?:Z|[+-]\d\d:\d\d)$/.test(whole) ? whole : `${whole}Z`);
  });
  return first !== undefined && second !== undefined && millisecondsOf(first) > millisecondsOf(second);
}

function readRights(item: WireItemBuilder, docdata: XmlElement): void {
  const copyright = childNamed(docdata, 'doc.copyright');
  const holder = attributeOf(copyright, 'holder') ?? lineOf(copyright);
  const year = attributeOf(copyright, 'year');
  if (copyright) {
    item.set('copyrightHolder', holder, copyright.at);
    if (holder !== undefined && year !== undefined)
      setOnce(item, 'copyrightNotice', `© ${year} ${holder}`, copyright.at);
  }
  // What was agreed with one receiver stands beside a policy; it is not the provider's word.
  const rights = childrenNamed(docdata, 'doc.rights').filter(
    (one) => attributeOf(one, 'code-source') !== ODRL_LANGUAGE,
  );
  const [first] = rights;
  if (first === undefined) return;
  item.set(
    'copyrightHolder',
    item.has('copyrightHolder') ? undefined : attributeOf(first, 'owner'),
    first.at,
  );
  item.set(
    'usageTerms',
    rights
      .map(termsOf)
      .filter((text) => text !== '')
      .join('\n'),
    first.at,
  );
}

/** What `doc.rights` says of using the document, one line each. */
function termsOf(rights: XmlElement): string {
  const labelled = TERMS.flatMap(([name, label]) => {
    const text = severalLines(rights.attributes.get(name) ?? '');
    if (text === '') return [];
    return [label === '' ? text : `${label}: ${text}`];
  });
  return [...labelled, ...(lineOf(rights) === undefined ? [] : [lineOf(rights)])].join('\n');
}

const TERMS = [
  ['type', ''],
  ['limitations', ''],
  ['geography', 'Geography'],
  ['location-code', 'Area'],
  ['startdate', 'From'],
  ['enddate', 'Until'],
  ['agent', 'Agent'],
] as const;

/** `puerto,mar`: names have a blank after their comma, lists of some systems have none. */
function keysIn(key = ''): readonly string[] {
  return key === '' ? [] : key.split(/(?<=\p{L}),(?=\p{L})/u);
}

function readAboutness(item: WireItemBuilder, docdata: XmlElement): void {
  for (const list of childrenNamed(docdata, 'key-list')) {
    for (const keyword of childrenNamed(list, 'keyword')) {
      const key = attributeOf(keyword, 'key') ?? lineOf(keyword);
      for (const word of keysIn(key)) item.add('keywords', word, keyword.at);
    }
    // The Norwegian wire writes the one key of a list as its attribute.
    const own = attributeOf(list, 'key');
    if (own !== undefined) item.add('links', { rel: 'key-list', uri: own, at: list.at }, list.at);
  }
  for (const place of childrenNamed(docdata, 'evloc')) {
    const parts = ['city', 'county-dist', 'state-prov'].flatMap((name) => attributeOf(place, name) ?? []);
    const name = [...new Set(parts)].join(', ');
    const country = attributeOf(place, 'iso-cc');
    if (name !== '' || country !== undefined)
      item.add('places', { role: 'event', ...onlyGiven({ name, country }) }, place.at);
  }
  for (const content of childrenNamed(docdata, 'identified-content'))
    for (const named of content.children.filter(isElement)) readIdentified(item, named);
}

function readIdentified(item: WireItemBuilder, named: XmlElement): void {
  if (named.name === 'location') {
    const place = placeOf(named, 'subject');
    if (place) item.add('places', place, named.at);
    return;
  }
  const subject = identifiedOf(named);
  if (subject === undefined) return;
  const type = (attributeOf(named, 'type') ?? attributeOf(named, 'class') ?? '').toLowerCase();
  if (named.name === 'classifier' && /language/.test(type)) item.set('language', subject.code, named.at);
  else if (named.name === 'classifier' && /genre|types_of_material/.test(type))
    item.add('genres', subject, named.at);
  else item.add('subjects', { ...subject, ...onlyGiven({ type: conceptNature(named.name) }) }, named.at);
}

function readFurther(item: WireItemBuilder, docdata: XmlElement): void {
  readUrgency(item, childNamed(docdata, 'urgency'));
  each(docdata, 'fixture', 'fix-id', (code, at) => item.add('genres', { scheme: 'fixture', code }, at));
  each(docdata, 'doc-scope', 'scope', (code, at) =>
    item.add('subjects', { scheme: 'doc-scope', code, name: code }, at),
  );
  each(docdata, 'series', 'series.name', (title, at) => item.add('links', { rel: 'series', title, at }, at));
  each(childNamed(docdata, 'del-list'), 'from-src', 'src-name', (code, at) => {
    if (!item.has('provider')) item.set('provider', { code }, at);
  });
}

/** Some write it beside `docdata`. */
export function readUrgency(item: WireItemBuilder, urgency: XmlElement | undefined): void {
  const written = attributeOf(urgency, 'ed-urg');
  if (urgency === undefined || written === undefined) return;
  if (/^[1-9]$/.test(written)) item.set('urgency', Number(written), urgency.at);
  else item.set('priority', written, urgency.at);
}

/** One attribute of every such child, where it is said. */
function each(
  parent: XmlElement | undefined,
  name: string,
  attribute: string,
  take: (value: string, at: string) => void,
): void {
  for (const child of childrenNamed(parent, name)) {
    const value = attributeOf(child, attribute);
    if (value !== undefined) take(value, child.at);
  }
}

/** The status of this document, and what it does to another one (`management-doc-idref`). */
function readStatus(item: WireItemBuilder, docdata: XmlElement): readonly SaidAt[] {
  const own = attributeOf(docdata, 'management-status');
  const said = statusNamed(own);
  if (own !== undefined && said === undefined)
    item.dropped.add(docdata.at, `management-status ${own}`, 'no dialect that is known has this status');
  const other = attributeOf(docdata, 'management-doc-idref');
  addAbout(item, docdata, other, docdata.at);
  // A document that changes another one's status tells it; this one stays as it says itself.
  const told = other === undefined ? undefined : statusNamed(attributeOf(docdata, 'management-idref-status'));
  return [
    { said, at: docdata.at },
    { said: onlyGiven({ instruction: told?.instruction }), at: docdata.at },
    ...childrenNamed(docdata, 'correction').map((correction) => readCorrection(item, docdata, correction)),
  ];
}

function readCorrection(item: WireItemBuilder, docdata: XmlElement, correction: XmlElement): SaidAt {
  const { at } = correction;
  addAbout(item, docdata, attributeOf(correction, 'id-string'), at);
  const text = attributeOf(correction, 'info') ?? lineOf(correction);
  if (text !== undefined) item.add('edNotes', { text, role: 'correction', audience: 'partner', at }, at);
  item.add('signals', { code: 'sig:correction' }, at);
  const opening = statusOpening(text);
  return { said: opening?.pubStatus === undefined ? { instruction: 'correct' } : opening, at };
}

function addAbout(item: WireItemBuilder, docdata: XmlElement, uri: string | undefined, at: string): void {
  if (uri !== undefined && uri !== attributeOf(childNamed(docdata, 'doc-id'), 'id-string'))
    item.add('about', uri, at);
}

/** Messages to editors; what they begin with is an instruction in every dialect. */
function readMessages(item: WireItemBuilder, docdata: XmlElement): readonly SaidAt[] {
  return childrenNamed(docdata, 'ed-msg').flatMap((message) => {
    const text = severalLines(message.attributes.get('info') ?? textOf(message)) || undefined;
    const role = attributeOf(message, 'msg-type') ?? attributeOf(message, 'type');
    const audience = /^(?:private|internal|npa|non-?publish\w*|desk)$/i.test(role ?? '')
      ? 'private'
      : 'partner';
    if (text !== undefined)
      item.add(
        'edNotes',
        { text, ...(role === undefined ? {} : { role }), audience, at: message.at },
        message.at,
      );
    return [
      { said: statusNamed(role), at: message.at },
      { said: statusNamed(text) ?? statusOpening(text), at: message.at },
      {
        said: isEmbargoWorded(text) && !item.has('embargo') ? ({ isEmbargoed: true } as const) : undefined,
        at: message.at,
      },
    ];
  });
}
