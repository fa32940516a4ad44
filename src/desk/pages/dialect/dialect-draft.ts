import type {
  DialectMatch,
  DialectText,
  Instruction,
  NoteRule,
  Structure,
  StructureField,
} from '#contract/dialect-shape.ts';
import { INSTRUCTIONS, STRUCTURE_FIELDS } from '#contract/dialect-shape.ts';
import type { SampleTree } from '../../shapes.ts';

/** Members of a dialect that go when there is nothing in them. */
type Optional = 'timeZone' | 'language' | 'notes' | 'instructions' | 'desk' | 'subjects' | 'structure';

/** The draft with a member set, or without it where the value is empty. */
export function withMember<M extends Optional>(
  draft: DialectText,
  member: M,
  value: DialectText[M] | undefined,
): DialectText {
  const next: { -readonly [K in keyof DialectText]: DialectText[K] } = { ...draft };
  delete next[member];
  const isEmpty =
    value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
  if (!isEmpty) next[member] = value;
  return next;
}

export const MATCHED = ['providers', 'uris', 'credits'] as const;
type Matched = (typeof MATCHED)[number];

/** The words of the conditions that name only these. */
export function matchedBy({ match }: DialectText, by: Matched): readonly string[] {
  return match.filter((one) => isAlone(one, by)).flatMap((one) => one[by] ?? []);
}

/** Conditions that name several things together: shown, and not changed here. */
export function otherMatches({ match }: DialectText): readonly DialectMatch[] {
  return match.filter((one) => !MATCHED.some((by) => isAlone(one, by)));
}

export function withMatched(draft: DialectText, by: Matched, words: readonly string[]): DialectText {
  const others = draft.match.filter((one) => !isAlone(one, by));
  return { ...draft, match: words.length === 0 ? others : [...others, { [by]: words }] };
}

function isAlone(match: DialectMatch, by: Matched): boolean {
  return match[by] !== undefined && Object.keys(match).length === 1;
}

/** Lines of a field that are being typed may be empty; those of what is sent are not. */
export function tidy(draft: DialectText): DialectText {
  const match = draft.match.flatMap((one): DialectMatch[] => {
    const tidied = Object.entries(one).map(([by, words]): [string, string[]] => [by, linesOf(words)]);
    return tidied.some(([, words]) => words.length === 0) ? [] : [Object.fromEntries(tidied)];
  });
  return { ...draft, id: draft.id.trim(), name: draft.name.trim(), match };
}

function linesOf(words: unknown): string[] {
  return Array.isArray(words) ? words.map((word) => String(word).trim()).filter((word) => word !== '') : [];
}

type NoteKind = { readonly role?: string | undefined; readonly begins?: string | undefined };

export function isSameKind(one: NoteKind, other: NoteKind): boolean {
  return one.role === other.role && one.begins === other.begins;
}

export function withNote(draft: DialectText, kind: NoteKind, audience: NoteRule['audience']): DialectText {
  const rules = draft.notes ?? [];
  const rule: NoteRule = {
    ...(kind.role === undefined ? {} : { role: kind.role }),
    ...(kind.begins === undefined ? {} : { begins: kind.begins }),
    audience,
  };
  const isThere = rules.some((one) => isSameKind(one, kind));
  const notes = isThere ? rules.map((one) => (isSameKind(one, kind) ? rule : one)) : [...rules, rule];
  return withMember(draft, 'notes', notes);
}

export function instructionNamed(text: string): Instruction | undefined {
  return INSTRUCTIONS.find((one) => one === text);
}

/** What the draft says of a word; letter case does not count. */
export function saidOfWord({ instructions = {} }: DialectText, word: string): Instruction | undefined {
  return Object.entries(instructions).find(([one]) => one.toLowerCase() === word.toLowerCase())?.[1];
}

export function withWord(draft: DialectText, word: string, asked: Instruction | undefined): DialectText {
  const others = Object.entries(draft.instructions ?? {}).filter(
    ([one]) => one.toLowerCase() !== word.toLowerCase(),
  );
  return withMember(
    draft,
    'instructions',
    Object.fromEntries(asked === undefined ? others : [...others, [word, asked]]),
  );
}

