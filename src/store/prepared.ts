import { createHash } from 'node:crypto';

/**
 * A statement that begins with a comment of this form is parsed and planned once in each connection, not at every use: writing one item
 * costs half, a page of the wire a quarter less. Only for a statement that inserts what it is given or looks things up by the names it is
 * given: that plan is right however many rows there are. After `analyze` PostgreSQL plans anew by itself.
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
