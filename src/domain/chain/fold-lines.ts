/**
 * One line for each group, at the place of its first, and of those found the newest leads (`id`). `groups`: of a story that is in one
 * all of the group, the newest first, itself too.
 */
export function foldLines<Found extends { readonly id: string }>(
  found: readonly Found[],
  groups: ReadonlyMap<string, readonly string[]>,
): readonly { readonly id: string; readonly first: Found }[] {
  const among = new Set(found.map(({ id }) => id));
  const lines = new Map<string, Found>();
  for (const one of found) {
    const id = groups.get(one.id)?.find((other) => among.has(other)) ?? one.id;
    if (!lines.has(id)) lines.set(id, one);
  }
  return [...lines].map(([id, first]) => ({ id, first }));
}