export function isDesk({ desk = [] }: DialectText, byline: string): boolean {
  return desk.some((one) => one.toLowerCase() === byline.toLowerCase());
}

export function withDesk(draft: DialectText, byline: string, isInitials: boolean): DialectText {
  const others = (draft.desk ?? []).filter((one) => one.toLowerCase() !== byline.toLowerCase());
  return withMember(draft, 'desk', isInitials ? [...others, byline] : others);
}

export function withTopic(
  draft: DialectText,
  { scheme, code }: { readonly scheme: string; readonly code: string },
  topic: string,
): DialectText {
  const all = draft.subjects ?? {};
  const codes = Object.entries(all[scheme] ?? {}).filter(([one]) => one !== code);
  const table = Object.fromEntries(topic === '' ? codes : [...codes, [code, topic]]);
  const schemes = Object.entries(all).filter(([one]) => one !== scheme);
  const subjects = Object.keys(table).length === 0 ? schemes : [...schemes, [scheme, table] as const];
  return withMember(draft, 'subjects', Object.fromEntries(subjects));
}

/** All values of the samples under their paths from the root, each once, with one value of each sample. */
export function leavesOf(
  trees: readonly (SampleTree | undefined)[],
): readonly { readonly path: string; readonly values: readonly (string | undefined)[] }[] {
  const paths = new Set(trees.flatMap((tree) => tree?.leaves.map(({ path }) => path) ?? []));
  return [...paths].map((path) => ({
    path,
    values: trees.map((tree) => tree?.leaves.find((leaf) => leaf.path === path)?.values[0]?.text),
  }));
}

/** The path from a story of the document; undefined where it lies outside of all. */
export function pathInStory(path: string, items: string): string | undefined {
  if (items === '') return path;
  return path.startsWith(`${items}/`) ? path.slice(items.length + 1) : undefined;
}

export function fieldNamed(text: string): StructureField | undefined {
  return STRUCTURE_FIELDS.find((one) => one === text);
}

/** The field that a path is given for. */
export function fieldAt({ fields }: Structure, path: string): StructureField | undefined {
  return STRUCTURE_FIELDS.find((field) => [fields[field] ?? []].flat().includes(path));
}

/** A path given for a field, for a yes that asks for something (`flag`), or for nothing. */
export function withPath(
  structure: Structure,
  path: string,
  what: { readonly field?: StructureField | undefined; readonly flag?: Instruction | undefined },
): Structure {
  const { flags = {}, ...others } = structure;
  const fields = Object.fromEntries(
    Object.entries(structure.fields).flatMap(([field, paths]) => {
      const left = [paths ?? []].flat().filter((one) => one !== path);
      return left.length === 0 ? [] : [[field, oneOrMore(left)]];
    }),
  );
  if (what.field !== undefined) {
    const had = [fields[what.field] ?? []].flat();
    fields[what.field] = oneOrMore([...had, path]);
  }
  const left = Object.entries(flags).filter(([one]) => one !== path);
  const asked = what.flag === undefined ? left : [...left, [path, what.flag] as const];
  return { ...others, fields, ...(asked.length === 0 ? {} : { flags: Object.fromEntries(asked) }) };
}

function oneOrMore(paths: readonly string[]): string | readonly string[] {
  const [only] = paths;
  return paths.length === 1 && only !== undefined ? only : paths;
}

/** The same fields seen from another place of the stories; what lies outside of it goes. */
export function withItems(structure: Structure, items: string): Structure {
  const { items: old = '', flags, ...others } = structure;
  const moved = (path: string): string | undefined =>
    pathInStory(old === '' ? path : `${old}/${path}`, items);
  const fields = Object.fromEntries(
    Object.entries(structure.fields).flatMap(([field, paths]) => {
      const left = [paths ?? []].flat().flatMap((path) => moved(path) ?? []);
      return left.length === 0 ? [] : [[field, oneOrMore(left)]];
    }),
  );
  const asked = Object.entries(flags ?? {}).flatMap(([path, flag]) => {
    const to = moved(path);
    return to === undefined ? [] : [[to, flag] as const];
  });
  return {
    ...others,
    fields,
    ...(items === '' ? {} : { items }),
    ...(asked.length === 0 ? {} : { flags: Object.fromEntries(asked) }),
  };
}
