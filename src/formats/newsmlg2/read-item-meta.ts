import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { webUrl } from '../html/web-url.ts';
import { readItemUri } from '../ninjs/item-uri.ts';
import { asSignal, type SaidAt } from '../wire/status-words.ts';
import { wireTime } from '../wire/wire-time.ts';
import type { NewsType, PubStatus } from '#domain/item/item.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';
import { readInfomakerMeta } from './read-idf.ts';
import { codeWithName } from './read-names.ts';

/** Identity, version, status, times, signals, notes and links of any item of NewsML-G2 (spec §8). Gives what the signals ask for. */
export function readItemMeta(source: G2Source): readonly SaidAt[] {
  const { element, reading, item } = source;
  const itemMeta = reading.first(element, 'itemMeta');
  item.set('uri', readItemUri(element.attributes.get('guid')?.trim() ?? ''), element.at);
  // Version 1 where none is written, as the standard says (spec §8.3).
  item.set('version', element.attributes.get('version')?.trim() ?? '1', element.at);
  item.set('type', newsTypeOf(source, itemMeta), itemMeta?.at ?? element.at);
  item.set('pubStatus', pubStatusOf(source, itemMeta), itemMeta?.at ?? element.at);
  for (const provider of reading.all(itemMeta, 'provider'))
    item.set('provider', codeWithName(source, provider), provider.at);
  readItemTimes(source, itemMeta);
  readNotes(source, itemMeta);
  readLinks(source, itemMeta);
  readServices(source, itemMeta);
  readInfomakerMeta(source, itemMeta);
  return readSignals(source, itemMeta);
}

function newsTypeOf({ reading, qcodes }: G2Source, itemMeta: XmlElement | undefined): NewsType | undefined {
  const itemClass = reading.first(itemMeta, 'itemClass');
  if (itemClass === undefined) return undefined;
  reading.take(itemClass);
  const written = itemClass.attributes.get('qcode')?.split(':').at(-1) ?? '';
  return NEWS_TYPES.get((iptcCode(qcodes.uriOf(itemClass), 'ninature') ?? written).toLowerCase());
}

/** ninature of IPTC, with the plural that wires write. */
const NEWS_TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['picture', 'picture'],
  ['photo', 'picture'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['graphic', 'graphic'],
  ['graphics', 'graphic'],
  ['animated', 'graphic'],
  ['composite', 'composite'],
]);

/** Usable where nothing is said: that is the standard's default (spec §8.6). A word that is none of its three (`imext:draft`) permits nothing. */
function pubStatusOf({ reading, qcodes, item }: G2Source, itemMeta: XmlElement | undefined): PubStatus {
  const element = reading.first(itemMeta, 'pubStatus');
  if (element === undefined) return 'usable';
  reading.take(element);
  const code =
    iptcCode(qcodes.uriOf(element), 'pubstatusg2') ??
    element.attributes.get('qcode')?.split(':').at(-1) ??
    '';
  const status = STATUSES.get(code.toLowerCase());
  if (status === undefined)
    item.dropped.add(element.at, describe(element), 'the status is none of IPTC, so the story waits');
  return status ?? 'withheld';
}

const STATUSES: ReadonlyMap<string, PubStatus> = new Map([
  ['usable', 'usable'],
  ['withheld', 'withheld'],
  ['canceled', 'canceled'],
  ['cancelled', 'canceled'],
]);

function readItemTimes({ element, reading, item }: G2Source, itemMeta: XmlElement | undefined): void {
  const timeIn = (name: string) => {
    const one = reading.first(itemMeta, name);
    const written = reading.text(one)?.trim() ?? '';
    const time = wireTime(written);
    if (one !== undefined && time === undefined && written !== '')
      item.dropped.add(one.at, describe(one), 'it is no time');
    return { time, at: one?.at ?? element.at, isThere: one !== undefined };
  };
  for (const name of ['versionCreated', 'firstCreated', 'expires'] as const) {
    const { time, at } = timeIn(name);
    item.date(name, time, at);
  }
  // An empty one is an embargo whose end the notes tell (spec §8.5).
  const embargo = timeIn('embargoed');
  item.set('embargo', embargo.time, embargo.at);
  if (embargo.isThere && embargo.time === undefined) item.set('isEmbargoed', true, embargo.at);
}

/** Every note with its role; those marked as not public (names and telephone numbers of a desk) are private. */
function readNotes({ reading, item }: G2Source, itemMeta: XmlElement | undefined): void {
  for (const note of [...reading.all(itemMeta, 'edNote'), ...reading.all(itemMeta, 'ednote')]) {
    reading.take(note);
    const role = note.attributes.get('role')?.split(':').at(-1) ?? note.attributes.get('roleuri');
    const isPrivate = PUBLIC_OR_NOT.some((name) => /non-?public/i.test(note.attributes.get(name) ?? ''));
    for (const { text, isHidden } of passagesOf(note))
      if (text !== '')
        item.add(
          'edNotes',
          {
            text,
            ...onlyGiven({ role }),
            audience: isPrivate || isHidden ? 'private' : 'partner',
            at: note.at,
          },
          note.at,
        );
  }
}

