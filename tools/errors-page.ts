import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';

/** What `PROBLEMS` says of one code: what happened, and what can be done. */
export type ProblemWords = { readonly title: Trilingual; readonly next: Trilingual };
export type ProblemTable = Readonly<Record<string, ProblemWords>>;

function isTrilingual(value: unknown): value is Trilingual {
  return (
    typeof value === 'object' &&
    value !== null &&
    INTERFACE_LANGUAGES.every((language) => typeof Reflect.get(value, language) === 'string')
  );
}

export function isProblemTable(value: unknown): value is ProblemTable {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (words: unknown) =>
        typeof words === 'object' &&
        words !== null &&
        isTrilingual(Reflect.get(words, 'title')) &&
        isTrilingual(Reflect.get(words, 'next')),
    )
  );
}

const LANGUAGE_NAMES = { vi: 'Tiếng Việt', 'zh-Hans': '简体中文', en: 'English' };

function section(code: string, { title, next }: ProblemWords): string {
  const rows = INTERFACE_LANGUAGES.map(
    (language) => `| ${LANGUAGE_NAMES[language]} | ${cell(title[language])} | ${cell(next[language])} |`,
  );
  return [
    `## \`${code}\``,
    '',
    '| language | what happened | what can be done |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

/** `docs/errors.md`: one section per refusal code, in alphabetical order. */
export function errorsPage(problems: ProblemTable): string {
  const codes = Object.keys(problems).toSorted((one, other) => (one < other ? -1 : 1));
  const sections = codes.flatMap((code) => {
    const words = problems[code];
    return words ? [section(code, words)] : [];
  });
  return [
    '# Refusals',
    '',
    'Every refusal that Pactwire gives, to people and to programs, with its words and the next step. The `code` is the one in the',
    'problem document (RFC 9457) and in `--json` answers of the command line. Written by `npm run generate` from the code.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

/** The codes that a page of this form describes. */
export function codesOfPage(markdown: string): string[] {
  return [...markdown.matchAll(/^## `([^`]+)`$/gm)].flatMap((match) => match[1] ?? []);
}
