import { lineAt } from './house-files.ts';

/** A thing that must not stand in a file, where, and why: `find` answers the positions at which it does. */
export type TextRule = {
  readonly name: string;
  readonly where: (path: string) => boolean;
  readonly find: (text: string) => number[];
};

function every(pattern: RegExp): (text: string) => number[] {
  return (text) => [...text.matchAll(pattern)].map((match) => match.index);
}

const isSource = (path: string): boolean => /^(src|tools|tests)\/.*\.tsx?$/.test(path);
const isProduct = (path: string): boolean => /^src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path);
const inRooms =
  (...rooms: string[]) =>
  (path: string): boolean =>
    isProduct(path) && rooms.some((room) => path.startsWith(`src/${room}/`));

/** Put together here so that this file does not say them itself. */
const FOREIGN_WORDS = [
  ['/wo', 'rk/'],
  ['/tm', 'p/plan'],
  ['/ro', 'ot/'],
  ['npm', 'js.org'],
  ['npm', 'mirror.com'],
  ['yarn', 'pkg.com'],
  ['Clau', 'de'],
  ['Anthro', 'pic'],
  ['Open', 'AI'],
  ['Chat', 'GPT'],
  ['Copi', 'lot'],
  ['sub', 'agent'],
  ['acceptance', '.sealed'],
  ['COMM', 'ON.md'],
].map((parts) => parts.join(''));

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g;

/** Comments only, at their places; the code around them is blanked out. */
export function commentsOf(text: string): string {
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(COMMENT)) {
    kept += text.slice(from, match.index).replaceAll(/[^\n]/g, ' ') + match[0];
    from = match.index + match[0].length;
  }
  return kept;
}

function inComments(pattern: RegExp): (text: string) => number[] {
  return (text) => every(pattern)(commentsOf(text));
}

const suppression = [
  'oxlint-dis' + 'able',
  'eslint-dis' + 'able',
  '@ts-ig' + 'nore',
  '@ts-no' + 'check',
  '@ts-expect-err' + 'or',
];

/** Tables of history: rows are added and never changed (docs/decisions/0007-corrections-go-forward.md). */
const HISTORY = [
  'item_version',
  'agreement_signature',
  'agreement_event',
  'publication_revision',
  'entry',
  'log_leaf',
  'activity',
  'decision_record',
  'decision_input',
  'tombstone',
  'quota_debit',
].join('|');

export const TEXT_RULES: readonly TextRule[] = [
  {
    name: 'says nothing of the machines and tools it was written with',
    where: () => true,
    find: every(new RegExp(FOREIGN_WORDS.map(escaped).join('|'), 'gi')),
  },
  {
    name: 'switches no check off in a comment',
    where: isSource,
    find: every(new RegExp(suppression.map(escaped).join('|'), 'g')),
  },
  {
    name: 'never asks about unsaved changes (the desk saves by itself)',
    where: inRooms('desk', 'portal'),
    find: every(/unsaved\s+changes|discard\s+(?:your\s+)?changes|beforeunload|chưa lưu|未保存/gi),
  },
  {
    name: 'in a lower room, names no upper room even in a comment',
    where: inRooms('kernel', 'contract', 'domain', 'ports', 'formats'),
    find: inComments(
      /#(?:app|http|worker|cli|main|desk|store)\b|\bsrc\/(?:app|http|worker|cli|main|desk)\//g,
    ),
  },
  {
    name: 'has an issue number on every to-do',
    where: isSource,
    find: inComments(/\b(?:TODO|FIXME|XXX)\b(?!\s*\(?#\d+)/g),
  },
  {
    name: 're-exports nothing: who needs a name imports it from its own file',
    where: isProduct,
    find: every(/^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+(?:as\s+\w+\s+)?from\b/gm),
  },
  {
    name: 'climbs no three folders: `#room/…` crosses rooms',
    where: isProduct,
    find: every(/from '\.\.\/\.\.\/\.\.\//g),
  },
  {
    name: 'runs no text as code (T25)',
    where: isProduct,
    find: every(/\bnew Function\s*\(|\beval\s*\(|\bsql\.raw\b|\brunInThisContext\b/g),
  },
  {
    name: 'adds to history and never changes it',
    where: inRooms('store'),
    find: every(
      new RegExp(
        String.raw`\b(?:updateTable|deleteFrom|mergeInto)\(\s*['"\x60](?:${HISTORY})\b|\b(?:update|delete\s+from|truncate)\s+(?:${HISTORY})\b`,
        'gi',
      ),
    ),
  },
  {
    name: 'sets no HTML by hand (T25)',
    where: isProduct,
    find: every(/dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\b/g),
  },
];

/** `path:line name` for each place where a text breaks a rule. */
export function brokenTextRules(path: string, text: string): string[] {
  return TEXT_RULES.filter(({ where }) => where(path)).flatMap(({ name, find }) =>
    find(text).map((position) => `${path}:${lineAt(text, position)} ${name}`),
  );
}
