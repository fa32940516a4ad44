import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Association, ItemVersion } from '#domain/item/item.ts';
import { onlyGiven } from '../only-given.ts';
import type { ReadItem, ReadItems, ReadNeeds } from '../read-item.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { NAR } from './g2-source.ts';
import { readNewsItem, type G2Item } from './read-news-item.ts';

/**
 * Reads a NewsML-G2 2.x document: one news item, or a message with many. A picture in the message that a text links to, or shares a
 * package group with, also becomes an association of the text. Packages themselves, concepts and plans are no news items.
 * `at` is `line:column`.
 */
export function parseNewsmlG2(root: XmlElement, needs: ReadNeeds): Result<ReadItems, FormatRefusal> {
  if (needs.provider === undefined)
    return no('newsmlg2-invalid', root.at, 'It is not said which agency answers for this source.');
  const { newsItems, packages, others, catalogs } = partsOf(root);
  const dropped: Dropped[] = others.map((one) => ({ at: one.at, what: one.name, why: 'it is no news item' }));
  const items: G2Item[] = [];
  let firstRefusal: FormatRefusal | undefined;
  for (const element of newsItems) {
    const read = readNewsItem(element, { ...needs, provider: needs.provider }, catalogs);
    if (read.ok) items.push(read.value);
    else {
      firstRefusal ??= read.error;
      dropped.push({
        at: read.error.at,
        what: `newsItem ${element.attributes.get('guid') ?? ''}`,
        why: read.error.detail,
      });
    }
  }
  if (items.length === 0)
    return firstRefusal === undefined ? withoutItems(root, packages) : refuse(firstRefusal);
  const groups = packages.flatMap(groupsOf);
  return accept({ items: associate(items, groups), dropped });
}

type Parts = {
  readonly newsItems: readonly XmlElement[];
  readonly packages: readonly XmlElement[];
  readonly others: readonly XmlElement[];
  readonly catalogs: readonly XmlElement[];
};

function partsOf(root: XmlElement): Parts {
  const isMessage = root.name === 'newsMessage';
  const elements = isMessage
    ? childrenOf(root, 'itemSet').flatMap((set) => set.children.filter(isElement))
    : [root];
  const named = (name: string) => elements.filter((one) => one.name === name && one.ns === NAR);
  const newsItems = named('newsItem');
  const packages = named('packageItem');
  return {
    newsItems,
    packages,
    others: elements.filter((one) => !newsItems.includes(one) && !packages.includes(one)),
    catalogs: isMessage ? childrenOf(root, 'header').flatMap((header) => childrenOf(header, 'catalog')) : [],
  };
}

function withoutItems(root: XmlElement, packages: readonly XmlElement[]): Result<never, FormatRefusal> {
  if (packages.length > 0)
    return no(
      'document-without-items',
      root.at,
      'The package only names items; they must come in the same message.',
    );
  if (root.name === 'newsMessage')
    return no('document-without-items', root.at, 'The message holds no news item.');
  return no('document-kind-unsupported', root.at, `A ${root.name} is no news item.`);
}

/** The identities in one group of a package; a package without groups is one group. */
function groupsOf(element: XmlElement): readonly (readonly string[])[] {
  const groups = childrenOf(element, 'groupSet').flatMap((set) => childrenOf(set, 'group'));
  return (groups.length === 0 ? [element] : groups).map((group) =>
    childrenOf(group, 'itemRef').flatMap((reference) => reference.attributes.get('residref') ?? []),
  );
}

function associate(items: readonly G2Item[], groups: readonly (readonly string[])[]): readonly ReadItem[] {
  const byGuid = new Map(items.map(({ item }) => [item.guid, item]));
  const texts = new Set(items.filter(({ item }) => item.newsType === 'text').map(({ item }) => item.guid));
  return items.map(({ item, dropped, findings, linked }) => {
    if (item.newsType !== 'text') return { item, dropped, findings };
    // A group with several texts does not say which of them a picture belongs to.
    const shared = groups.filter(
      (group) => group.includes(item.guid) && group.filter((guid) => texts.has(guid)).length === 1,
    );
    const guids = new Set([...linked, ...shared.flat()]);
    const associations = [...guids].flatMap((guid) => {
      const other = byGuid.get(guid);
      return other === undefined || other.newsType === 'text' ? [] : [associationOf(other, item)];
    });
    return { item: { ...item, associations }, dropped, findings };
  });
}

/** A picture with its own terms, unless they are those of the text. */
function associationOf(item: ItemVersion, text: ItemVersion): Association {
  return {
    guid: item.guid,
    newsType: item.newsType,
    ...onlyGiven({ headline: item.headline, caption: item.summary, creditLine: item.creditLine }),
    ...(item.usageTerms === undefined || item.usageTerms === text.usageTerms
      ? {}
      : { usageTerms: item.usageTerms }),
    renditions: item.renditions,
  };
}

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(isElement).filter((child) => child.name === name && child.ns === NAR);
}

function no(code: FormatRefusalCode, at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code, at, detail });
}
