import { mediaTopic } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireSubject } from '../wire/wire-item.ts';
import { lineIn, thingsIn, type ArticleSource, type Thing } from './article-source.ts';
import { typesOf } from './linked-data.ts';

/** What an article is about, in which section it stands, of what kind it is, and where it happened. */
export function readArticleTopics(source: ArticleSource, types: readonly string[]): void {
  const { item, reading } = source;
  for (const code of types)
    if (!PLAIN.has(code)) item.add('genres', { scheme: 'https://schema.org/', code }, reading.at.trim());
  for (const { text, at } of thingsIn(source, 'genre'))
    if (text !== '') item.add('genres', { code: text }, at);
  for (const { text, at } of thingsIn(source, 'articleSection'))
    for (const code of text.split(/\s*,\s+/))
      if (code !== '') item.add('subjects', { scheme: 'articleSection', code }, at);
  for (const keyword of thingsIn(source, 'keywords')) readKeyword(source, keyword);
  for (const name of ['about', 'mentions'])
    for (const thing of thingsIn(source, name)) readSubject(source, thing);
  readPlaces(source);
}

const PLAIN: ReadonlySet<string> = new Set(['NewsArticle', 'Article']);

function readKeyword({ item }: ArticleSource, { text, reading, at }: Thing): void {
  if (reading !== undefined) return tellTerm({ item }, { text, reading, at });
  for (const word of text.split(/[,;，、]/)) if (word.trim() !== '') item.add('keywords', word.trim(), at);
}

/** A defined term has a code of a vocabulary beside its name. */
function tellTerm({ item }: Pick<ArticleSource, 'item'>, { text, reading, at }: Thing): void {
  const code = reading?.line('termCode') ?? reading?.line('@id') ?? reading?.line('url') ?? text;
  if (code === '') return;
  const scheme = reading?.line('inDefinedTermSet');
  item.add('subjects', { code, ...onlyGiven({ scheme, name: text, mediaTopic: mediaTopic(code) }) }, at);
  if (text !== '') item.add('keywords', text, at);
}

function readSubject({ item }: ArticleSource, { text, node, reading, at }: Thing): void {
  const [kind = ''] = typesOf(node);
  const code = reading?.line('@id') ?? reading?.line('sameAs') ?? reading?.line('url') ?? text;
  if (code === '') return;
  if (/Place|City|Country|State$|AdministrativeArea/.test(kind))
    return item.add('places', { role: 'subject', ...onlyGiven({ code, name: text }) }, at);
  const subject: WireSubject = {
    code,
    ...onlyGiven({ name: text, type: KINDS.get(kind), mediaTopic: mediaTopic(code) }),
  };
  item.add('subjects', subject, at);
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['Person', 'person'],
  ['Organization', 'organisation'],
  ['Corporation', 'organisation'],
  ['GovernmentOrganization', 'organisation'],
  ['SportsTeam', 'organisation'],
  ['Event', 'event'],
]);

function readPlaces(source: ArticleSource): void {
  const { item } = source;
  const dateline = lineIn(source, 'dateline');
  item.set('dateline', dateline.text, dateline.at);
  for (const [member, role] of PLACES)
    for (const { text, at } of thingsIn(source, member))
      if (text !== '') item.add('places', { role, name: text }, at);
}

const PLACES = [
  ['locationCreated', 'dateline'],
  ['contentLocation', 'event'],
  ['spatialCoverage', 'subject'],
] as const;
