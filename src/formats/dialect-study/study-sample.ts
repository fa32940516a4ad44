import { isJsonObject } from '#kernel/json.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { DocumentNeeds } from '../convert.ts';
import { openingIn } from '../dialects/apply-dialect.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Tree } from '../dialects/find-path.ts';
import { readFeedXml } from '../feed/read-feed-xml.ts';
import { beginning } from '../item-text.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { lookAtDocument, type DocumentLook } from '../look-at-document.ts';
import { decodeText } from '../text/decode-text.ts';
import { readWire, withShipped } from '../wire/read-wire.ts';
import { statusNamed, statusOfHeadline, statusOpening } from '../wire/status-words.ts';
import type { WireDocument } from '../wire/wire-document.ts';
import type { WireInstruction, WireItem } from '../wire/wire-item.ts';
import { noteOpening, openingWord } from './own-words.ts';
import { sampleTree, type SampleTree } from './sample-tree.ts';

/** A field of the first item as it was read, and where it stood. */
export type FoundField = { readonly field: string; readonly text: string; readonly at: string };

/** A word that may say what is asked, where it was found, and what it is taken for now. */
export type FoundWord = {
  readonly word: string;
  readonly from: 'signal' | 'role' | 'priority' | 'headline' | 'note';
  readonly takenFor?: WireInstruction;
};

/** A kind of note: its role, or how it opens. `isPrivate` as it is read now. */
export type FoundNote = {
  readonly role?: string;
  readonly begins?: string;
  readonly text: string;
  readonly isPrivate: boolean;
};

/** A code of a vocabulary; `scheme` is empty where none is said. */
export type FoundCode = {
  readonly scheme: string;
  readonly code: string;
  readonly name?: string;
  readonly mediaTopic?: string;
};

/** Everything in a sample that a dialect could say something about. */
export type SampleStudy = {
  /** How it comes in now; left out where no reader knows it, for `refusal`. */
  readonly look?: DocumentLook;
  readonly refusal?: FormatRefusal;
  readonly fields: readonly FoundField[];
  readonly words: readonly FoundWord[];
  readonly notes: readonly FoundNote[];
  readonly codes: readonly FoundCode[];
  readonly bylines: readonly string[];
  readonly desk: readonly string[];
  readonly providers: readonly string[];
  readonly uris: readonly string[];
  readonly credits: readonly string[];
  readonly languages: readonly string[];
  /** How headline and text begin, by which their language is guessed where none is said. */
  readonly opening: string;
  /** Times without an offset. */
  readonly localTimes: number;
  /** Of a document of a house's own making. */
  readonly tree?: SampleTree;
};

const MOST = 100;
const LETTERS = 300;

/** Reads a sample with the dialects that hold, and tells all that one more could change. */
export function studySample(bytes: Uint8Array, needs: DocumentNeeds): SampleStudy {
  const wire = readWire(bytes, needs);
  const isOwn = wire.ok ? wire.value.format === 'dialect' : wire.error.code === 'document-kind-unknown';
  const tree = isOwn ? treeOf(bytes, needs) : undefined;
  const found = wire.ok ? foundIn(wire.value, needs.dialects ?? []) : NOTHING;
  const look = lookAtDocument(bytes, needs);
  return {
    ...(look.ok ? { look: look.value } : { refusal: look.error }),
    ...found,
    ...(tree === undefined ? {} : { tree: sampleTree(tree) }),
  };
}

const NOTHING: Omit<SampleStudy, 'look' | 'refusal' | 'tree'> = {
  fields: [],
  words: [],
  notes: [],
  codes: [],
  bylines: [],
  desk: [],
  providers: [],
  uris: [],
  credits: [],
  languages: [],
  opening: '',
  localTimes: 0,
};

/** Of a sample that could not even be looked into. */
export function notStudied(refusal: FormatRefusal): SampleStudy {
  return { ...NOTHING, refusal };
}

function treeOf(bytes: Uint8Array, { contentType, charset }: DocumentNeeds): Tree | undefined {
  const decoded = decodeText(bytes, contentType, charset);
  if (!decoded.ok) return undefined;
  const { text } = decoded.value;
  if (/^\s*</.test(text)) {
    const xml = readFeedXml(text);
    return xml.ok ? { kind: 'xml', element: xml.value.root } : undefined;
  }
  const json = readStrictJson(text, 'round');
  if (!json.ok || !(isJsonObject(json.value) || Array.isArray(json.value))) return undefined;
  return { kind: 'json', value: json.value, at: '' };
}

