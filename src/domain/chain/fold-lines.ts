/**
 * One line for each group, at the place of its first, and of those found the newest leads. `groups`: of a story that is in one all
 * of the group, the newest first, itself too.
 */
export function foldLines(
  found: readonly string[],
  groups: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const among = new Set(found);
  return [...new Set(found.map((id) => groups.get(id)?.find((one) => among.has(one)) ?? id))];
}
