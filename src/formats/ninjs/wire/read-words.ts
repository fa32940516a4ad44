import { isJsonObject } from '#kernel/json.ts';
import { sanitiseInline } from '../../html/sanitise.ts';
import { oneLine, severalLines } from '../../item-text.ts';
import type { LooseJson } from './loose-json.ts';
import { isPrivateRole } from '../../wire/private-role.ts';
import { webUrl } from '../../html/web-url.ts';
import type { NinjsReading } from './parse-ninjs-wire.ts';

/** Headlines, lines around the text, rights, notes and people. */
export function readNinjsWords(reading: NinjsReading): void {
  readHeadlines(reading);
  readDescriptions(reading);
  readLines(reading);
  readRights(reading);
  readNotes(reading);
  readPeople(reading);
  readLinks(reading);
}

function readHeadlines({ json, item }: NinjsReading): void {
  const list = json.objects('headlines').flatMap((one) => {
    const text = wordingOf(one);
    return text === '' ? [] : [{ at: one.at, text: oneLine(text), role: one.text('role')?.value ?? '' }];
  });
  const main =
    list.find(({ role }) => /(?:^|:)main$/.test(role)) ?? list.find(({ role }) => role === '') ?? list[0];
  item.set('headline', main?.text, main?.at ?? json.at);
  for (const one of list)
    if (one !== main) item.add('headlines', { role: one.role || 'alternative', text: one.text }, one.at);
  const flat = json.text('headline');
  item.set('headline', flat && oneLine(plain(flat.value)), flat?.at ?? json.at);
  for (const [name, role] of [
    ['headline_short', 'short'],
    ['subheadline', 'subtitle'],
    ['subtitle', 'subtitle'],
    ['kicker', 'kicker'],
  ] as const) {
    const one = json.text(name);
    if (one !== undefined) item.add('headlines', { role, text: oneLine(plain(one.value)) }, one.at);
  }
  const title = json.text('title');
  if (!item.has('headline')) item.set('headline', title && oneLine(plain(title.value)), title?.at ?? json.at);
}

