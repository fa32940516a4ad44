import type { Dialect, DialectMatch } from '../dialects/dialect.ts';

/** What two dialects are both recognised by: the words, or the root of a house's own documents. */
export type Clash = { readonly id: string; readonly by: readonly string[] };

/** The other dialects that could claim a document of this one, and by what; in their order. */
export function clashesWith(dialect: Dialect, others: readonly Dialect[]): readonly Clash[] {
  return others
    .filter(({ id }) => id !== dialect.id)
    .flatMap((other) => {
      const by = [...new Set([...sharedMatches(dialect, other), ...sharedRoot(dialect, other)])];
      return by.length === 0 ? [] : [{ id: other.id, by }];
    });
}

function sharedMatches(one: Dialect, other: Dialect): readonly string[] {
  return one.match.flatMap((match) => other.match.flatMap((theirs) => sharedBy(match, theirs)));
}

/** Both can hold of one document unless they name members that exclude each other. */
function sharedBy(one: DialectMatch, other: DialectMatch): readonly string[] {
  if (isApart(one.formats, other.formats, same)) return [];
  if (isApart(one.providers, other.providers, same) || isApart(one.credits, other.credits, same)) return [];
  if (isApart(one.uris, other.uris, oneBegins)) return [];
  const by = [
    ...shared(one.providers, other.providers, same),
    ...shared(one.uris, other.uris, oneBegins),
    ...shared(one.credits, other.credits, same),
  ];
  // Without a word in common it takes a document that says both, which nobody sends by chance; by format alone it is enough.
  return by.length > 0 || !(isByFormat(one) || isByFormat(other))
    ? by
    : shared(one.formats, other.formats, same);
}

type Meets = (one: string, other: string) => boolean;

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function oneBegins(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function shared(one: readonly string[] = [], other: readonly string[] = [], meets: Meets): readonly string[] {
  return one.filter((word) => other.some((theirs) => meets(word, theirs)));
}

function isApart(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
  meets: Meets,
): boolean {
  return one !== undefined && other !== undefined && shared(one, other, meets).length === 0;
}

function isByFormat({ formats, ...others }: DialectMatch): boolean {
  return formats !== undefined && Object.keys(others).length === 0;
}

function sharedRoot({ structure: one }: Dialect, { structure: other }: Dialect): readonly string[] {
  return one !== undefined && one.root === other?.root ? [one.root] : [];
}
