/** Roles of notes that no partner is meant to read, whichever wire calls them so. */
export function isPrivateRole(role: string): boolean {
  return /(?:^|[^a-z])(?:[a-z]*contacts?|internal|desk|private|confidential|nopublic|non-?public)(?:$|[^a-z])/i.test(
    role,
  );
}
