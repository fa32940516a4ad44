import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { numberBlocks } from '../html/to-blocks.ts';
import { webUrl } from '../html/web-url.ts';
import { onlyGiven } from '../only-given.ts';
import { fillFromBody, fillFromHead } from '../nitf/fill-from-nitf.ts';
import { settleStatus } from './read-management.ts';
import { statusNamed, type SaidAt } from '../wire/status-words.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import { setOnce } from '../wire/set-once.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireLink } from '../wire/wire-item.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { Branch, Content } from './component-tree.ts';
import { partOf, type Part } from './component-tree.ts';
import { characteristicOf, kindNamed, renditionOf, roleName } from './content-item.ts';
import { formalName, type Newsml1Source, valueIn } from './newsml1-source.ts';
import { readMetadata } from './read-metadata.ts';
import { readNewsLines } from './read-news-lines.ts';
import { readText } from './read-text.ts';
import { tellEmbargo } from '../wire/wire-signs.ts';

/** What a branch is inside: the components around it, whose lines and metadata are its own where it says nothing itself. */
export type Around = {
  readonly outer: readonly XmlElement[];
  readonly said: readonly SaidAt[];
  readonly label?: string;
};

/** Fills an item from a branch of components. Gives a refusal where a text passes its limits. */
export function readBranch(source: Newsml1Source, branch: Branch, around: Around): FormatRefusal | undefined {
  const { item } = source;
  const components = [branch.component, ...branch.absorbed, ...around.outer];
  const kind = branch.media[0]?.kind;
  item.set(
    'type',
    kind ?? (branch.texts.length > 0 ? 'text' : branch.branches.length > 0 ? 'composite' : undefined),
    branch.component.at,
  );
  for (const caption of branch.media.flatMap(({ element }) => childrenNamed(element, 'Property')))
    if (isCaption(caption)) setOnce(item, 'summary', valueIn(caption), caption.at);
  const said = components.flatMap((component) => readNewsLines(source, component));
  for (const component of components) readMetadata(source, component);
  const heads = branch.texts.flatMap(({ element }) => findNamed(element, 'nitf') ?? []);
  const refused = readTexts(source, branch);
  const inText = heads.flatMap((nitf) => fillFromHead(item, nitf));
  if (!item.has('slugline')) item.set('slugline', around.label, branch.component.at);
  if (!item.has('language'))
    item.set(
      'language',
      components.map((component) => attributeOf(component, 'xml:lang')).find(Boolean),
      branch.component.at,
    );
  readForms(source, branch);
  readNotes(source, components);
  settleStatus(
    source,
    [...around.said, ...said, ...inText, ...components.flatMap(genresOf)],
    headlineOf(components),
  );
  return refused;
}

/** What is seen or heard, documents to fetch, and forms of the text that are not kept. */
function readForms(source: Newsml1Source, branch: Branch): void {
  const { item } = source;
  for (const { element, component } of branch.media) {
    const rendition = renditionOf(element, component, source.needs);
    if (rendition) item.add('renditions', rendition, element.at);
    else item.dropped.add(element.at, describe(element), 'it is nowhere to be fetched');
  }
  for (const { element } of branch.documents) addDocument(source, element);
  for (const { element } of branch.others)
    item.dropped.add(
      element.at,
      `ContentItem ${formalName(childNamed(element, 'Format')) ?? ''}`,
      'one form of the text is kept',
    );
}

function isCaption(property: XmlElement): boolean {
  return /^(?:caption|description)$/i.test(attributeOf(property, 'FormalName') ?? '');
}

function addDocument({ item, needs }: Newsml1Source, element: XmlElement): void {
  const href = webUrl(attributeOf(element, 'Href') ?? '', needs.baseUrl);
  if (href === undefined) return item.dropped.add(element.at, describe(element), 'it is no web address');
  const title = allNamed(childNamed(element, 'Characteristics'), 'Property').find(
    (one) => attributeOf(one, 'FormalName') === 'Title',
  );
  const told = onlyGiven({ title: valueIn(title) });
  item.add('links', { rel: 'representation', href, ...told, at: element.at }, element.at);
}

function headlineOf(components: readonly XmlElement[]): string | undefined {
  return components
    .flatMap((component) => childrenNamed(component, 'NewsLines'))
    .map((lines) => lineOf(childNamed(lines, 'HeadLine')))
    .find((line) => line !== undefined);
}

/** One agency tells by a genre that a story is an update or a correction. */
function genresOf(component: XmlElement): readonly SaidAt[] {
  return childrenNamed(childNamed(component, 'DescriptiveMetadata'), 'Genre').flatMap((genre) => {
    const name = formalName(genre) ?? '';
    return /^(?:update|correct|kill|withdraw|cancel)/i.test(name)
      ? [{ said: statusNamed(name), at: genre.at }]
      : [];
  });
}