const PUBLIC_OR_NOT = ['pubconstraint', 'pubconstrainturi'];

/** A note may be a page of its own whose sections are public or not (dpa's notepad). */
function passagesOf(note: XmlElement): readonly { readonly text: string; readonly isHidden: boolean }[] {
  if (!note.children.some(isElement)) return [{ text: severalLines(textOf(note)), isHidden: false }];
  const shown: string[] = [];
  const hidden: string[] = [];
  const visit = (element: XmlElement, isHidden: boolean): void => {
    for (const child of element.children) {
      if (!isElement(child)) (isHidden ? hidden : shown).push(child);
      else {
        const isBlock = /^(?:p|li|div|section|header|h[1-6]|ul|ol|br|tr)$/i.test(child.name);
        const isHiddenHere = isHidden || isHiddenMarkup(child);
        if (isBlock) (isHiddenHere ? hidden : shown).push('\n');
        visit(child, isHiddenHere);
      }
    }
  };
  visit(note, isHiddenMarkup(note));
  return [
    { text: severalLines(shown.join('')).replaceAll(/\n+/g, '\n'), isHidden: false },
    { text: severalLines(hidden.join('')).replaceAll(/\n+/g, '\n'), isHidden: true },
  ];
}

/** Markup that says itself that it is not for readers, or that it closes a story with initials. */
export function isHiddenMarkup(element: XmlElement): boolean {
  return /non-?public|not-for-publication|(?:^|\s)closing-?line(?:$|\s)/i.test(
    element.attributes.get('class') ?? '',
  );
}

function readLinks(source: G2Source, itemMeta: XmlElement | undefined): void {
  const { reading, item, needs } = source;
  for (const link of reading.all(itemMeta, 'link')) readLink(source, link);
  for (const altRep of reading.all(itemMeta, 'altRep')) {
    reading.take(altRep);
    const href = webUrl(textOf(altRep).trim(), needs.baseUrl);
    const isPage = /^(?:text\/html|application\/xhtml)/.test(altRep.attributes.get('contenttype') ?? '');
    if (href === undefined) item.dropped.add(altRep.at, describe(altRep), 'it is no web address');
    else item.add('links', { rel: isPage ? 'canonical' : 'representation', href, at: altRep.at }, altRep.at);
  }
}

function readLink({ reading, item, needs, qcodes }: G2Source, link: XmlElement): void {
  reading.take(link);
  const { attributes, at } = link;
  const rel = iptcCode(qcodes.uriOf(link, 'rel'), 'itemrelation') ?? attributes.get('rel')?.split(':').at(-1);
  const residref = attributes.get('residref') ?? attributes.get('guidref');
  const told = onlyGiven({
    uri: residref && readItemUri(oneLine(residref)),
    href: webUrl(attributes.get('href') ?? '', needs.baseUrl),
    version: attributes.get('version'),
    title: oneLine(reading.text(reading.first(link, 'title')) ?? ''),
  });
  if (told.uri === undefined && told.href === undefined)
    item.dropped.add(at, describe(link), 'the link leads nowhere');
  else item.add('links', { rel: rel ?? 'seeAlso', ...told, at }, at);
}

/** Signals tell what to do with the item; a kill may also be a `remove` about another item, which then is linked. */
function readSignals(source: G2Source, itemMeta: XmlElement | undefined): readonly SaidAt[] {
  const { reading, item } = source;
  return reading.all(itemMeta, 'signal').flatMap((signal) => {
    const code = codeWithName(source, signal);
    if (code === undefined) return [];
    item.add('signals', code, signal.at);
    return [{ said: asSignal(code.code), at: signal.at }];
  });
}

function readServices(source: G2Source, itemMeta: XmlElement | undefined): void {
  const { reading, item } = source;
  for (const service of reading.all(itemMeta, 'service')) {
    const name = codeWithName(source, service);
    if (name !== undefined)
      item.dropped.add(service.at, `service ${name.name ?? name.code}`, 'agreements decide whom it reaches');
  }
  for (const origin of reading.all(source.element, 'derivedFrom')) {
    reading.take(origin);
    const uri =
      origin.attributes.get('residref') ?? origin.attributes.get('uri') ?? origin.attributes.get('qcode');
    if (uri !== undefined)
      item.add('links', { rel: 'derivedFrom', uri: readItemUri(oneLine(uri)), at: origin.at }, origin.at);
  }
}
