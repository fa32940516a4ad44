/**
 * A statement that begins with a comment of this form is parsed and planned once in each connection, not at every use:
 * writing one item costs half. Only for a statement that inserts what it is given: its plan asks nothing of the tables.
 * One that reads keeps the plan of the day, since a plan made for an empty table is ruinous for a full one.
 */
const MARK = /^\s*\/\* prepare ([a-z_]+) \*\//;

/** The name under which the connection keeps this statement; undefined when it is planned at each use. */
export function preparedName(text: string): string | undefined {
  return MARK.exec(text)?.[1];
}
