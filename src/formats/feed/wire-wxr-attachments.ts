import { oneLine } from '../item-text.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren, type FeedNames } from './feed-names.ts';

/** An item with the element it was read from. */
export type ReadPost = { readonly item: WireItem; readonly element: XmlElement };

type Post = ReadPost & {
  readonly id: string;
  readonly parent: string;
  readonly featured: string;
  readonly isAttachment: boolean;
};

/**
 * Puts the attachments of a WordPress export to the posts they were loaded up for (`wp:post_parent`) and to those they stand above
 * (`_thumbnail_id`). One whose post is not in the export stays an item of its own.
 */
export function joinAttachments(read: readonly ReadPost[], names: FeedNames): readonly WireItem[] {
  const posts = read.map((one) => ({ ...one, ...factsOf(one.element, names) }));
  const ids = new Set(posts.filter(({ isAttachment }) => !isAttachment).map(({ id }) => id));
  const byParent = new Map<string, Post[]>();
  const byId = new Map<string, Post>();
  const featured = new Set(posts.map((post) => post.featured));
  for (const post of posts.filter(({ isAttachment }) => isAttachment)) {
    byId.set(post.id, post);
    const siblings = byParent.get(post.parent) ?? [];
    byParent.set(post.parent, siblings);
    siblings.push(post);
  }
  const isJoined = ({ isAttachment, parent, id }: Post) =>
    isAttachment && (ids.has(parent) || featured.has(id));
  return posts
    .filter((post) => !isJoined(post))
    .map(({ item, id, featured: first, isAttachment }) => {
      const own = isAttachment ? [] : (byParent.get(id) ?? []);
      const above = byId.get(first);
      const attached = [...new Set([...(above === undefined ? [] : [above]), ...own])];
      if (attached.length === 0) return item;
      return {
        ...item,
        associations: mergedMedia(
          attached.map((one) => one.item),
          item.associations,
        ),
      };
    });
}

/** Attachments first. A picture in the text that is one of them, in whatever size, is a further form of it, and its caption there the caption. */
function mergedMedia(attached: readonly WireItem[], inline: readonly WireItem[]): readonly WireItem[] {
  const byFile = new Map(attached.map((one) => [fileOf(one), one]));
  const others: WireItem[] = [];
  for (const one of inline) {
    const file = fileOf(one);
    const known = byFile.get(file);
    if (known === undefined) others.push(one);
    else byFile.set(file, withForm(known, one));
  }
  return [...byFile.values(), ...others];
}

/** `…/boat-300x200.jpg` and `…/boat-scaled.jpg` are made of `…/boat.jpg`. */
function fileOf({ renditions, uri }: WireItem): string {
  return (renditions[0]?.href ?? uri).replace(/-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w{2,5}$)/, '');
}

function withForm(attachment: WireItem, { renditions, headline }: WireItem): WireItem {
  const known = new Set(attachment.renditions.map(({ href }) => href));
  const further = renditions.filter(({ href }) => !known.has(href));
  const caption = attachment.summary ?? headline;
  return {
    ...attachment,
    renditions: [...attachment.renditions, ...further],
    ...(caption === undefined ? {} : { summary: caption }),
  };
}

function factsOf(element: XmlElement, names: FeedNames) {
  const children = new FeedChildren(element, names);
  const word = (name: string) => wordOf(children.first(name));
  const featured = children
    .all('wp:postmeta')
    .map((meta) => new FeedChildren(meta, names))
    .find((meta) => wordOf(meta.first('wp:meta_key')) === '_thumbnail_id');
  return {
    id: word('wp:post_id'),
    parent: word('wp:post_parent'),
    featured: wordOf(featured?.first('wp:meta_value')),
    isAttachment: word('wp:post_type') === 'attachment',
  };
}

function wordOf(element: XmlElement | undefined): string {
  return element === undefined || !element.children.every((child) => !isElement(child))
    ? ''
    : oneLine(textOf(element));
}
