import { mediaTopic } from '../item-text.ts';
import { gravestOf } from '../wire/status-words.ts';
import type { WireDocument } from '../wire/wire-document.ts';
import type { WireInstruction, WireItem, WireNote, WirePrivate, WireSubject } from '../wire/wire-item.ts';
import type { Dialect, DialectMatch } from './dialect.ts';

/** The first dialect that a document matches, or none. */
export function dialectOf(document: WireDocument, dialects: readonly Dialect[]): Dialect | undefined {
  const said = wordsOf(document);
  return findDialect(document, said, dialects) ?? dialectOfDateline(document, dialects);
}

function findDialect(document: WireDocument, said: SaidWords, dialects: readonly Dialect[]) {
  const { byWord, byStart, others } = indexOf(dialects);
  const places = new Set(others);
  for (const words of [said.providers, said.credits])
    for (const word of words) for (const place of byWord.get(word) ?? []) places.add(place);
  for (const uri of said.uris)
    for (const [start, place] of byStart) if (uri.startsWith(start)) places.add(place);
  return [...places]
    .toSorted((one, other) => one - other)
    .map((place) => dialects[place])
    .find((dialect) => dialect && matchesOf(dialect).some((match) => match(document, said)));
}

/** Which dialects of a list may be meant, by a word or the beginning of an identity that a document says; `others` ask for neither. */
type DialectIndex = {
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly byStart: readonly (readonly [string, number])[];
  readonly others: readonly number[];
};

const indexes = new WeakMap<readonly Dialect[], DialectIndex>();

function indexOf(dialects: readonly Dialect[]): DialectIndex {
  const known = indexes.get(dialects) ?? makeIndex(dialects);
  indexes.set(dialects, known);
  return known;
}

function makeIndex(dialects: readonly Dialect[]): DialectIndex {
  const byWord = new Map<string, number[]>();
  const byStart: (readonly [string, number])[] = [];
  const others: number[] = [];
  for (const [place, { match }] of dialects.entries())
    for (const { providers = [], credits = [], uris = [] } of match) {
      const words = [...[...providers, ...credits].map((word) => word.toLowerCase()), ...hostsOf(uris)];
      for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), place]);
      for (const start of uris) byStart.push([start, place]);
      if (words.length + uris.length === 0) others.push(place);
    }
  return { byWord, byStart, others };
}

/** Text in a frame names a bureau or a service in its header (`gef`, `dpa-tns`); its agency stands in the dateline. */
function dialectOfDateline(document: WireDocument, dialects: readonly Dialect[]): Dialect | undefined {
  if (!FRAMED.has(document.format)) return undefined;
  const agencies = document.items.flatMap(
    ({ dateline }) => /[(（/]([\p{L}. -]{2,30})[)）/]/u.exec(dateline ?? '')?.[1]?.toLowerCase() ?? [],
  );
  const services = document.items.flatMap(
    ({ provider }) => provider?.code.toLowerCase().split('-').slice(0, -1)[0] ?? [],
  );
  const said = {
    ...wordsOf(document),
    providers: new Set([...agencies, ...services]),
    credits: new Set<string>(),
  };
  return findDialect(document, said, dialects);
}

const FRAMED: ReadonlySet<string> = new Set(['iptc-7901', 'anpa-1312', 'plain-text']);

/** What a document says of who it is from: providers and credits in small letters, and the identities of its items. */
type SaidWords = {
  readonly providers: ReadonlySet<string>;
  readonly credits: ReadonlySet<string>;
  readonly uris: readonly string[];
};

function wordsOf({ format, provider, items }: WireDocument): SaidWords {
  const providers = new Set<string>();
  const credits = new Set<string>();
  const add = (words: Set<string>, text: string | undefined) => text && words.add(text.toLowerCase());
  for (const one of [provider, ...items.map((item) => item.provider)]) {
    add(providers, one?.code);
    add(providers, one?.name);
  }
  for (const { creditLine, copyrightHolder } of items) {
    add(credits, creditLine);
    add(credits, copyrightHolder);
  }
  const uris = new Set(items.flatMap(({ uri }) => [uri, uri.replace(OWN_HOST, '$1')]));
  // A picture names its agency where it says whom to credit, and nowhere else.
  if (format === 'picture' && providers.size === 0)
    for (const { creditLine, links } of items)
      for (const word of [creditLine, links.find(({ rel }) => rel === 'source')?.title]) add(providers, word);
  const site = siteOf(items);
  if (site !== undefined) providers.add(site);
  return { providers, credits, uris: [...uris] };
}

