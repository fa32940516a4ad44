import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { ReadNeeds } from '../read-item.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { XmlReading } from '../xml/xml-reading.ts';
import { NS, type FeedSource } from './feed-source.ts';

/** What the head of a feed says for all its entries: language, rights, base address, and which feed it is. */
export function readFeedHead(root: XmlElement, needs: ReadNeeds & { readonly provider: string }): FeedSource {
  const reading = new XmlReading();
  const head = root.children.filter(isElement).find((child) => child.name === 'channel') ?? root;
  const self = linkOf(head, 'self', needs.baseUrl);
  const page = linkOf(head, 'alternate', needs.baseUrl);
  const based = webUrl(
    head.attributes.get('xml:base') ?? root.attributes.get('xml:base') ?? '',
    needs.baseUrl,
  );
  return {
    reading,
    needs,
    feed: {
      // From the document itself first, so that it is the same however the document came.
      scope: wordOf(head, 'id') || (self ?? page ?? needs.baseUrl ?? wordOf(head, 'title')),
      ...onlyGiven({
        language: languageOf(root, head),
        copyrightNotice: rightsOf(head),
        baseUrl: based ?? needs.baseUrl ?? page ?? self,
      }),
    },
  };
}

function rightsOf(head: XmlElement): string {
  return wordOf(head, 'copyright') || wordOf(head, 'rights') || wordOf(head, 'rights', NS.dc);
}

function languageOf(root: XmlElement, head: XmlElement): string {
  const said = wordOf(head, 'language') || wordOf(head, 'language', NS.dc);
  return said || (head.attributes.get('xml:lang') ?? root.attributes.get('xml:lang') ?? '').trim();
}

function wordOf(head: XmlElement, name: string, ns = head.ns): string {
  const element = head.children.filter(isElement).find((child) => child.name === name && child.ns === ns);
  return element === undefined ? '' : oneLine(textOf(element));
}

function linkOf(head: XmlElement, rel: string, baseUrl: string | undefined): string | undefined {
  const link = head.children
    .filter(isElement)
    .filter(({ name, ns }) => name === 'link' && (ns === head.ns || ns === NS.atom))
    .find((one) => (one.attributes.get('rel') ?? 'alternate') === rel);
  return link && webUrl(link.attributes.get('href') ?? textOf(link), baseUrl);
}
