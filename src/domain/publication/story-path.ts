/** The language part of an address: BCP 47 in lower case. */
export function languagePath(language: string): string {
  return `/${encodeURIComponent(language.toLowerCase())}/`;
}

/** `/{lang}/{slug}-{number}`, percent-encoded. */
export function storyPath(language: string, slug: string, number: number): string {
  return `${languagePath(language)}${slug === '' ? '' : `${encodeURIComponent(slug)}-`}${number}`;
}

/** The number in the last part of a path, decoded or not: `lu-lon-1001`, `1001`; undefined when it is no story's. */
export function parseStoryPath(lastPart: string): number | undefined {
  const digits = /(?:^|-)([1-9]\d{0,14})$/.exec(lastPart)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
