import type { Dialect, DialectMatch, NoteRule } from '../dialects/dialect.ts';
import { oneLine } from '../item-text.ts';
import { statusNamed, statusOpening } from '../wire/status-words.ts';
import type { WireInstruction } from '../wire/wire-item.ts';
import { fieldOfName, plainName } from './field-names.ts';
import { askedByWord } from './own-words.ts';
import { proposeStructure } from './propose-structure.ts';
import type { SampleTree } from './sample-tree.ts';
import type { FoundNote, SampleStudy } from './study-sample.ts';

/**
 * A dialect to begin with: how its documents are recognised and, for those of a house's own making, where their fields are. `taken`
 * are ids that it must not have. What it proposes is always a valid dialect.
 */
export function beginDialect(studies: readonly SampleStudy[], taken: ReadonlySet<string>): Dialect {
  const trees = studies.flatMap(({ tree, look }) => (tree === undefined || look !== undefined ? [] : [tree]));
  const names = [nameOf(studies), sourceOf(trees), trees[0]?.roots[0]].map((one) => oneLine(one ?? ''));
  const name = names.find((one) => one !== '') ?? 'New dialect';
  const id = freeId(name, taken);
  const structure = trees.length === 0 ? undefined : proposeStructure(trees, id);
  return { id, name: cut(name), match: matchOf(studies), ...(structure === undefined ? {} : { structure }) };
}

const MOST_LETTERS = 200;

function cut(text: string): string {
  return text.slice(0, MOST_LETTERS).toWellFormed();
}

function fitting(words: readonly string[]): readonly string[] {
  return words.filter((word) => word !== '' && word.length <= MOST_LETTERS).slice(0, MOST_LETTERS);
}

function nameOf(studies: readonly SampleStudy[]): string | undefined {
  const names = fitting(studies.flatMap(({ providers }) => providers));
  return (
    names.toSorted((one, other) => other.length - one.length)[0] ??
    studies.flatMap(({ credits }) => credits)[0]
  );
}

