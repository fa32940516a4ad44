const NATURES: ReadonlyMap<string, string> = new Map([
  ['person', 'person'],
  ['org', 'organisation'],
  ['organization', 'organisation'],
  ['organisation', 'organisation'],
  ['company', 'organisation'],
  ['event', 'event'],
]);

/** The nature of a concept (IPTC) that a wire calls a person, a company or an event; undefined for an abstract subject. */
export function conceptNature(word: string | undefined): string | undefined {
  return NATURES.get((word ?? '').toLowerCase());
}
