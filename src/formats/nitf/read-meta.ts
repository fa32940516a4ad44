import { statusNamed } from '../wire/status-words.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { wireTime } from '../wire/wire-time.ts';
import { attributeOf, childNamed, childrenNamed } from '../xml/xml-lookup.ts';
import { SUBJECT_CODES } from './read-tobject.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';

/**
 * Reads what stands beside `docdata` in the head: pairs of `meta` in the names that agencies use, `pubdata`, `revision-history`
 * and the IIM data sets that NITF can carry. What the item says already is kept.
 */
export function readMeta(item: WireItemBuilder, head: XmlElement | undefined): void {
  for (const meta of childrenNamed(head, 'meta')) readPair(item, meta);
  for (const place of [head, childNamed(head, 'docdata')]) {
    for (const publication of childrenNamed(place, 'pubdata')) readPublication(item, publication);
    for (const revision of childrenNamed(place, 'revision-history')) readRevision(item, revision);
  }
  for (const dataSet of childrenNamed(childNamed(head, 'iim'), 'ds')) readDataSet(item, dataSet);
  // DTI's system names the story that a correction is about, beside NITF.
  for (const original of childrenNamed(head, 'original-storyid'))
    item.add('links', { rel: 'corrects', uri: textOf(original).trim(), at: original.at }, original.at);
}

function readPair(item: WireItemBuilder, meta: XmlElement): void {
  const name = attributeOf(meta, 'name') ?? attributeOf(meta, 'http-equiv') ?? '';
  const value = attributeOf(meta, 'content');
  if (value === undefined) return;
  const read = PAIRS.find(([pattern]) => pattern.test(name))?.[1];
  if (read === undefined) item.dropped.add(meta.at, `meta ${name} ${value}`, 'an item has no place for it');
  else read(item, value, meta.at);
}

type ReadPair = (item: WireItemBuilder, value: string, at: string) => void;

const once =
  (
    field:
      | 'slugline'
      | 'uri'
      | 'version'
      | 'language'
      | 'headline'
      | 'byline'
      | 'creditLine'
      | 'summary'
      | 'priority',
  ): ReadPair =>
  (item, value, at) => {
    if (!item.has(field)) item.set(field, value, at);
    else if (!SAME.has(field)) item.dropped.add(at, `meta ${value}`, `${field} is said elsewhere`);
  };

/** What a head repeats word for word. */
const SAME: ReadonlySet<string> = new Set(['headline', 'uri', 'language']);

const code =
  (scheme: string): ReadPair =>
  (item, value, at) =>
    item.add('subjects', { scheme, code: value }, at);

/** Names of `meta` in NITF of AP, AAP, PA, EFE, NTB, dpa, CP and systems that write NITF, in the order of their weight. */
const PAIRS: readonly (readonly [RegExp, ReadPair])[] = [
  [
    /^(?:anpa-|article-)?keywords?$|^tags?$/i,
    (item, value, at) => {
      if (!item.has('slugline') && !/[,;]/.test(value)) item.set('slugline', value, at);
      else for (const keyword of value.split(/[;,]/)) addKeyword(item, keyword, at);
    },
  ],
  [/^(?:slug(?:line|word)?|NTBStikkord|stikkord)$/i, once('slugline')],
  [
    /^(?:anpa-)?word-?count$/i,
    (item, value, at) => {
      if (/^0*\d{1,9}$/.test(value)) item.set('wordCount', Number(value), at);
    },
  ],
  [/^anpa-category$|^ap-?category(?:code)?$|^category$|^categoria$/i, code('category')],
  [
    /^category_iptc$|^iptc(?:-?code)?$/i,
    (item, value, at) =>
      item.add('subjects', { ...(/^\d{8}$/.test(value) ? { scheme: SUBJECT_CODES } : {}), code: value }, at),
  ],
  [/^(?:anpa-takekey|ap-takekey)$/i, (item, value, at) => addKeyword(item, value, at)],
  [/^(?:prioridad|priority|anpa-priority|NTBPrioritet)$/i, once('priority')],
  [/^(?:(?:article-)?language|lang|baselang|idioma|content-language)$/i, once('language')],
  [/^(?:guid|uri|uid|urn|id|item-?id|article-?id|story-?id|NTBID|dpa-?id|publicidentifier)$/i, once('uri')],
  [/^(?:version|(?:article-)?revision|revision-?number)$/i, once('version')],
  [/^(?:(?:article-)?headline|title)$/i, once('headline')],
  [/^(?:byline|author|autor)$/i, once('byline')],
  [/^(?:credit|creditline|credit-line|source|NTBKilde|issuer-name)$/i, once('creditLine')],
  [
    /^(?:NTBMeldingsSign|NTBEpost|(?:writer|editor|user|e-?mail|phone|contact)(?:-?(?:name|id|info))?)$/i,
    (item, text, at) => item.add('private', { kind: 'person', text, at }, at),
  ],
  [
    /^irel:translatedFrom$/,
    (item, uri, at) => item.add('links', { rel: 'irel:translatedFrom', uri, at }, at),
  ],
  [/^(?:description|abstract|summary)$/i, once('summary')],
  [/^(?:usage|usage-?terms|rights|restrictions)$/i, (item, value, at) => item.set('usageTerms', value, at)],
  [
    /^(?:status|edstat|pubstatus|management-status)$/i,
    (item, value, at) => {
      const said = statusNamed(value);
      if (said?.pubStatus === 'canceled' || said?.pubStatus === 'withheld')
        item.set('pubStatus', said.pubStatus, at);
      if (said?.instruction !== undefined) item.set('instruction', said.instruction, at);
      if (said?.isEmbargoed) item.set('isEmbargoed', true, at);
      if (said === undefined)
        item.dropped.add(at, `status ${value}`, 'no dialect that is known has this status');
    },
  ],
  [
    /^(?:ed-?note|editors?-?note|edmsg|special-?instructions?)$/i,
    (item, value, at) => item.add('edNotes', { text: value, audience: 'partner', at }, at),
  ],
  [/^(?:embargo|embargo-?(?:date|until)|sperrfrist)$/i, (item, value, at) => item.embargo(value, at)],
  [/^(?:genre|genero)$/i, (item, value, at) => item.add('genres', { code: value }, at)],
  [
    /^(?:city|place|location)$/i,
    (item, value, at) => item.add('places', { name: value, role: 'subject' }, at),
  ],
  [
    /^(?:created|firstcreated|date-?created)$/i,
    (item, value, at) => item.date('firstCreated', wireTime(value), at),
  ],
  [
    /^(?:timestamp|versioncreated|date|modified)$/i,
    (item, value, at) =>
      item.date('versionCreated', wireTime(value.replace(/^(\d{4})\.(\d\d)\.(\d\d)/, '$1-$2-$3')), at),
  ],
];

