import { oneLine, severalLines } from '../item-text.ts';
import type { DialectBranch, StructureField } from './dialect.ts';
import { findPath, type Found, type Tree } from './find-path.ts';

/** What stands at the paths of a field. */
export type Finder = (field: StructureField) => readonly Found[];

/** A finder from a branch, by the paths of a dialect. */
export function finderIn(branch: Tree, { fields }: DialectBranch): Finder {
  return (field) => [fields[field] ?? []].flat().flatMap((path) => findPath(branch, path));
}

type Line = { readonly text: string; readonly whole: string; readonly at: string };

/** What stands at the paths of a field as one line and as several, without what is empty. */
export function linesAt(found: Finder, field: StructureField): readonly Line[] {
  return found(field).flatMap(({ text, at }) =>
    text.trim() === '' ? [] : [{ text: oneLine(text), whole: severalLines(text), at }],
  );
}