/** Comments on a component are notes to editors where they say so. */
function readNotes({ item }: Newsml1Source, components: readonly XmlElement[]): void {
  for (const comment of components.flatMap((component) => [
    ...childrenNamed(component, 'Comment'),
    ...childrenNamed(component, 'ContentItem').flatMap((content) => childrenNamed(content, 'Comment')),
  ])) {
    const role = formalName(comment);
    const text = lineOf(comment);
    if (text === undefined) continue;
    if (tellEmbargo(item, text, comment.at)) continue;
    if (/note|editor|advis|correct/i.test(attributeOf(comment, 'FormalName') ?? ''))
      item.add('edNotes', { text, role: role ?? 'Comment', audience: 'partner', at: comment.at }, comment.at);
    else item.dropped.add(comment.at, `Comment ${text}`, 'a comment on the document');
  }
}

/** Title, summary, lead, caption and body; a lead is the beginning of the story as well. */
function readTexts(source: Newsml1Source, branch: Branch): FormatRefusal | undefined {
  const { item, needs } = source;
  const isSeen =
    branch.media.length > 0 && branch.media.every(({ kind }) => kind === 'picture' || kind === 'graphic');
  const headlines = [headlineOf([branch.component]) ?? ''];
  const blocks: Block[] = [];
  for (const content of branch.texts) {
    const read = readText(content.element, { ...needs, dropped: item.dropped, headlines });
    if (!read.ok) return read.error;
    const part = partOf(content);
    // The words that stand beside a picture are its caption, whatever they are called.
    if (isSeen && part !== 'headline' && !item.has('summary'))
      putPart(item, 'caption', read.value.blocks, content);
    else blocks.push(...putPart(item, part, read.value.blocks, content));
    if (part === 'body' && !isSeen) fillFromBody(item, { ...read.value, blocks: [] });
    readAboutText(source, content);
  }
  const { at } = branch.component;
  item.set('body', setPrivateApart(item, renumbered(blocks), at), at);
  return undefined;
}

/** Puts a part where it belongs, and gives what of it is text of the story. */
function putPart(
  item: WireItemBuilder,
  part: Part,
  blocks: readonly Block[],
  { element, component }: Content,
): readonly Block[] {
  const text = blocks.map((block) => block.text).join('\n');
  if (part === 'headline') setOnce(item, 'headline', text.replaceAll('\n', ' '), element.at);
  else if (part === 'contact') item.add('private', { kind: 'contact', text, at: element.at }, element.at);
  else if (part === 'style') item.dropped.add(element.at, 'ContentItem CSS', 'it says how to show the text');
  else if (part === 'short')
    item.add(
      'headlines',
      { role: roleName(component) ?? part, text: text.replaceAll('\n', ' ') },
      element.at,
    );
  else if (part !== 'body') setOnce(item, 'summary', text, element.at);
  return part === 'body' || part === 'lead' ? blocks : [];
}

function readAboutText({ item, needs }: Newsml1Source, { element }: Content): void {
  setOnce(item, 'wordCount', characteristicOf(element, /^words?(?:count)?$/i), element.at);
  const page = webUrl(attributeOf(element, 'Href') ?? '', needs.baseUrl);
  if (page !== undefined) item.add('links', { rel: 'canonical', href: page, at: element.at }, element.at);
}

function renumbered(blocks: readonly Block[]): readonly Block[] {
  return numberBlocks(blocks.map(({ kind, html, text }) => ({ kind, html, text })));
}

/** A picture, film or sound beside a story, as an item of its own. */
export function readBeside(branch: Branch, sent: Pick<Newsml1Source, 'needs' | 'topics'>): WireItem {
  const item = createWireItem(branch.component.at);
  const id = attributeOf(branch.component, 'Duid') ?? attributeOf(branch.media[0]?.element, 'Href');
  item.set('uri', id, branch.component.at);
  const refused = readBranch({ item, needs: sent.needs, topics: sent.topics }, branch, {
    outer: [],
    said: [],
  });
  if (refused) item.dropped.add(refused.at, 'text', refused.detail);
  for (const inner of branch.branches) item.add('associations', readBeside(inner, sent), inner.component.at);
  return item.build();
}

/** Is there something to see or hear in it, and no story? */
export function isBeside(branch: Branch): boolean {
  const kind = kindNamed(roleName(branch.component));
  return (
    branch.media.length > 0 || (kind !== undefined && kind !== 'text' && branch.branches.every(isBeside))
  );
}

/** A reference to another NewsItem, as a package or a story has it. */
export function referenceOf(reference: XmlElement, rel: string): WireLink {
  const uri = attributeOf(reference, 'NewsItem');
  const href = attributeOf(reference, 'Href');
  const title = lineOf(reference);
  return {
    rel,
    ...(uri === undefined ? {} : { uri }),
    ...(href === undefined ? {} : { href }),
    ...(title === undefined ? {} : { title }),
    at: reference.at,
  };
}