function addKeyword(item: WireItemBuilder, keyword: string, at: string): void {
  if (keyword.trim() !== '') item.add('keywords', keyword.trim(), at);
}

/** Where and when it was published (NITF 3.6, `pubdata`); the length of the text where it is counted in words. */
function readPublication(item: WireItemBuilder, publication: XmlElement): void {
  item.date('published', wireTime(attributeOf(publication, 'date.publication')), publication.at);
  const length = attributeOf(publication, 'item-length') ?? '';
  const unit = attributeOf(publication, 'unit-of-measure') ?? '';
  if (/^word/i.test(unit) && /^0*\d{1,9}$/.test(length) && !item.has('wordCount'))
    item.set('wordCount', Number(length), publication.at);
  const reference = attributeOf(publication, 'ex-ref');
  if (reference !== undefined)
    item.add('links', { rel: 'canonical', href: reference, at: publication.at }, publication.at);
  const told = PUBLISHED_IN.flatMap((name) => attributeOf(publication, name) ?? []).join(', ');
  if (told !== '')
    item.dropped.add(publication.at, `pubdata ${told}`, 'an item does not keep where in print it stood');
}

const PUBLISHED_IN = [
  'name',
  'issn',
  'volume',
  'number',
  'issue',
  'edition.name',
  'edition.area',
  'position.section',
];

/** Who worked on the document stays in this house. */
function readRevision(item: WireItemBuilder, revision: XmlElement): void {
  const told = ['name', 'function', 'norm', 'comment']
    .flatMap((name) => attributeOf(revision, name) ?? [])
    .join(', ');
  if (told !== '') item.add('private', { kind: 'desk', text: told, at: revision.at }, revision.at);
}

/** IIM data sets by their numbers (IIM 4.2 §6), as far as NITF has no element for them. */
function readDataSet(item: WireItemBuilder, dataSet: XmlElement): void {
  const number = attributeOf(dataSet, 'num') ?? '';
  const value = attributeOf(dataSet, 'value');
  if (value === undefined) return;
  const read = DATA_SETS.get(number.replace(/^2:0*/, ''));
  if (read === undefined)
    item.dropped.add(dataSet.at, `ds ${number} ${value}`, 'an item has no place for it');
  else read(item, value, dataSet.at);
}

const DATA_SETS: ReadonlyMap<string, ReadPair> = new Map<string, ReadPair>([
  ['15', code('iim:2:15')],
  ['25', addKeyword],
  ['40', (item, value, at) => item.add('edNotes', { text: value, audience: 'partner', at }, at)],
  ['80', once('byline')],
  ['105', once('headline')],
  ['110', once('creditLine')],
  ['120', once('summary')],
]);