function foundIn(document: WireDocument, own: readonly Dialect[]): typeof NOTHING {
  const { items } = document;
  const dialect = withShipped(own).find(({ id }) => id === document.dialect);
  const all = items.flatMap((item) => [item, ...item.associations]);
  const [first] = items;
  const providers = [document.provider, ...all.map(({ provider }) => provider)];
  const desk = all.flatMap(({ private: kept }) =>
    kept.flatMap(({ kind, text }) => (kind === 'desk' ? [text] : [])),
  );
  return {
    fields: first === undefined ? [] : fieldsOf(first),
    words: distinct(
      all.flatMap((item) => wordsOf(item, dialect)),
      ({ from, word }) => `${from} ${word}`,
    ),
    notes: distinct(all.flatMap(notesOf), ({ role, begins }) => `${role} ${begins}`),
    codes: distinct(all.flatMap(codesOf), ({ scheme, code }) => `${scheme} ${code}`),
    bylines: texts([...all.map(({ byline }) => byline), ...desk]),
    desk: texts(desk),
    // Its dialect has put its own name over the one in the document.
    providers: texts(providers.flatMap((one) => [one?.code, dialect === undefined ? one?.name : undefined])),
    uris: texts(items.map(({ uri }) => uri)),
    credits: texts(all.flatMap(({ creditLine, copyrightHolder }) => [creditLine, copyrightHolder])),
    languages: texts(items.map(({ language }) => language)),
    opening: beginning(
      items.flatMap(({ headline, body }) => [headline ?? '', ...body.map(({ text }) => text)]).join(' '),
      2000,
    ),
    localTimes: items.flatMap(({ dates }) => Object.values(dates)).filter((time) => /T[\d:.]+$/.test(time))
      .length,
  };
}

function texts(list: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(list.flatMap((text) => (text === undefined || text === '' ? [] : [text])))].slice(
    0,
    MOST,
  );
}

function distinct<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(list.toReversed().map((one) => [key(one), one])).values()].toReversed().slice(0, MOST);
}

const LINES = [
  'uri',
  'version',
  'type',
  'pubStatus',
  'instruction',
  'language',
  'embargo',
  'headline',
  'slugline',
  'summary',
  'byline',
  'dateline',
  'creditLine',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
  'priority',
] as const;
const DATES = ['versionCreated', 'firstCreated', 'contentCreated', 'published'] as const;

function fieldsOf(item: WireItem): readonly FoundField[] {
  const place = (field: string): string => item.sources[field] ?? item.sources[`${field}/0`] ?? '';
  const list = (
    field: string,
    all: readonly (string | undefined)[],
  ): readonly [string, string | undefined] => [field, texts(all).join(', ')];
  const named = (all: readonly { readonly code?: string; readonly name?: string }[]) =>
    all.map(({ name, code }) => name ?? code);
  const given: readonly (readonly [string, string | undefined])[] = [
    ...LINES.map((field) => [field, item[field]] as const),
    ['urgency', item.urgency === undefined ? undefined : String(item.urgency)],
    ...DATES.map((name) => [`dates/${name}`, item.dates[name]] as const),
    list('subjects', named(item.subjects)),
    list('genres', named(item.genres)),
    list('keywords', item.keywords),
    list('places', named(item.places)),
    list('signals', named(item.signals)),
    list(
      'edNotes',
      item.edNotes.map(({ text }) => text),
    ),
    list(
      'renditions',
      item.renditions.map(({ href, fileName }) => href ?? fileName),
    ),
    list(
      'links',
      item.links.map(({ href, uri }) => href ?? uri),
    ),
    ['body', item.body.map(({ text }) => text).join(' ')],
  ];
  return given.flatMap(([field, text]) =>
    text === undefined || text === '' ? [] : [{ field, text: beginning(text, LETTERS), at: place(field) }],
  );
}

function wordsOf(item: WireItem, dialect: Dialect | undefined): readonly FoundWord[] {
  const own = dialect?.instructions ?? {};
  const lower = new Map(Object.entries(own).map(([word, asked]) => [word.toLowerCase(), asked]));
  const found = (
    from: FoundWord['from'],
    word: string | undefined,
    known: WireInstruction | undefined,
  ): readonly FoundWord[] => {
    if (word === undefined || word === '' || word.length > MOST_WORD) return [];
    const takenFor = lower.get(word.toLowerCase()) ?? known;
    return [{ word, from, ...(takenFor === undefined ? {} : { takenFor }) }];
  };
  const asked = (word: string | undefined): WireInstruction | undefined => {
    const said = statusNamed(word);
    return said?.instruction ?? (said?.pubStatus === 'usable' ? 'publish' : undefined);
  };
  const opened = (text: string | undefined): WireInstruction | undefined => openingIn(own, [text]);
  const { headline = '', edNotes, signals, priority } = item;
  return [
    ...signals.flatMap(({ code }) => found('signal', code, asked(code))),
    ...edNotes.flatMap(({ role }) => found('role', role, asked(role?.split(':').at(-1)))),
    ...found('priority', priority, undefined),
    ...found('headline', openingWord(headline), opened(headline) ?? statusOfHeadline(headline)?.instruction),
    ...edNotes.flatMap(({ text }) =>
      found('note', openingWord(text), opened(text) ?? statusOpening(text)?.instruction),
    ),
  ];
}

/** As much as a word of a dialect may have. */
const MOST_WORD = 200;

function notesOf({ edNotes }: WireItem): readonly FoundNote[] {
  return edNotes.map(({ role, text, audience }) => ({
    ...(role === undefined || role === '' || role.length > MOST_WORD
      ? { begins: noteOpening(text) }
      : { role }),
    text: beginning(text, LETTERS),
    isPrivate: audience === 'private',
  }));
}

function codesOf({ subjects }: WireItem): readonly FoundCode[] {
  return subjects.map(({ scheme = '', code, name, mediaTopic }) => ({
    scheme,
    code,
    ...(name === undefined ? {} : { name }),
    ...(mediaTopic === undefined ? {} : { mediaTopic }),
  }));
}
