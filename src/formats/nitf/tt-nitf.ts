import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { attributeOf, childNamed, childrenNamed, findNamed } from '../xml/xml-lookup.ts';

type Node = XmlElement | string;

/** Is the element the text of a story in the Swedish NITF of TT (`application/ttnitf+xml`), whose names are Swedish words? */
export function isTtNitf(element: XmlElement): boolean {
  return element.name === 'BODY' && childNamed(element, 'TEXT') !== undefined;
}

/** The same text in the names of NITF. The first `TEXT` is the story; each further one stands below it as a block with its own heading. */
export function nitfOfTt(body: XmlElement): XmlElement {
  const [story, ...further] = childrenNamed(body, 'TEXT');
  const make = maker(body);
  const media = childrenNamed(body, 'TEXT').flatMap((text) => allBilds(text).map((bild) => mediaOf(bild)));
  const blocks = further.map((text) => make('block', storyOf(text)));
  const content = story === undefined ? [] : storyOf({ ...story, children: withoutHead(story) });
  return make('body', [
    ...(story === undefined ? [] : [headOf(story)]),
    make('body.content', [...content, ...blocks, ...media]),
  ]);
}

function maker({ at, ns }: XmlElement) {
  return (
    name: string,
    children: readonly Node[],
    attributes: readonly (readonly [string, string])[] = [],
  ) => ({
    name,
    ns,
    at,
    attributes: new Map(attributes),
    children,
  });
}

const HEAD: ReadonlySet<string> = new Set(['RUBRIK', 'UNDERRUBRIK', 'DAT', 'BYLINE']);

function withoutHead(text: XmlElement): readonly Node[] {
  return text.children.filter((child) => !isElement(child) || !HEAD.has(child.name));
}

function headOf(text: XmlElement): XmlElement {
  const make = maker(text);
  const named = (name: string, as: string) =>
    childrenNamed(text, name).map((one) => maker(one)(as, one.children));
  const place = findNamed(childNamed(text, 'DAT'), 'ORT');
  const source = childNamed(childNamed(text, 'DAT'), 'SOURCE');
  return make('body.head', [
    make('hedline', [...named('RUBRIK', 'hl1'), ...named('UNDERRUBRIK', 'hl2')]),
    ...named('BYLINE', 'byline'),
    ...(place === undefined ? [] : [make('dateline', [maker(place)('location', place.children)])]),
    ...childrenNamed(text, 'BYLINE').flatMap(mailOf),
    ...(source === undefined ? [] : [source]),
  ]);
}

/** `EPOST` of a byline is where to reach who wrote it. */
function mailOf(byline: XmlElement): readonly XmlElement[] {
  const mail = attributeOf(byline, 'EPOST');
  return mail === undefined ? [] : [maker(byline)('note', [mail], [['type', 'npa']])];
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['RUBRIK', 'hl2'],
  ['MELLIS', 'hl2'],
  ['CITAT', 'p'],
  ['FRAGA', 'p'],
  ['SVAR', 'p'],
  ['P', 'p'],
  ['UL', 'ul'],
  ['LI', 'li'],
]);

/** Pictures are read beside the text, and what only groups paragraphs opens. */
function storyOf(element: XmlElement): readonly Node[] {
  return element.children.flatMap((child): readonly Node[] => {
    if (!isElement(child)) return [child];
    if (child.name === 'BILD') return [];
    const name = NAMES.get(child.name);
    return name === undefined ? storyOf(child) : [maker(child)(name, storyOf(child))];
  });
}

function allBilds(element: XmlElement): readonly XmlElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'BILD' ? [child] : allBilds(child)));
}

function mediaOf(bild: XmlElement): XmlElement {
  const make = maker(bild);
  const file = childNamed(bild, 'BILDFIL');
  const source =
    file?.children
      .filter((child) => typeof child === 'string')
      .join('')
      .trim() ?? '';
  const caption = childNamed(bild, 'BILDTEXT');
  const author = childNamed(bild, 'BILDSKAPARE');
  return make(
    'media',
    [
      ...(source === '' ? [] : [make('media-reference', [], [['source', source]])]),
      ...(caption === undefined ? [] : [make('media-caption', storyOf(caption))]),
      ...(author === undefined ? [] : [make('media-producer', author.children)]),
    ],
    [['media-type', attributeOf(bild, 'TYP') ?? 'image']],
  );
}
