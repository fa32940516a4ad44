import type { Instant } from '#kernel/instant.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';
import type { OutgoingItem } from '../outgoing-item.ts';
import { agreed } from '../print-outgoing-text.ts';
import { STATUS, labelsIn } from '../text/print-text.ts';
import { writeZip } from '../zip/write-zip.ts';
import { printRuns, printText } from './print-runs.ts';
import { printStyles } from './print-styles.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/**
 * An item as a document for Word and LibreOffice: the story, then whose it is; the credit and the usage terms stand at the head of every
 * page too, so that no printed page is without them. Pictures do not go into it. Source: ECMA-376, Part 1 (5th ed.).
 */
export function printDocx(outgoing: OutgoingItem, at: Instant): Uint8Array {
  const { language } = outgoing.item;
  const parts: readonly (readonly [string, XmlMarkup])[] = [
    ['[Content_Types].xml', contentTypes()],
    ['_rels/.rels', packageRelations()],
    ['word/document.xml', document(outgoing)],
    ['word/_rels/document.xml.rels', documentRelations()],
    ['word/styles.xml', printStyles(WORD, language)],
    ['word/header1.xml', header(outgoing)],
    ['docProps/core.xml', coreProperties(outgoing, at)],
  ];
  const files = parts.map(([name, { markup }]) => ({
    name,
    bytes: new TextEncoder().encode(DECLARATION + markup),
  }));
  return writeZip(files, at);
}

function contentTypes(): XmlMarkup {
  const override = (PartName: string, ContentType: string): XmlMarkup =>
    element('Override', { PartName, ContentType });
  return element(
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('/word/document.xml', `${WORD_TYPE}.document.main+xml`),
    override('/word/styles.xml', `${WORD_TYPE}.styles+xml`),
    override('/word/header1.xml', `${WORD_TYPE}.header+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  );
}

function relations(...to: readonly (readonly [Id: string, Type: string, Target: string])[]): XmlMarkup {
  return element(
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    ...to.map(([Id, Type, Target]) => element('Relationship', { Id, Type, Target })),
  );
}

function packageRelations(): XmlMarkup {
  return relations(
    ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  );
}

function documentRelations(): XmlMarkup {
  return relations(['rId1', `${OFFICE}/styles`, 'styles.xml'], ['rId2', `${OFFICE}/header`, 'header1.xml']);
}

function document({ item, rights, translation }: OutgoingItem): XmlMarkup {
  const stop = item.pubStatus === 'usable' ? undefined : STATUS[item.pubStatus][labelsIn(item.language)];
  const origin = translation && `${translation.of} (${translation.fromLanguage}) → ${item.language}`;
  const foot = [
    item.creditLine,
    item.copyrightNotice,
    item.usageTerms,
    ...agreed(rights, item.language).flatMap((part) => part.split('\n')),
    item.canonicalUrl,
    origin,
    `${item.guid} · ${item.version} · ${item.versionCreatedAt}`,
  ];
  const head = [item.byline, item.dateline].map((text) => plain('Byline', text));
  return element(
    'w:document',
    { 'xmlns:w': WORD, 'xmlns:r': OFFICE },
    element(
      'w:body',
      {},
      plain('Stop', stop),
      plain('Title', item.headline),
      plain('Subtitle', item.summary),
      ...head,
      ...item.blocks.map((block) => paragraph(STYLES[block.kind], printRuns(block))),
      ...foot.map((text) => plain('Rights', text)),
      element(
        'w:sectPr',
        {},
        element('w:headerReference', { 'w:type': 'default', 'r:id': 'rId2' }),
        element('w:pgSz', { 'w:w': 11906, 'w:h': 16838 }),
        element('w:pgMar', {
          'w:top': 1701,
          'w:right': 1417,
          'w:bottom': 1417,
          'w:left': 1417,
          'w:header': 708,
          'w:footer': 708,
          'w:gutter': 0,
        }),
      ),
    ),
  );
}

const STYLES = {
  paragraph: 'Normal',
  heading: 'Heading2',
  quote: 'Quote',
  'list-item': 'ListBullet',
  'table-row': 'Normal',
  preformatted: 'Preformatted',
} as const;

function plain(style: string, text: string | undefined): XmlMarkup | undefined {
  return text === undefined || text === '' ? undefined : paragraph(style, [printText(text)]);
}

function paragraph(style: string, runs: readonly XmlMarkup[]): XmlMarkup {
  return element('w:p', {}, element('w:pPr', {}, element('w:pStyle', { 'w:val': style })), ...runs);
}

function header({ item, providerName }: OutgoingItem): XmlMarkup {
  const name = providerName?.[labelsIn(item.language)] ?? item.provider;
  const said = [item.creditLine ?? name, item.copyrightNotice, item.usageTerms].filter(
    (one) => one !== undefined && one !== '',
  );
  return element('w:hdr', { 'xmlns:w': WORD }, paragraph('Header', [printText(said.join(' · '))]));
}

function coreProperties({ item, providerName }: OutgoingItem, at: Instant): XmlMarkup {
  const moment = (name: string, value: string): XmlMarkup =>
    element(name, { 'xsi:type': 'dcterms:W3CDTF' }, value);
  return element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    element('dc:title', {}, item.headline),
    element('dc:creator', {}, providerName?.[labelsIn(item.language)] ?? item.provider),
    element('dc:identifier', {}, item.guid),
    element('dc:language', {}, item.language),
    element('cp:version', {}, String(item.version)),
    moment('dcterms:created', item.versionCreatedAt),
    moment('dcterms:modified', at),
  );
}
