/** Do two values say the same, whatever the order in which their members were put? */
export function sameTerms(one: unknown, other: unknown): boolean {
  return printTerms(one) === printTerms(other);
}

/** Equal values give equal texts. */
export function printTerms(value: unknown): string {
  // What is not said prints as null, so that it differs from every other value.
  return JSON.stringify(value ?? null, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