/** The one host on which all items have their pages. Where they are of several houses, nobody is meant. */
function siteOf(items: readonly WireItem[]): string | undefined {
  const hosts = new Set(items.map(hostOf));
  return hosts.size === 1 ? [...hosts][0] : undefined;
}

function hostOf({ uri, links }: WireItem): string | undefined {
  const page = [uri, ...links.filter(({ rel }) => rel === 'alternate').map(({ href }) => href ?? '')];
  return page.map((one) => WEB_HOST.exec(one)?.[1]?.toLowerCase()).find((host) => host !== undefined);
}

const WEB_HOST = /^https?:\/\/([\w.-]+)/i;

const OWN_HOST = /^(urn:newsml:)www\./i;

type Match = (document: WireDocument, said: SaidWords) => boolean;

const prepared = new WeakMap<Dialect, readonly Match[]>();

/** The conditions of a dialect, its words made small once. */
function matchesOf(dialect: Dialect): readonly Match[] {
  const known = prepared.get(dialect) ?? dialect.match.map(prepare);
  prepared.set(dialect, known);
  return known;
}

function prepare({ formats, providers, uris, credits }: DialectMatch): Match {
  const small = (words: readonly string[] | undefined) =>
    words && new Set(words.map((word) => word.toLowerCase()));
  const [named, credited, hosts] = [small(providers), small(credits), new Set(hostsOf(uris))];
  return (document, said) =>
    (formats === undefined || formats.includes(document.format)) &&
    (named === undefined || meets(said.providers, named)) &&
    (credited === undefined || meets(said.credits, credited)) &&
    (uris === undefined ||
      meets(said.providers, hosts) ||
      uris.some((start) => said.uris.some((uri) => uri.startsWith(start))));
}

/** A document says few words, a dialect knows many. */
function meets(said: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  for (const word of said) if (known.has(word)) return true;
  return false;
}

/** A wire that names itself by the domain of its identities, or has its pages there, is the same wire. */
function hostsOf(uris: readonly string[] | undefined): readonly string[] {
  return (uris ?? []).flatMap((start) => {
    const host = /^(?:(?:urn:(?:newsml|publicid)|tag):|https?:\/\/)([\w-]+(?:\.[\w-]+)+)\/?$/i.exec(
      start,
    )?.[1];
    return host === undefined ? [] : [host.toLowerCase(), `www.${host.toLowerCase()}`];
  });
}

/** A document with the items as the agency means them. */
export function applyDialect(document: WireDocument, dialect: Dialect): WireDocument {
  const { id, name, version, bylines } = dialect;
  return {
    ...document,
    dialect: id,
    ...(version === undefined ? {} : { dialectVersion: version }),
    ...(dialect.timeZone === undefined ? {} : { timeZone: dialect.timeZone }),
    provider: { ...(document.provider ?? { code: id }), name },
    items: document.items.map((item) =>
      withoutMarks(withDialect(withOtherByline(item, bylines?.[document.format]), dialect), dialect),
    ),
  };
}

function withDialect(item: WireItem, dialect: Dialect): WireItem {
  const notes = item.edNotes.map((note) => ({ ...note, audience: audienceOf(note, dialect) }));
  // A word of the dialect never makes less of what the document says itself.
  const instruction = gravestOf([item.instruction, instructionIn(item, dialect)]);
  const language = item.language ?? dialect.language;
  const desk = deskIn(item, dialect);
  const hasDeskByline = desk.some(({ text }) => text === item.byline);
  const { byline, ...rest } = item;
  return {
    ...rest,
    ...(byline === undefined || hasDeskByline ? {} : { byline }),
    edNotes: notes,
    subjects: item.subjects.map((subject) => withTopic(subject, dialect)),
    private: [...item.private, ...desk],
    associations: item.associations.map((one) => withDialect(one, dialect)),
    ...(instruction === undefined ? {} : { instruction }),
    ...(language === undefined ? {} : { language }),
  };
}

