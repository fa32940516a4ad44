import type { Clash } from '#formats/dialect-study/dialect-clashes.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import type { SourceReadWith } from '#ports/dialect-store.ts';
import type { Source } from '#ports/source-store.ts';

/** A clash with the names that people know: of the other dialect, and of the sources that are read with it. */
export type NamedClash = Clash & { readonly name: string; readonly sources: readonly string[] };

export function namedClashes(
  clashes: readonly Clash[],
  known: {
    readonly all: readonly Dialect[];
    readonly reads: readonly SourceReadWith[];
    readonly sources: readonly Source[];
  },
): readonly NamedClash[] {
  const nameOf = new Map(known.sources.map(({ id, name }) => [id, name]));
  return clashes.map((clash) => ({
    ...clash,
    name: known.all.find(({ id }) => id === clash.id)?.name ?? clash.id,
    sources: known.reads.flatMap(({ sourceId, dialect }) =>
      dialect.id === clash.id ? (nameOf.get(sourceId) ?? []) : [],
    ),
  }));
}
