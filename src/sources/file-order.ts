const NUMBERS_AS_NUMBERS = new Intl.Collator('en', { numeric: true });

/** The order of files that a clock does not tell apart: agencies number them, so 9 comes before 10. */
export function compareFileNames(one: string, other: string): number {
  return NUMBERS_AS_NUMBERS.compare(one, other);
}
