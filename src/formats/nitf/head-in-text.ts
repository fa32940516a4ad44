import { words } from '../words.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/** The head of a body and the parts that hold its text. */
export type HeadAndText = {
  readonly head: XmlElement | undefined;
  readonly contents: readonly XmlElement[];
};

const ABOVE: ReadonlySet<string> = new Set(
  words('hedline hl1 hl2 byline distributor dateline abstract copyrite rights series'),
);
/** These are no text of the story wherever they stand beside its paragraphs. */
const ANYWHERE: ReadonlySet<string> = new Set(words('distributor copyrite'));

/**
 * XMLNews-Story and the first NITF of the 1990s let the headline, the byline, the distributor, the dateline and the notice of copyright stand in the text
 * itself, above its paragraphs. What of them the head does not say is put into it, and taken out of the text.
 */
export function withHeadOfText({ head, contents }: HeadAndText): HeadAndText {
  const [first, ...others] = contents;
  if (first === undefined) return { head, contents };
  const said = new Set((head?.children ?? []).filter(isElement).map(nameOf));
  const lifted = liftedIn(first).filter((one) => !said.has(nameOf(one)));
  if (lifted.length === 0) return { head, contents };
  const taken = new Set<XmlElement | string>(lifted);
  const rest = { ...first, children: first.children.filter((child) => !taken.has(child)) };
  return {
    head: {
      ...(head ?? { ...first, name: 'body.head', attributes: new Map() }),
      children: [...(head?.children ?? []), ...inHedline(lifted)],
    },
    contents: [rest, ...others],
  };
}

function liftedIn({ children }: XmlElement): readonly XmlElement[] {
  const isAbove = (child: XmlElement | string) =>
    isElement(child) ? ABOVE.has(child.name) : child.trim() === '';
  const start = children.findIndex((child) => !isAbove(child));
  // What has nothing below it is the story itself.
  if (start === -1) return [];
  const lines = children.slice(0, start).filter(isElement);
  // Without a headline above it a second one is a heading of the text.
  const above = lines.some(({ name }) => name !== 'hl2' && nameOf({ name }) === 'hedline')
    ? lines
    : lines.filter(({ name }) => name !== 'hl2');
  const further = children.slice(start).filter(isElement);
  return [...above, ...further.filter(({ name }) => ANYWHERE.has(name))].filter(
    (element) => textOf(element).trim() !== '',
  );
}

/** A head with a headline has all of them. */
function nameOf({ name }: Pick<XmlElement, 'name'>): string {
  return /^hl[12]$/.test(name) ? 'hedline' : name;
}

/** Headlines without an element around them get one. */
function inHedline(lifted: readonly XmlElement[]): readonly XmlElement[] {
  const lines = lifted.filter(({ name }) => /^hl[12]$/.test(name));
  const [first] = lines;
  if (first === undefined) return lifted;
  const hedline = { ...first, name: 'hedline', attributes: new Map<string, string>(), children: lines };
  return [hedline, ...lifted.filter((one) => !lines.includes(one))];
}
