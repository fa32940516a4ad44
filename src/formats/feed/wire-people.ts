import { oneLine } from '../item-text.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren, type FeedNames } from './feed-names.ts';
import type { WireEntrySource } from './wire-entry-source.ts';
import { lineIn } from './wire-text.ts';

/** A person or an organisation as a feed names it: in RSS one text, in Atom a name with an address and a page. */
export type FeedPerson = { readonly name: string; readonly address: string; readonly at: string };

const AUTHORS = ['author', 'atom:author', 'dc:creator', 'dc:author', 'itunes:author'] as const;
const OTHERS = ['contributor', 'atom:contributor', 'dc:contributor'] as const;

/** Who wrote an entry, as its byline. Mail addresses are set apart as private; contributors have no place in an item. */
export function readPeople({ children, head, item }: WireEntrySource): void {
  const authors = children.all(...AUTHORS).map((element) => readPerson(element, head.names));
  for (const { address, at } of authors)
    if (address !== '') item.add('private', { kind: 'person', text: address, at }, at);
  for (const element of children.all(...OTHERS)) {
    const { name, address, at } = readPerson(element, head.names);
    if (address !== '') item.add('private', { kind: 'person', text: address, at }, at);
    item.dropped.add(at, `contributor ${name}`, 'an item names its authors only');
  }
  const first = authors.find(({ name }) => name !== '');
  if (!item.has('byline')) item.set('byline', bylineOf(authors), first?.at ?? '');
  if (!item.has('byline')) item.set('byline', head.byline, '');
}

/** The names of the authors below a head, for entries that name none. */
export function headByline(children: FeedChildren, names: FeedNames): string {
  return bylineOf(children.all('atom:author', 'itunes:author').map((element) => readPerson(element, names)));
}

function bylineOf(people: readonly FeedPerson[]): string {
  return [...new Set(people.map(({ name }) => name).filter((name) => name !== ''))].join(', ');
}

function readPerson(element: XmlElement, names: FeedNames): FeedPerson {
  const parts = new FeedChildren(element, names);
  const nameElement = parts.firstFilled('atom:name', 'name', 'rdf:value');
  const { at } = element;
  if (nameElement !== undefined || parts.unread().length > 0) {
    const mail = parts.firstFilled('atom:email', 'email');
    const { name, address } = splitPerson(nameElement === undefined ? '' : textOf(nameElement));
    return { name, address: (mail && oneLine(textOf(mail))) ?? address, at };
  }
  // Drupal writes names as HTML, and others their `&`; an address in angle brackets is none.
  const text = textOf(element);
  return { ...splitPerson(/<\/\w|&\w+;/.test(text) ? lineIn(element) : text), at };
}

/** RSS 2.0 writes `address (name)`, others `name <address>`, many only one of the two, and some several people. */
export function splitPerson(written: string): { readonly name: string; readonly address: string } {
  const text = oneLine(written).replace(/mailto:/gi, '');
  const addresses = text.match(WORD)?.filter((word) => word.includes('@')) ?? [];
  if (addresses.length === 0) return { name: text, address: '' };
  const names = text
    .replace(WORD, (word) => (word.includes('@') ? '' : word))
    .replace(/<\s*>/g, '')
    .split(/[,;]/)
    .map((one) =>
      one
        .trim()
        .replace(/^\((.*)\)$|^"(.*)"$/, '$1$2')
        .trim(),
    )
    .filter((one) => one !== '');
  return { name: names.join(', '), address: addresses.join(', ') };
}

const WORD = /[^\s<>()[\],;:"]+/g;
