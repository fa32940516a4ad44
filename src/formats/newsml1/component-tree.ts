import { attributeOf, childrenNamed, findNamed, lineOf, childNamed } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import {
  contentKind,
  dataOf,
  kindNamed,
  roleName,
  type ContentKind,
  type MediaKind,
} from './content-item.ts';
import { formalName } from './newsml1-source.ts';

/** A ContentItem with the component it stands in. */
export type Content = {
  readonly element: XmlElement;
  readonly component: XmlElement;
  readonly kind: ContentKind;
};

/** One technical form of what is seen or heard. */
export type MediaContent = Content & { readonly kind: MediaKind };

/**
 * One story, picture, film or sound in a tree of NewsComponents. `absorbed` are components inside that are no items of their
 * own: their lines and metadata are the item's.
 */
export type Branch = {
  readonly component: XmlElement;
  readonly absorbed: readonly XmlElement[];
  readonly texts: readonly Content[];
  readonly media: readonly MediaContent[];
  readonly documents: readonly Content[];
  readonly references: readonly XmlElement[];
  readonly newsItems: readonly XmlElement[];
  readonly branches: readonly Branch[];
  /** Other forms of the same text, of which one is kept. */
  readonly others: readonly Content[];
};

/**
 * Reads a tree of components (NewsML 1.2 §5.7). A component is an item of its own when it has a headline, or is a picture beside
 * a text; one that only holds a title, a lead, a body or a rendition is a part of the component around it.
 */
export function branchOf(component: XmlElement): Branch {
  const own = childrenNamed(component, 'ContentItem').flatMap((element) => contentOf(element, component));
  const children = childrenNamed(component, 'NewsComponent').map(branchOf);
  const languages = new Set(children.flatMap((child) => attributeOf(child.component, 'xml:lang') ?? []));
  const isItem = (child: Branch): boolean =>
    isItemOfItsOwn(child, component) ||
    (languages.size > 1 && child.texts.some(isBody) && !isPart(child.component));
  const parts = children.filter((child) => !isItem(child));
  const texts = [...own, ...parts.flatMap((part) => part.texts)].filter(({ kind }) => kind === 'text');
  const media = [...own.filter(isMedia), ...parts.flatMap((part) => part.media)];
  const documents = own.filter(({ kind }) => kind === 'document');
  const kept = attributeOf(component, 'EquivalentsList') === 'yes' ? [bestOf(texts)].flat() : texts;
  const isKept = new Set(kept);
  const branch: Branch = {
    component,
    absorbed: parts
      .filter((part) => !isGroup(part.component))
      .flatMap((part) => [part.component, ...part.absorbed]),
    texts: kept,
    media,
    documents: [...documents, ...parts.flatMap((part) => part.documents)],
    references: [...childrenNamed(component, 'NewsItemRef'), ...parts.flatMap((part) => part.references)],
    newsItems: [...childrenNamed(component, 'NewsItem'), ...parts.flatMap((part) => part.newsItems)],
    branches: [...children.filter(isItem), ...parts.flatMap((part) => part.branches)],
    others: [...texts.filter((text) => !isKept.has(text)), ...parts.flatMap((part) => part.others)],
  };
  return isMediaRole(component) ? branch : withPicturesApart(branch);
}

function isMedia(content: Content): content is MediaContent {
  return content.kind !== 'text' && content.kind !== 'document';
}

/** A set of references in a package; its lines name the set, not the story. */
function isGroup(component: XmlElement): boolean {
  return childNamed(component, 'NewsItemRef') !== undefined;
}

function contentOf(element: XmlElement, component: XmlElement): readonly Content[] {
  const kind = contentKind(element, component);
  return kind === undefined ? [] : [{ element, component, kind }];
}

function isItemOfItsOwn(child: Branch, parent: XmlElement): boolean {
  const holds = child.texts.length + child.media.length + child.branches.length > 0;
  if (!holds || isPart(child.component)) return false;
  if (hasHeadline(child.component)) return true;
  return child.media.length > 0 && isMediaRole(child.component) && !isMediaRole(parent);
}

/** Roles of what is only a part of the item around it, in the words of agencies. */
const PARTS =
  /^(?:title|(?:sub ?)?head ?line|lead|lede|abstract|summary|teaser|caption|body(?: ?text)?|text ?body|bodycopy|thumbnail|preview|quick ?look|high ?(?:def|res)|low ?res|icon|description|contact|tweet|sms|style ?sheet)/i;

function isPart(component: XmlElement): boolean {
  return PARTS.test(roleName(component) ?? '');
}

/** `short` is a headline beside the headline, be it the story in one line for small screens, `contact` whom to call about it, `style` how to show it. */
export type Part = 'headline' | 'summary' | 'lead' | 'caption' | 'short' | 'contact' | 'style' | 'body';

/** A part that is no text of the story itself. */
export function partOf({ element, component }: Content): Part {
  const role = roleName(component) ?? '';
  const type = formalName(childNamed(element, 'MimeType')) ?? '';
  if (/^style ?sheet/i.test(role) || /^text\/css$|javascript$/i.test(type)) return 'style';
  if (/^(?:tweet|sms|sub ?head ?line)/i.test(role)) return 'short';
  if (/contact/i.test(role)) return 'contact';
  if (/^(?:title|head ?line)/i.test(role)) return 'headline';
  if (/^(?:abstract|summary|teaser)/i.test(role)) return 'summary';
  if (/^le(?:ad|de)/i.test(role)) return 'lead';
  return /^(?:caption|description)/i.test(role) ? 'caption' : 'body';
}

function isBody(content: Content): boolean {
  return partOf(content) === 'body' || partOf(content) === 'lead';
}

function isMediaRole(component: XmlElement): boolean {
  const kind = kindNamed(roleName(component));
  return kind !== undefined && kind !== 'text';
}

function hasHeadline(component: XmlElement): boolean {
  return childrenNamed(component, 'NewsLines').some(
    (lines) => lineOf(childNamed(lines, 'HeadLine')) !== undefined,
  );
}

/** Pictures without lines of their own, beside the text of a story, are items that go with it. */
function withPicturesApart(branch: Branch): Branch {
  if (!branch.texts.some(isBody) || branch.media.length === 0) return branch;
  const components = Map.groupBy(branch.media, ({ component }) => component);
  const pictures = [...components].map(([component, media]) => ({
    component,
    absorbed: [],
    texts: [],
    media,
    documents: [],
    references: [],
    newsItems: [],
    branches: [],
    others: [],
  }));
  return {
    ...branch,
    absorbed: branch.absorbed.filter((component) => !components.has(component)),
    media: [],
    branches: [
      ...branch.branches,
      ...pictures.filter(({ component }) => component !== branch.component),
      ...pictures.filter(({ component }) => component === branch.component),
    ],
  };
}

/** Of several forms of one text the richest: NITF, then XHTML, then what is left. */
function bestOf(texts: readonly Content[]): readonly Content[] {
  const bodies = new Map(
    texts.filter((text) => partOf(text) === 'body').map((text) => [text, rankOf(text)] as const),
  );
  const best = [...bodies].toSorted(([, one], [, other]) => one - other)[0]?.[0];
  return texts.filter((text) => !bodies.has(text) || text === best);
}

function rankOf({ element }: Content): number {
  if (findNamed(dataOf(element), 'nitf') || findNamed(dataOf(element), 'body.content')) return 0;
  if (findNamed(dataOf(element), 'p')) return 1;
  return /html/i.test(formalName(childNamed(element, 'Format')) ?? '') ? 2 : 3;
}
