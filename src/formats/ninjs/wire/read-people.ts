import { webUrl } from '../../html/web-url.ts';
import { oneLine } from '../../item-text.ts';
import { onlyGiven } from '../../only-given.ts';
import type { LooseJson } from './loose-json.ts';
import type { NinjsReading } from './ninjs-reading.ts';

const CONTACTS = [
  'contactinfo',
  'email',
  'phone',
  'twitter',
  'facebook',
  'instagram',
  'biography',
  'avatar_url',
];

/** Names make the byline where there is none; addresses and telephone numbers of people are set apart. */
export function readNinjsPeople({ json, item }: NinjsReading): void {
  const authors = json.objects('authors', 'creators');
  const names = authors.flatMap((one) => one.text('name', 'display_name')?.value ?? []);
  if (!item.has('byline'))
    item.set('byline', [...new Set(names.map(oneLine))].join(', '), authors[0]?.at ?? json.at);
  for (const one of authors)
    for (const name of CONTACTS) {
      const found = one.value(name);
      const text = textsIn(found?.value ?? '').trim();
      if (found !== undefined && text !== '')
        item.add('private', { kind: 'contact', text, at: found.at }, found.at);
    }
  for (const one of json.objects('infosources', 'infosource')) readInfoSource(item, one);
  const source = json.text('source', 'provider');
  if (source !== undefined) item.set('provider', { code: oneLine(source.value) }, source.at);
}

function readInfoSource(item: NinjsReading['item'], one: LooseJson): void {
  const name = one.text('name')?.value;
  const code = one.text('uri', 'literal')?.value;
  const role = one.text('role')?.value;
  if (name === undefined && code === undefined) return;
  const told = { code: code ?? name ?? '', ...onlyGiven({ name }) };
  if (role === 'provider') item.set('provider', told, one.at);
  else item.add('infoSources', { ...told, ...onlyGiven({ role }) }, one.at);
}

/** Any value as a line of its texts. */
export function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textsIn).filter(Boolean).join(' ');
}

const OWN_PAGES = ['canonicalurl', 'canonical_url', 'url', 'link', 'weburl'];

/** Other ids of the item, its page on the provider's site, and pages that it points to. */
export function readNinjsLinks(reading: NinjsReading): void {
  const { json, item, needs } = reading;
  for (const one of json.objects('altids', 'altid')) readAltId(reading, one);
  for (const name of OWN_PAGES) {
    const found = json.text(name);
    const href = webUrl(found?.value ?? '', needs.baseUrl);
    if (found !== undefined && href !== undefined)
      item.add('links', { rel: 'canonical', href, at: found.at }, found.at);
  }
  for (const one of json.objects('trustindicators', 'links')) readLink(reading, one);
}

function readLink({ item, needs }: NinjsReading, one: LooseJson): void {
  const line = (...names: readonly string[]) => oneLine(one.text(...names)?.value ?? '');
  const href = webUrl(line('href'), needs.baseUrl);
  const rel = line('role', 'rel') || 'seeAlso';
  if (href !== undefined)
    item.add('links', { rel, href, ...onlyGiven({ title: line('title') }), at: one.at }, one.at);
}

function readAltId({ item, needs }: NinjsReading, one: LooseJson): void {
  const value = one.text('value')?.value;
  const scheme = one.text('role')?.value;
  const href = webUrl(value ?? '', needs.baseUrl);
  if (href !== undefined && /canonical|web/i.test(scheme ?? ''))
    item.add('links', { rel: 'canonical', href, at: one.at }, one.at);
  else if (value !== undefined) item.add('altIds', { ...onlyGiven({ scheme }), code: value }, one.at);
}
