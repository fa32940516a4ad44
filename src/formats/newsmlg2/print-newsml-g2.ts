import type { Association, ItemVersion, Rendition } from '#domain/item/item.ts';
import { printItemUri } from '../ninjs/item-uri.ts';
import { printInstant } from '../odrl/print-terms.ts';
import type { OutgoingItem } from '../outgoing-item.ts';
import { element, XmlMarkup } from '../xml/print-xml.ts';
import { NAR } from './g2-source.ts';
import { printContent } from './print-content.ts';
import { printAgreedRights, printOwnRights } from './print-rights.ts';
import { printSubjects } from './print-subjects.ts';
import { words } from '../words.ts';
import { IPTC_SCHEMES } from './iptc-schemes.ts';

/**
 * A NewsML-G2 2.35 document: the `newsItem`, or, where pictures go with it, a `newsMessage` with the text first and each picture as an
 * item of its own. `parseNewsmlG2` gives the same item back. What it cannot hold: the digest of a rendition, since a claim is no
 * proof; a heading at the beginning of the text that only repeats the headline; a version 0. An associated picture is called
 * by its caption, else by its name, where it has no headline.
 */
export function printNewsmlG2(outgoing: OutgoingItem): string {
  const { item } = outgoing;
  const root =
    item.associations.length === 0
      ? printNewsItem(outgoing, { xmlns: NAR })
      : element(
          'newsMessage',
          { xmlns: NAR },
          element('header', {}, element('sent', {}, printInstant(item.versionCreatedAt))),
          element(
            'itemSet',
            {},
            printNewsItem(outgoing, {}),
            ...item.associations.map((one) => printNewsItem(pictureOf(one, outgoing), {})),
          ),
        );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;
}

function printNewsItem(outgoing: OutgoingItem, attributes: { readonly xmlns?: string }): XmlMarkup {
  const { item, rights } = outgoing;
  return element(
    'newsItem',
    {
      ...attributes,
      guid: printItemUri(item.guid),
      // The standard counts from 1, and means 1 where nothing is written.
      version: item.version === 0 ? undefined : item.version,
      standard: 'NewsML-G2',
      standardversion: '2.35',
      conformance: 'power',
      'xml:lang': item.language,
    },
    printCatalog(),
    printOwnRights(item, outgoing.providerName, outgoing.translation?.fromLanguage),
    rights ? printAgreedRights(rights) : undefined,
    printItemMeta(outgoing),
    printContentMeta(outgoing),
    printContentSet(item),
  );
}

const ALIASES = words('medtop ninat stat drol hltype rnd cpnat sig irel why');

/** In the document itself, so that nobody fetches anything to understand its codes. */
function printCatalog(): XmlMarkup {
  const schemes = ALIASES.map((alias) => element('scheme', { alias, uri: IPTC_SCHEMES.get(alias) }));
  return element('catalog', {}, ...schemes);
}

function printItemMeta({ item, isCorrection, translation }: OutgoingItem): XmlMarkup {
  const { embargoEndAt, editorialNote, canonicalUrl, associations } = item;
  return element(
    'itemMeta',
    {},
    element('itemClass', { qcode: `ninat:${item.newsType}` }),
    element('provider', { uri: item.provider }),
    element('versionCreated', {}, printInstant(item.versionCreatedAt)),
    embargoEndAt === undefined ? undefined : element('embargoed', {}, printInstant(embargoEndAt)),
    element('pubStatus', { qcode: `stat:${item.pubStatus}` }),
    editorialNote === undefined ? undefined : element('edNote', {}, editorialNote),
    isCorrection ? element('signal', { qcode: 'sig:correction' }) : undefined,
    canonicalUrl === undefined ? undefined : element('altRep', { contenttype: 'text/html' }, canonicalUrl),
    ...associations.map(({ guid }) => element('link', { rel: 'irel:seeAlso', residref: printItemUri(guid) })),
    translation
      ? element('link', { rel: `irel:${translation.rel}`, residref: printItemUri(translation.of) })
      : undefined,
  );
}

function printContentMeta({ item, translation }: OutgoingItem): XmlMarkup {
  const { urgency, headline, summary, newsType } = item;
  const role = newsType === 'text' ? 'drol:summary' : 'drol:caption';
  return element(
    'contentMeta',
    {},
    urgency === undefined ? undefined : element('urgency', {}, String(urgency)),
    translation ? element('contributor', { uri: translation.by }) : undefined,
    element('language', { tag: item.language }),
    ...printSubjects(item),
    given('slugline', item.slugline),
    headline === '' ? undefined : element('headline', {}, headline),
    given('dateline', item.dateline),
    given('by', item.byline),
    given('creditline', item.creditLine),
    summary === undefined ? undefined : element('description', { role }, summary),
  );
}

function given(name: string, text: string | undefined): XmlMarkup | undefined {
  return text === undefined ? undefined : element(name, {}, text);
}

function printContentSet(item: ItemVersion): XmlMarkup | undefined {
  const body = item.blocks.length === 0 ? undefined : printContent(item);
  const renditions = item.renditions.map(printRendition);
  return body || renditions.length > 0 ? element('contentSet', {}, body, ...renditions) : undefined;
}

function printRendition({ role, href, mediaType, width, height, sizeBytes }: Rendition): XmlMarkup {
  // A code has no blanks and no colon; whatever else a wire called its rendition stands as the URI of a code.
  const named = /^[\w.-]+$/.test(role)
    ? { rendition: `rnd:${role}` }
    : { renditionuri: `${IPTC_SCHEMES.get('rnd') ?? ''}${encodeURIComponent(role)}` };
  return element('remoteContent', {
    href,
    ...named,
    contenttype: mediaType,
    size: sizeBytes,
    width,
    height,
  });
}

/** A picture beside a text as an item: its own words and forms, the text's version, time, provider and language. */
function pictureOf(
  { guid, newsType, headline, caption, creditLine, usageTerms, renditions }: Association,
  { item, providerName, pictureRights }: OutgoingItem,
): OutgoingItem {
  const rights = pictureRights?.get(guid);
  const { version, versionCreatedAt, embargoEndAt, provider, pubStatus, language } = item;
  const own = item.copyrightNotice === undefined ? {} : { copyrightNotice: item.copyrightNotice };
  const asked = usageTerms ?? item.usageTerms;
  const terms = asked === undefined ? {} : { usageTerms: asked };
  return {
    item: {
      guid,
      version,
      versionCreatedAt,
      provider,
      newsType,
      pubStatus,
      language,
      headline: headline ?? caption ?? guid,
      ...(embargoEndAt === undefined ? {} : { embargoEndAt }),
      ...(caption === undefined ? {} : { summary: caption }),
      ...(creditLine === undefined ? {} : { creditLine }),
      ...own,
      ...terms,
      subjects: [],
      places: [],
      blocks: [],
      renditions,
      associations: [],
    },
    ...(providerName ? { providerName } : {}),
    ...(rights ? { rights } : {}),
  };
}
