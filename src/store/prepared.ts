import { createHash } from 'node:crypto';

/**
 * A statement that begins with a comment of this form is parsed and, once PostgreSQL finds that a plan for all values is as good as one for
 * each, planned once in each connection, not at every use. For one that inserts what it is given, or reads by names or from the newest
 * on: that is the right way however many rows there are. A plan that was made for a table that was empty stays until the table is next
 * analyzed, so what admission looks up while a node fills has no such comment.
 */
const MARK = /^\s*\/\* prepare ([a-z_]+) \*\//;
/** Kept in one connection; each costs the database some hundred kilobytes. What comes later is planned at each use. */
const MOST_KEPT = 60;

/** The name under which a connection that keeps `kept` keeps this statement too; undefined when it is planned at each use. */
export function preparedName(text: string, kept: Set<string>): string | undefined {
  const label = MARK.exec(text)?.[1];
  if (label === undefined) return undefined;
  // One place of the program says things in several ways, as filters are chosen.
  const name = `${label}_${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  if (!kept.has(name) && kept.size >= MOST_KEPT) return undefined;
  kept.add(name);
  return name;
}
