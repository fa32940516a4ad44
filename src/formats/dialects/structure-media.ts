import type { NewsType } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import type { DialectBranch, DialectStructure, RenditionPaths } from './dialect.ts';
import { readTerms } from './structure-terms.ts';
import { branchesAt, findPath, placeOf, type Tree } from './find-path.ts';
import { finderIn, linesAt, type Finder } from './structure-finder.ts';

type Reading = {
  readonly branch: Tree;
  readonly structure: DialectStructure;
  readonly needs: WireNeeds;
  readonly found: Finder;
};

const TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['picture', 'picture'],
  ['image', 'picture'],
  ['photo', 'picture'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['graphic', 'graphic'],
]);

type Typed = Pick<DialectStructure, 'renditions' | 'types'>;

/** By the word of the house or the one that many have; else a picture is one where there is no text. */
export function typeOf(branch: Tree, { renditions = [], types = {} }: Typed, found: Finder): NewsType {
  const forms = renditions.some(({ at }) => findPath(branch, at).length > 0);
  for (const { text } of linesAt(found, 'type')) {
    const word = text.toLowerCase();
    const type = types[word] ?? TYPES.get(word);
    if (type !== undefined) return type;
  }
  const hasForms = linesAt(found, 'picture').length > 0 || forms;
  return hasForms && linesAt(found, 'body').length === 0 ? 'picture' : 'text';
}

/** Technical forms of the item, and the pictures and films that go with it as items of their own. */
export function readMedia(item: WireItemBuilder, reading: Reading): void {
  const { branch, structure, needs, found } = reading;
  addRenditions(item, { branch, paths: structure.renditions, needs });
  if ((item.get('type') ?? 'text') === 'text') addPictures(item, reading);
  else addPictureRenditions(item, found, needs);
  const { media } = structure;
  if (media === undefined) return;
  const branches = branchesAt(branch, media.items);
  const [own] = branches;
  // The one file of what is itself seen or heard.
  if (own !== undefined && branches.length === 1 && (item.get('type') ?? 'text') !== 'text')
    addOwn(item, { one: own, media, needs });
  else for (const one of branches) addMedia(item, { one, media, structure, needs });
}

type OwnMedia = { readonly one: Tree; readonly media: DialectBranch; readonly needs: WireNeeds };

function addOwn(item: WireItemBuilder, { one, media, needs }: OwnMedia): void {
  const found = finderIn(one, media);
  const [caption] = linesAt(found, 'caption');
  if (!item.has('summary')) item.set('summary', caption?.whole, caption?.at ?? '');
  addRenditions(item, { branch: one, paths: media.renditions, needs });
  addPictureRenditions(item, found, needs);
}

function addMedia(
  item: WireItemBuilder,
  told: {
    readonly one: Tree;
    readonly media: DialectBranch;
    readonly structure: DialectStructure;
    readonly needs: WireNeeds;
  },
): void {
  const { one, media, needs } = told;
  const found = finderIn(one, media);
  const at = placeOf(one);
  const picture = createWireItem(at);
  for (const field of ['uri', 'headline', 'byline', 'creditLine', 'copyrightNotice'] as const)
    for (const { text, at: place } of linesAt(found, field)) picture.set(field, text, place);
  readTerms(picture, found);
  const [caption] = [...linesAt(found, 'caption'), ...linesAt(found, 'summary')];
  picture.set('summary', caption?.whole, caption?.at ?? at);
  const type = typeOf(one, { ...onlyGiven({ types: told.structure.types }), renditions: [] }, found);
  picture.set('type', type === 'text' ? 'picture' : type, at);
  addRenditions(picture, { branch: one, paths: media.renditions, needs });
  addPictureRenditions(picture, found, needs);
  addNamed(item, picture, at);
}

/** A picture that has no identity is known by the address of its file; one that has neither is none, and told where something is said of it. */
function addNamed(item: WireItemBuilder, picture: WireItemBuilder, at: string): void {
  const dropped = picture.dropped.all();
  for (const one of dropped) item.dropped.add(one.at, one.what, one.why);
  const built = picture.build();
  const uri = built.uri || (built.renditions[0]?.href ?? '');
  if (uri !== '') item.add('associations', { ...built, uri }, at);
  else if (dropped.length === 0 && (built.summary ?? built.headline) !== undefined)
    item.dropped.add(at, 'picture', 'it has neither a name nor a file');
}

/** Addresses of pictures beside a text; a caption belongs to the picture in its place where there are as many. */
function addPictures(item: WireItemBuilder, { found, needs }: Reading): void {
  const pictures = linesAt(found, 'picture');
  const captions = found('caption');
  for (const [index, { text, at }] of pictures.entries()) {
    const picture = createWireItem(at);
    picture.set('type', 'picture', at);
    addAddress(picture, text, { at, needs });
    const caption = captions.length === pictures.length ? captions[index] : undefined;
    picture.set('summary', oneLine(caption?.text ?? ''), caption?.at ?? at);
    addNamed(item, picture, at);
  }
  if (captions.length !== pictures.length)
    for (const { text, at } of linesAt(found, 'caption'))
      item.dropped.add(at, `caption ${text}`, 'no picture is in its place');
}

function addPictureRenditions(item: WireItemBuilder, found: Finder, needs: WireNeeds): void {
  for (const { text, at } of linesAt(found, 'picture')) addAddress(item, text, { at, needs });
  const [caption] = linesAt(found, 'caption');
  if (caption !== undefined && !item.has('summary')) item.set('summary', caption.whole, caption.at);
}

function addAddress(
  item: WireItemBuilder,
  text: string,
  { at, needs }: { readonly at: string; readonly needs: WireNeeds },
): void {
  const href = webUrl(text, needs.baseUrl);
  if (href === undefined) item.dropped.add(at, `picture ${text}`, 'it is no web address');
  else item.add('renditions', { role: 'main', href, at }, at);
}

function addRenditions(
  item: WireItemBuilder,
  told: {
    readonly branch: Tree;
    readonly paths: readonly RenditionPaths[] | undefined;
    readonly needs: WireNeeds;
  },
): void {
  for (const { at: path, role, href: address, width, height } of told.paths ?? [])
    for (const one of branchesAt(told.branch, path)) {
      const at = placeOf(one);
      const [written] = findPath(one, address);
      const href = webUrl(written?.text.trim() ?? '', told.needs.baseUrl);
      const size = onlyGiven({ width: pixels(one, width), height: pixels(one, height) });
      if (href !== undefined) item.add('renditions', { role, href, ...size, at }, at);
      else if (written !== undefined && written.text.trim() !== '')
        item.dropped.add(written.at, `${role} ${written.text.trim()}`, 'it is no web address');
    }
}

/** A side in pixels, 1 to 999,999. */
function pixels(one: Tree, path: string | undefined): number | undefined {
  const written = path === undefined ? '' : (findPath(one, path)[0]?.text.trim() ?? '');
  return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : undefined;
}