/** What stands where a byline should is the headline that the house means. */
function withOtherByline(item: WireItem, role: string | undefined): WireItem {
  if (role === undefined || item.byline === undefined) return item;
  const { byline, ...rest } = item;
  const { byline: at, ...sources } = item.sources;
  const index = item.headlines?.length ?? 0;
  return {
    ...rest,
    headlines: [...(item.headlines ?? []), { role, text: byline }],
    sources: { ...sources, ...(at === undefined ? {} : { [`headlines/${index}`]: at }) },
  };
}

/** Lines without what the house writes before them; the first words of a headline have asked for what they ask by then. */
function withoutMarks(item: WireItem, { marks = [] }: Dialect): WireItem {
  const { headline = '', slugline = '' } = item;
  const mark = marks.find((one) => headline.startsWith(one) && headline.length > one.length);
  const bare = (line: string) =>
    line.slice(marks.find((one) => line.startsWith(one) && line.length > one.length)?.length ?? 0).trim();
  const lost = { at: item.sources['headline'] ?? item.at, what: mark ?? '', why: 'a mark of the house' };
  return {
    ...item,
    ...(headline === '' ? {} : { headline: bare(headline) }),
    ...(slugline === '' ? {} : { slugline: bare(slugline) }),
    keywords: item.keywords.map(bare),
    dropped: mark === undefined ? item.dropped : [...item.dropped, lost],
  };
}

function audienceOf(note: WireNote, { notes = [] }: Dialect): WireNote['audience'] {
  const rule = notes.find(
    ({ role, begins }) =>
      (role === undefined || isRole(note.role ?? '', role)) &&
      (begins === undefined || note.text.toLowerCase().startsWith(begins.toLowerCase())),
  );
  // What the document itself calls private stays so.
  return note.audience === 'private' ? 'private' : (rule?.audience ?? note.audience);
}

function isRole(role: string, wanted: string): boolean {
  const other = wanted.toLowerCase();
  const whole = role.toLowerCase();
  // Some wires write the alias of the vocabulary before the role.
  return [whole, whole.split(':').at(-1) ?? ''].some((one) =>
    other.endsWith('*') ? one.startsWith(other.slice(0, -1)) : one === other,
  );
}

function instructionIn(item: WireItem, { instructions }: Dialect): WireInstruction | undefined {
  if (instructions === undefined) return undefined;
  const exact = [
    ...item.signals.flatMap(({ scheme, code }) => [`${scheme ?? ''}:${code}`, code]),
    ...item.edNotes.map(({ role }) => role),
    item.priority,
  ];
  const words = wordsIn(instructions);
  const opening = [item.headline, item.slugline, ...item.edNotes.map(({ text }) => text)];
  return gravestOf([
    ...exact.map((word) => words.get(word?.toLowerCase() ?? '')),
    openingIn(instructions, opening),
  ]);
}

type Instructions = NonNullable<Dialect['instructions']>;

function wordsIn(instructions: Instructions): ReadonlyMap<string, WireInstruction> {
  return new Map(Object.entries(instructions).map(([word, asked]) => [word.toLowerCase(), asked]));
}

/** What the words of a dialect ask for at the beginning of any of these texts. */
export function openingIn(
  instructions: Instructions,
  texts: readonly (string | undefined)[],
): WireInstruction | undefined {
  const opened = [...wordsIn(instructions)].filter(([word]) => texts.some((text) => beginsWith(text, word)));
  return gravestOf(opened.map(([, asked]) => asked));
}

/** The word itself, not the beginning of a longer one; a mark at its end (`【撤稿】`) ends it. */
function beginsWith(text: string | undefined, word: string): boolean {
  const start = text?.toLowerCase() ?? '';
  const goesOn = /[\p{L}\p{N}]$/u.test(word) && /^[\p{L}\p{N}]/u.test(start.slice(word.length));
  return word !== '' && start.startsWith(word) && !goesOn;
}

function deskIn(item: WireItem, { desk = [] }: Dialect): readonly WirePrivate[] {
  const names = new Set(desk.map((one) => one.toLowerCase()));
  const { byline } = item;
  if (byline === undefined || !names.has(byline.toLowerCase())) return [];
  return [{ kind: 'desk', text: byline, at: item.sources['byline'] ?? item.at }];
}

function withTopic(subject: WireSubject, { subjects }: Dialect): WireSubject {
  if (subject.mediaTopic !== undefined || subjects === undefined) return subject;
  const topic = mediaTopic(subjects[subject.scheme ?? '']?.[subject.code]);
  return topic === undefined ? subject : { ...subject, mediaTopic: topic };
}
