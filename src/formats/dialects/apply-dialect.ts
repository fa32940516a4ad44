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
  return dialects.find((dialect) => matchesOf(dialect).some((match) => match(document, said)));
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
  const said = { providers: new Set([...agencies, ...services]), credits: new Set<string>() };
  return findDialect(document, said, dialects);
}

const FRAMED: ReadonlySet<string> = new Set(['iptc-7901', 'anpa-1312', 'plain-text']);

/** What a document says of who it is from, in small letters. */
type SaidWords = { readonly providers: ReadonlySet<string>; readonly credits: ReadonlySet<string> };

function wordsOf({ provider, items }: WireDocument): SaidWords {
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
  return { providers, credits };
}

type Match = (document: WireDocument, said: SaidWords) => boolean;

const prepared = new WeakMap<Dialect, readonly Match[]>();

/** The conditions of a dialect, its words made small once. */
function matchesOf(dialect: Dialect): readonly Match[] {
  const known = prepared.get(dialect) ?? dialect.match.map(prepare);
  prepared.set(dialect, known);
  return known;
}

function prepare({ formats, providers, uris, credits }: DialectMatch): Match {
  const small = (words: readonly string[] | undefined) => words?.map((word) => word.toLowerCase());
  const [named, credited, hosts] = [small(providers), small(credits), hostsOf(uris)];
  return (document, said) =>
    (formats === undefined || formats.includes(document.format)) &&
    (named === undefined || named.some((word) => said.providers.has(word))) &&
    (credited === undefined || credited.some((word) => said.credits.has(word))) &&
    (uris === undefined ||
      hosts.some((host) => said.providers.has(host)) ||
      uris.some(isBeginning(document)));
}

/** A wire that names itself by the domain of its identities is the same wire. */
function hostsOf(uris: readonly string[] | undefined): readonly string[] {
  return (uris ?? []).flatMap((start) => {
    const host = /^(?:urn:(?:newsml|publicid)|tag):([\w-]+(?:\.[\w-]+)+)$/i.exec(start)?.[1];
    return host === undefined ? [] : [host.toLowerCase(), `www.${host.toLowerCase()}`];
  });
}

function isBeginning({ items }: WireDocument) {
  return (start: string): boolean =>
    items.some(
      ({ uri }) => uri.startsWith(start) || uri.replace(/^(urn:newsml:)www\./i, '$1').startsWith(start),
    );
}

/** A document with the items as the agency means them. */
export function applyDialect(document: WireDocument, dialect: Dialect): WireDocument {
  const { id, name, version } = dialect;
  return {
    ...document,
    dialect: id,
    ...(version === undefined ? {} : { dialectVersion: version }),
    ...(dialect.timeZone === undefined ? {} : { timeZone: dialect.timeZone }),
    provider: { ...(document.provider ?? { code: id }), name },
    items: document.items.map((item) => withDialect(item, dialect)),
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
