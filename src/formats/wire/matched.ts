/** The named groups of a match, where one that took no part is empty. */
export type Matched = (name: string) => string;

/** Matches a pattern with named groups; undefined where it does not match. */
export function matched(pattern: RegExp, text: string): Matched | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : (name) => found.groups?.[name] ?? '';
}
