import { wireTime } from '../wire/wire-time.ts';
import { attributeOf, childNamed, childrenNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { Newsml1Source } from './newsml1-source.ts';

/**
 * The identity of a NewsItem. Its public identifier ends with the revision (RFC 3085 §2.2), which is taken off: the identity is
 * the same for all versions. One that is only the beginning of an identifier is completed from the parts it is made of. `story`
 * names one of several stories in it.
 */
export function readIdentification({ item }: Newsml1Source, newsItem: XmlElement, story?: string): void {
  const identifier = childNamed(childNamed(newsItem, 'Identification'), 'NewsIdentifier');
  const at = (identifier ?? newsItem).at;
  const revision = childNamed(identifier, 'RevisionId');
  const version = lineOf(revision);
  item.set('version', version, revision?.at ?? at);
  const identity = identityOf(identifier, version) ?? duidOf(newsItem);
  item.set('uri', story === undefined ? identity : `${identity ?? ''}#${story}`, at);
  const published = lineOf(childNamed(identifier, 'PublicIdentifier'));
  if (published !== undefined && version !== undefined && published !== identity)
    item.add('altIds', { scheme: 'PublicIdentifier', code: published }, at);
  const provider = lineOf(childNamed(identifier, 'ProviderId'));
  if (provider !== undefined) item.set('provider', { code: provider }, at);
  dropLabels({ item }, childNamed(newsItem, 'Identification'));
  if (attributeOf(revision, 'Update') === 'U') item.add('signals', { code: 'update' }, at);
}

/** Where nothing else is dated, the day and hour that are part of its name are when it was first made. */
export function readDateId({ item }: Newsml1Source, newsItem: XmlElement): void {
  const date = findNamed(childNamed(newsItem, 'Identification'), 'DateId');
  if (!item.hasDate('firstCreated') && !item.hasDate('versionCreated'))
    item.date('firstCreated', wireTime(lineOf(date)), date?.at ?? newsItem.at);
}

function dropLabels({ item }: Pick<Newsml1Source, 'item'>, identification: XmlElement | undefined): void {
  for (const label of childrenNamed(identification, 'Label')) {
    const type = attributeOf(childNamed(label, 'LabelType'), 'FormalName') ?? '';
    const text = lineOf(childNamed(label, 'LabelText')) ?? '';
    item.dropped.add(label.at, `Label ${type} ${text}`.trim(), 'it names the item for systems');
  }
}

/** A name for people (`NameLabel`), which agencies use as slugline. */
export function nameLabelOf(newsItem: XmlElement): string | undefined {
  return lineOf(childNamed(childNamed(newsItem, 'Identification'), 'NameLabel'));
}

function identityOf(identifier: XmlElement | undefined, version: string | undefined): string | undefined {
  const [published, provider, date, id] = ['PublicIdentifier', 'ProviderId', 'DateId', 'NewsItemId'].map(
    (name) => lineOf(childNamed(identifier, name)),
  );
  const isWhole = published !== undefined && !(id !== undefined && /^urn:newsml:[^:]+$/i.test(published));
  if (isWhole) return withoutRevision(published, version);
  if (id === undefined) return published;
  return provider === undefined
    ? id
    : ['urn:newsml', provider, ...(date === undefined ? [] : [date]), id].join(':');
}

function withoutRevision(published: string, version: string | undefined): string {
  if (version === undefined || !/^urn:newsml:/i.test(published)) return published;
  const end = published.lastIndexOf(':');
  const last = published.slice(end + 1).replace(/[NUA]$/, '');
  return last === version && published.slice(0, end).split(':').length > 3
    ? published.slice(0, end)
    : published;
}

/** A `Duid` tells parts of one document apart (NewsML 1.2 §5.2.1); a `guid`, which is none of NewsML 1, stands for more. */
function duidOf(newsItem: XmlElement): string | undefined {
  return (
    lineOf(findNamed(newsItem, 'guid')) ??
    attributeOf(childNamed(newsItem, 'NewsComponent'), 'Duid') ??
    attributeOf(newsItem, 'Duid')
  );
}
