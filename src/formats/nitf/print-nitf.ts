import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import type { OutgoingItem, OutgoingRights } from '../outgoing-item.ts';
import { ODRL_LANGUAGE } from '../rightsml/print-item-policy.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';
import { printNitfBlocks } from './print-nitf-blocks.ts';
import { printNitfMedia } from './print-nitf-media.ts';

/** The namespace of NITF 3.4 and later. */
const NITF = 'http://iptc.org/std/NITF/2006-10-18/';
const XHTML = 'http://www.w3.org/1999/xhtml';

/** A document and what of the item it could not hold; `at` is the item's field. */
export type PrintedNitf = { readonly text: string; readonly dropped: readonly Dropped[] };

/**
 * A NITF 3.6 document. `parseNitf` gives the same fields back. Markup for which NITF has no word stands as XHTML, as the standard
 * allows. What it cannot hold is listed: parts of a second, the topics above a topic, the size of a rendition. A digest is left
 * out, since a claim is no proof, and so is a heading at the beginning that only repeats the headline.
 */
export function printNitf(outgoing: OutgoingItem): PrintedNitf {
  const { item } = outgoing;
  const dropped = createDroppedList();
  const root = element(
    'nitf',
    {
      xmlns: NITF,
      'xmlns:h': XHTML,
      version: '-//IPTC//DTD NITF 3.6//EN',
      'change.date': 'September 11, 2009',
      'change.time': '12:26',
      baselang: item.language,
    },
    printHead(outgoing, dropped),
    element(
      'body',
      {},
      printBodyHead(outgoing),
      element('body.content', {}, ...printNitfBlocks(item.blocks), ...printNitfMedia(item, dropped)),
    ),
  );
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`,
    dropped: dropped.all(),
  };
}

function printHead(outgoing: OutgoingItem, dropped: DroppedList): XmlMarkup {
  const { item, translation } = outgoing;
  const { headline, slugline, creditLine, canonicalUrl } = item;
  return element(
    'head',
    {},
    headline === '' ? undefined : element('title', { type: 'main' }, headline),
    ...meta('slugline', slugline),
    ...meta('creditline', creditLine),
    ...(translation ? meta(`irel:${translation.rel}`, translation.of) : []),
    ...(translation
      ? meta(translation.rel === 'translatedFrom' ? 'translated-by' : 'edited-by', translation.by)
      : []),
    printSubjects(outgoing, dropped),
    printDocdata(outgoing, dropped),
    canonicalUrl === undefined ? undefined : element('pubdata', { type: 'web', 'ex-ref': canonicalUrl }),
  );
}

function meta(name: string, content: string | undefined): readonly XmlMarkup[] {
  return content === undefined ? [] : [element('meta', { name, content })];
}

/** Media Topics by their code with its prefix, since eight digits alone would be the older Subject Codes. */
function printSubjects({ item }: OutgoingItem, dropped: DroppedList): XmlMarkup | undefined {
  for (const [index, { broader }] of item.subjects.entries())
    if (broader.length > 0)
      dropped.add(`subjects/${index}/broader`, broader.join(' '), 'NITF names a subject alone');
  const subjects = item.subjects.map(({ code, name }) =>
    element('tobject.subject', {
      'tobject.subject.ipr': 'IPTC Media Topics',
      'tobject.subject.refnum': code,
      'tobject.subject.type': name,
    }),
  );
  return subjects.length === 0 ? undefined : element('tobject', { 'tobject.type': 'news' }, ...subjects);
}

function printDocdata(outgoing: OutgoingItem, dropped: DroppedList): XmlMarkup {
  const { item, isCorrection, providerName, rights } = outgoing;
  const { embargoEndAt, editorialNote, urgency, usageTerms, places } = item;
  const isEmbargoed = embargoEndAt !== undefined && item.pubStatus === 'usable';
  return element(
    'docdata',
    { 'management-status': isEmbargoed ? 'embargoed' : item.pubStatus },
    isCorrection ? element('correction', { 'id-string': item.guid, regsrc: item.provider }) : undefined,
    element('doc-id', { regsrc: item.provider, 'id-string': item.guid }),
    urgency === undefined ? undefined : element('urgency', { 'ed-urg': urgency }),
    element('date.issue', { norm: normed(item.versionCreatedAt, 'versionCreatedAt', dropped) }),
    embargoEndAt === undefined
      ? undefined
      : element('date.release', { norm: normed(embargoEndAt, 'embargoEndAt', dropped) }),
    editorialNote === undefined ? undefined : element('ed-msg', { info: editorialNote }),
    element('du-key', { version: item.version }),
    element('doc.copyright', { holder: providerName?.en ?? item.provider }),
    usageTerms === undefined
      ? undefined
      : element('doc.rights', { owner: item.provider, limitations: usageTerms }),
    ...printAgreed(rights),
    places.length === 0
      ? undefined
      : element('identified-content', {}, ...places.map((place) => element('location', {}, place))),
  );
}

/** `20270101T000000Z`: seconds are the least that NITF writes (NITF 3.6, `date.issue`). */
function normed(at: Instant, field: string, dropped: DroppedList): string {
  if (!at.endsWith('.000Z')) dropped.add(field, at, 'NITF counts in whole seconds');
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** What was agreed, in words for each language and as a policy, beside the provider's own terms. */
function printAgreed(rights: OutgoingRights | undefined): readonly XmlMarkup[] {
  if (rights === undefined) return [];
  const sentences = INTERFACE_LANGUAGES.map((language) =>
    rights.sentences.map((sentence) => sentence[language]).join('\n'),
  );
  return [
    ...sentences
      .filter((text) => text !== '')
      .map((limitations) => element('doc.rights', { 'code-source': ODRL_LANGUAGE, limitations })),
    element('policy', { xmlns: ODRL_LANGUAGE, type: 'application/ld+json' }, JSON.stringify(rights.policy)),
  ];
}

function printBodyHead({ item, providerName }: OutgoingItem): XmlMarkup {
  const { headline, byline, dateline, summary, copyrightNotice } = item;
  return element(
    'body.head',
    {},
    headline === '' ? undefined : element('hedline', {}, element('hl1', {}, headline)),
    copyrightNotice === undefined
      ? undefined
      : element('note', { noteclass: 'cpyrt' }, element('body.content', {}, ...paragraphs(copyrightNotice))),
    byline === undefined ? undefined : element('byline', {}, byline),
    providerName === undefined ? undefined : element('distributor', {}, providerName.en),
    dateline === undefined ? undefined : element('dateline', {}, element('location', {}, dateline)),
    summary === undefined ? undefined : element('abstract', {}, ...paragraphs(summary)),
  );
}

function paragraphs(text: string): readonly XmlMarkup[] {
  return text.split('\n').map((line) => element('p', {}, line));
}