/** Whom documents of a house's own making name as their source, all alike. */
function sourceOf(trees: readonly SampleTree[]): string | undefined {
  const [first, ...others] = trees;
  const sources = (first?.leaves ?? []).filter(({ name }) => fieldOfName(name) === 'creditLine');
  const common = sources.find(({ path, values }) =>
    others.every(
      ({ leaves }) => leaves.find((leaf) => leaf.path === path)?.values[0]?.text === values[0]?.text,
    ),
  );
  return common?.values[0]?.text;
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => plainName(word).replaceAll(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 30)
    .replace(/-+$/, '');
  const base = plain === '' ? 'own' : plain;
  if (!taken.has(base)) return base;
  let count = 2;
  while (taken.has(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
}

/** By its provider, which documents say most reliably; else by how its identities begin; else by its credit line. */
function matchOf(studies: readonly SampleStudy[]): readonly DialectMatch[] {
  const providers = commonOf(studies, ({ providers: said }) => said);
  if (providers.length > 0) return [{ providers }];
  const uris = prefixOf(studies.flatMap((study) => study.uris));
  if (uris !== undefined) return [{ uris: [uris] }];
  const credits = commonOf(studies, ({ credits: said }) => said);
  return credits.length > 0 ? [{ credits }] : [];
}

/** What all readable samples say; with one agency under several names all of them. */
function commonOf(
  studies: readonly SampleStudy[],
  said: (study: SampleStudy) => readonly string[],
): readonly string[] {
  const [first, ...others] = studies
    .filter(({ look }) => look !== undefined)
    .map((study) => fitting(said(study)));
  return (first ?? []).filter((word) => others.every((words) => words.includes(word)));
}

const SHORTEST_PREFIX = 8;

/** How all identities begin, up to the last joint; undefined where that is as good as nothing, such as `urn:` alone. */
function prefixOf(uris: readonly string[]): string | undefined {
  const [first = '', ...others] = uris;
  let end = first.length;
  for (const uri of others) while (!uri.startsWith(first.slice(0, end))) end -= 1;
  const shared = first.slice(0, others.length === 0 ? end - 1 : end);
  const prefix = /^.*[:/.\-_#]/su.exec(shared)?.[0] ?? '';
  const isSaying =
    prefix.length >= SHORTEST_PREFIX &&
    prefix.length <= MOST_LETTERS &&
    /[\p{L}\p{N}]{2}[:/.\-_#]+[\p{L}\p{N}]/u.test(prefix);
  return isSaying ? prefix : undefined;
}

/**
 * The dialect with everything added that the samples, read with it, leave open: notes that nobody placed stay in this house, words
 * of the house for what they seem to ask, initials that are no name, and language and time zone where none is said. What the
 * dialect says already stays.
 */
export function fillDialect(dialect: Dialect, studies: readonly SampleStudy[]): Dialect {
  const language = dialect.language ?? languageOf(studies);
  const timeZone = dialect.timeZone ?? zoneOf(studies, language);
  const notes = limited([...(dialect.notes ?? []), ...notesOf(dialect, studies)]);
  const instructions = { ...wordsOf(studies), ...dialect.instructions };
  const desk = limited([...new Set([...(dialect.desk ?? []), ...initialsOf(studies)])]);
  return {
    ...dialect,
    ...(language === undefined ? {} : { language }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(Object.keys(instructions).length === 0 ? {} : { instructions }),
    ...(desk.length === 0 ? {} : { desk }),
  };
}

function limited<T>(list: readonly T[]): readonly T[] {
  return list.slice(0, MOST_LETTERS);
}

function notesOf({ structure }: Dialect, studies: readonly SampleStudy[]): readonly NoteRule[] {
  // Of a house's own documents each field says who may read it.
  if (structure !== undefined) return [];
  const open = studies.flatMap(({ notes }) => notes).filter(({ isPrivate }) => !isPrivate);
  const rules = new Map<string, NoteRule>();
  for (const note of open) {
    const chosen = note.role === undefined ? { begins: cut(note.begins ?? '') } : { role: note.role };
    const key = JSON.stringify(chosen);
    if ((chosen.role ?? chosen.begins) !== '' && !rules.has(key))
      rules.set(key, { ...chosen, audience: isOfStory(note) ? 'partner' : 'private' });
  }
  return [...rules.values()].filter(({ audience }) => audience === 'private');
}

/** A note that says what to do with the story is for everybody who has it. */
function isOfStory({ role, text }: FoundNote): boolean {
  const asked = statusNamed(role?.split(':').at(-1)) ?? statusOpening(text);
  return asked?.instruction !== undefined || askedByWord(role ?? text.split(/[:：]/)[0] ?? '') !== undefined;
}

const MOST_WORDS = 200;

function wordsOf(studies: readonly SampleStudy[]): Record<string, WireInstruction> {
  const open = studies.flatMap(({ words }) => words).filter(({ takenFor }) => takenFor === undefined);
  return Object.fromEntries(
    open
      .flatMap(({ word }) => {
        const asked = askedByWord(word);
        return asked === undefined ? [] : [[word, asked] as const];
      })
      .slice(0, MOST_WORDS),
  );
}

/** `TK`, `tk/hn`: the initials of a desk, and no name. */
function initialsOf(studies: readonly SampleStudy[]): readonly string[] {
  return studies.flatMap(({ bylines }) =>
    bylines.filter(
      (byline) =>
        /^\p{L}{1,4}(?:[/.-]\p{L}{1,4}){0,3}\.?$/u.test(byline) &&
        /^[\x20-\x7eđĐ]+$/.test(byline) &&
        isInitials(byline),
    ),
  );
}

function isInitials(byline: string): boolean {
  return byline === byline.toUpperCase() || byline === byline.toLowerCase();
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}{2}/u],
  ['zh-Hans', /\p{Script=Han}{2}/u],
  ['th', /\p{Script=Thai}{2}/u],
  ['lo', /\p{Script=Lao}{2}/u],
  ['km', /\p{Script=Khmer}{2}/u],
  ['my', /\p{Script=Myanmar}{2}/u],
  [
    'vi',
    /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ].*[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu,
  ],
];

/** By its script and marks, where the samples say none; none where several languages are written so. */
function languageOf(studies: readonly SampleStudy[]): string | undefined {
  const silent = studies
    .filter(({ languages }) => languages.length === 0)
    .map(({ opening }) => opening.normalize('NFC'));
  if (silent.length === 0) return undefined;
  return SCRIPTS.find(([, written]) => silent.every((text) => written.test(text)))?.[0];
}

/** Languages of one time zone. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['vi', 'Asia/Ho_Chi_Minh'],
  ['zh-Hans', 'Asia/Shanghai'],
  ['ja', 'Asia/Tokyo'],
  ['ko', 'Asia/Seoul'],
  ['th', 'Asia/Bangkok'],
  ['lo', 'Asia/Vientiane'],
  ['km', 'Asia/Phnom_Penh'],
  ['my', 'Asia/Yangon'],
]);

function zoneOf(studies: readonly SampleStudy[], language: string | undefined): string | undefined {
  if (studies.every(({ localTimes }) => localTimes === 0)) return undefined;
  const said = language ?? studies.flatMap(({ languages }) => languages)[0] ?? '';
  return ZONES.get(said) ?? ZONES.get(said.split('-')[0] ?? '');
}
