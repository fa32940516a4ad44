import type { DroppedList } from '../dropped-list.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import { words } from '../words.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { FeedChildren, FeedNames } from './feed-names.ts';
import type { FeedHead } from './wire-entry-source.ts';
import { headByline, splitPerson } from './wire-people.ts';
import { licenceOf } from './wire-subjects.ts';
import { lineIn } from './wire-text.ts';

/** The head of a feed on its way; `children` are those of its `channel`, or of the root where there is none. */
export type HeadSource = {
  readonly root: XmlElement;
  readonly channel: XmlElement;
  readonly children: FeedChildren;
  readonly names: FeedNames;
  readonly needs: WireNeeds;
};

/** What the head of a feed says for all its entries: who it is from, its language, rights and base address, and which feed it is. */
export function readWireHead({ root, channel, children, names, needs }: HeadSource): FeedHead {
  if (root.name === 'entry')
    return { names, scope: needs.baseUrl ?? '', ...onlyGiven({ baseUrl: needs.baseUrl }) };
  const word = (...choice: readonly string[]) => wordIn(children, choice);
  const links = addressesOf(children, needs.baseUrl);
  const title = lineIn(children.firstFilled('title', 'atom:title', 'dc:title'));
  // A publisher is often written as a mail address only, which is no name.
  const provider = splitPerson(word('dc:publisher', 'dcterms:publisher')).name || title;
  const language = languageOf(root, channel, word('language', 'dc:language', 'atom:language'));
  const rights = words('copyright rights atom:rights atom:copyright dc:rights media:copyright');
  return {
    names,
    // From the document itself first, so that it is the same however the document came.
    scope: word('atom:id', 'id') || (links.self ?? links.page ?? needs.baseUrl ?? title),
    ...(provider === '' ? {} : { provider: { code: provider } }),
    ...onlyGiven({
      language,
      dateLanguage: dateLanguage(language, links.page ?? links.self),
      copyrightNotice: lineIn(children.firstFilled(...rights)),
      usageTerms: children.all('cc:license').map(licenceOf).join('\n'),
      byline: headByline(children, names),
      baseUrl: baseOf(root, channel, needs) ?? links.page ?? links.self,
    }),
  };
}

function wordIn(children: FeedChildren, choice: readonly string[]): string {
  const element = children.firstFilled(...choice);
  return element === undefined ? '' : oneLine(textOf(element));
}

function baseOf(root: XmlElement, channel: XmlElement, needs: WireNeeds): string | undefined {
  const written = channel.attributes.get('xml:base') ?? root.attributes.get('xml:base') ?? '';
  return webUrl(written, needs.baseUrl) ?? needs.baseUrl;
}

function languageOf(root: XmlElement, channel: XmlElement, said: string): string {
  return said || (channel.attributes.get('xml:lang') ?? root.attributes.get('xml:lang') ?? '').trim();
}

/** An English feed from China writes its dates by the clock of China. */
function dateLanguage(language: string, page: string | undefined): string {
  return /^https?:\/\/[^/]+\.(?:cn|tw)(?:[:/]|$)/.test(page ?? '') ? 'zh' : language;
}

function addressesOf(children: FeedChildren, baseUrl: string | undefined) {
  const links = children.all('link', 'atom:link');
  const addressOf = (rel: string) => {
    const link = links.find((one) => (one.attributes.get('rel') ?? 'alternate') === rel);
    return link && webUrl(link.attributes.get('href') ?? textOf(link), baseUrl);
  };
  return { self: addressOf('self'), page: addressOf('alternate') };
}

/** Times, pictures and counts of the feed as a whole, which every fetch makes anew. */
const OF_THE_FEED: readonly string[] = [
  'item',
  'items',
  'atom:entry',
  'entry',
  'tombstones:deleted-entry',
  'pubdate',
  'lastbuilddate',
  'atom:updated',
  'atom:modified',
  'dc:date',
  'ttl',
  'generator',
  'atom:generator',
  'docs',
  'sy:updateperiod',
  'sy:updatefrequency',
  'sy:updatebase',
];

/** Lists what the head says that no item holds. Mail addresses of people are not repeated. */
export function listUnreadHead(children: FeedChildren, dropped: DroppedList): void {
  children.pass(...OF_THE_FEED);
  for (const element of children.unread()) {
    const isPerson = /(?:editor|webmaster|owner|author|creator|contributor|adminagent)/i.test(element.name);
    const what = isPerson ? element.name : oneLine(describe(element));
    dropped.add(element.at, what, 'it is about the feed, not about a story');
  }
}