/** Superdesk and others write a headline with markup without saying so. */
function plain(text: string): string {
  if (!/<\/(?:p|b|i|em|strong|span|div)>|<br\s*\/?>|&(?:nbsp|amp|quot|lt|gt|#\d{1,6});/i.test(text))
    return text;
  const inline = sanitiseInline(text);
  return inline.ok ? inline.value.text : text;
}

function wordingOf(one: LooseJson): string {
  const value = one.text('value', 'text')?.value ?? '';
  return /html/.test(one.text('contenttype')?.value ?? '') ? plain(value) : value;
}

function readDescriptions({ json, item }: NinjsReading): void {
  const all = json.objects('descriptions').map((one) => ({
    at: one.at,
    role: one.text('role')?.value.split(':').at(-1) ?? '',
    text: wordingOf(one),
  }));
  const credit = all.find(({ role }) => role === 'creditline');
  item.set('creditLine', credit && oneLine(credit.text), credit?.at ?? json.at);
  const isPicture = /picture|photo|graphic|video|audio/.test(json.text('type')?.value ?? '');
  const roles = isPicture
    ? ['caption', 'summary', 'main']
    : ['summary', 'teaser', 'lead', 'abstract', 'main'];
  const chosen =
    roles.map((role) => all.find((one) => one.role === role)).find((one) => one !== undefined) ??
    all.find((one) => one !== credit);
  item.set('summary', chosen && severalLines(chosen.text), chosen?.at ?? json.at);
  for (const one of all)
    if (one !== chosen && one !== credit)
      item.dropped.add(one.at, one.role || 'description', 'one description is kept');
  for (const name of [
    'description_text',
    'description_html',
    'description_caption',
    'description_abstract',
    'description',
    'abstract',
    'summary',
  ]) {
    const flat = json.text(name);
    item.set('summary', flat && severalLines(plain(flat.value)), flat?.at ?? json.at);
  }
}

function readLines({ json, item }: NinjsReading): void {
  const line = (...names: readonly string[]) => {
    const found = json.text(...names);
    return { at: found?.at ?? json.at, value: found && oneLine(plain(found.value)) };
  };
  const by = line('by', 'byline');
  item.set('byline', by.value, by.at);
  const located = line('located', 'dateline');
  item.set('dateline', located.value, located.at);
  if (located.value !== undefined) item.add('places', { name: located.value, role: 'dateline' }, located.at);
  const slugline = line('slugline', 'slug');
  item.set('slugline', slugline.value, slugline.at);
  const credit = line('creditline', 'credit');
  item.set('creditLine', credit.value, credit.at);
  const language = line('language');
  item.set('language', language.value, language.at);
  const urgency = json.value('urgency');
  if (urgency !== undefined) {
    const value = Number(urgency.value);
    if (Number.isInteger(value) && value >= 1 && value <= 9) item.set('urgency', value, urgency.at);
    else item.dropped.add(urgency.at, `urgency ${String(urgency.value)}`, 'urgency is 1 to 9');
  }
  const priority = line('priority');
  item.set('priority', priority.value, priority.at);
  const words = json.value('wordcount');
  if (words !== undefined && typeof words.value === 'number') item.set('wordCount', words.value, words.at);
}

/** Rights as plain words where ninjs has a rights expression: some wires put them there. An expression proper is left out. */
function readRights({ json, item }: NinjsReading): void {
  const holder = json.text('copyrightholder');
  item.set('copyrightHolder', holder && oneLine(holder.value), holder?.at ?? json.at);
  const notice = json.text('copyrightnotice');
  item.set('copyrightNotice', notice && severalLines(notice.value), notice?.at ?? json.at);
  const terms = json.text('usageterms');
  const rights = json.object('rightsinfo');
  const encoded = rights?.text('encodedrights');
  const isWords = encoded !== undefined && !/^\s*[[{<]/.test(encoded.value);
  if (rights !== undefined && !isWords)
    item.dropped.add(rights.at, 'rightsInfo', 'an item has no place for it');
  const written = [terms?.value, isWords ? encoded.value : undefined].flatMap((text) =>
    text === undefined ? [] : [severalLines(text)],
  );
  item.set('usageTerms', written.join('\n'), terms?.at ?? encoded?.at ?? json.at);
}

function readNotes({ json, item }: NinjsReading): void {
  for (const { at, value } of json.list('ednote', 'ednotes', 'editorialnote')) {
    const note = isJsonObject(value) ? undefined : String(value);
    if (note !== undefined && note.trim() !== '')
      item.add('edNotes', { text: severalLines(note), audience: 'partner', at }, at);
  }
  for (const one of json.objects('ednotes', 'ednote')) {
    const text = severalLines(one.text('value', 'text', 'note')?.value ?? '');
    const role = one.text('role', 'type')?.value;
    if (text !== '')
      item.add(
        'edNotes',
        {
          text,
          ...(role === undefined ? {} : { role }),
          audience: isPrivateRole(role ?? '') ? 'private' : 'partner',
          at: one.at,
        },
        one.at,
      );
  }
  for (const name of ['internal_note', 'internalnote', 'deskinfo', 'desk', 'task', 'private_note']) {
    const found = json.text(name);
    if (found !== undefined)
      item.add(
        'edNotes',
        { text: severalLines(found.value), role: name, audience: 'private', at: found.at },
        found.at,
      );
  }
}

/** Names make the byline where there is none; addresses and telephone numbers of people are set apart. */
function readPeople({ json, item }: NinjsReading): void {
  const authors = json.objects('authors', 'creators');
  const names = authors.flatMap((one) => {
    const name = one.text('name', 'display_name');
    return name === undefined ? [] : [oneLine(name.value)];
  });
  if (!item.has('byline')) item.set('byline', [...new Set(names)].join(', '), authors[0]?.at ?? json.at);
  for (const one of authors)
    for (const name of [
      'contactinfo',
      'email',
      'phone',
      'twitter',
      'facebook',
      'instagram',
      'biography',
      'avatar_url',
    ]) {
      const found = one.value(name);
      if (found !== undefined)
        item.add('private', { kind: 'contact', text: flat(found.value), at: found.at }, found.at);
    }
  const infoSources = json.objects('infosources', 'infosource');
  for (const one of infoSources) {
    const name = one.text('name', 'literal', 'uri')?.value;
    if (one.text('role')?.value === 'provider' && name !== undefined)
      item.set(
        'provider',
        { code: one.text('uri')?.value ?? name, ...(one.text('name') ? { name } : {}) },
        one.at,
      );
    else if (name !== undefined) {
      const role = one.text('role')?.value;
      item.add(
        'infoSources',
        { code: one.text('uri', 'literal')?.value ?? '', name, ...(role === undefined ? {} : { role }) },
        one.at,
      );
    }
  }
  const source = json.text('source', 'provider');
  item.set('provider', source && { code: oneLine(source.value) }, source?.at ?? json.at);
}

/** Any value as a line of its texts. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(flat).filter(Boolean).join(' ');
}

function readLinks({ json, item, needs }: NinjsReading): void {
  for (const one of json.objects('altids', 'altid')) {
    const url = webUrl(one.text('value')?.value ?? '', needs.baseUrl);
    const role = one.text('role')?.value ?? '';
    if (url !== undefined && /canonical|web/i.test(role))
      item.add('links', { rel: 'canonical', href: url, at: one.at }, one.at);
    else if (one.text('value') !== undefined)
      item.add(
        'altIds',
        { ...(role === '' ? {} : { scheme: role }), code: one.text('value')?.value ?? '' },
        one.at,
      );
  }
  for (const name of ['canonicalurl', 'canonical_url', 'url', 'link', 'weburl']) {
    const found = json.text(name);
    const url = found && webUrl(found.value, needs.baseUrl);
    if (found !== undefined && url !== undefined)
      item.add('links', { rel: 'canonical', href: url, at: found.at }, found.at);
  }
  for (const one of json.objects('trustindicators', 'links')) {
    const url = webUrl(one.text('href')?.value ?? '', needs.baseUrl);
    const title = one.text('title')?.value;
    if (url !== undefined)
      item.add(
        'links',
        {
          rel: one.text('role', 'rel')?.value ?? 'seeAlso',
          href: url,
          ...(title === undefined ? {} : { title: oneLine(title) }),
          at: one.at,
        },
        one.at,
      );
  }
}
