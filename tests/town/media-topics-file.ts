/** A topic as a file of cv.iptc.org has it, with what a test says of it. */
export type FileTopic = {
  readonly code: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly broader?: readonly string[];
  readonly retired?: string;
  readonly note?: string;
  readonly more?: Readonly<Record<string, unknown>>;
};

const SCHEME = 'http://cv.iptc.org/newscodes/mediatopic/';

/** The text of a release in the spelling of IPTC: broader topics as URIs, odd tags, dates with an offset. */
export function mediaTopicsFile(
  topics: readonly FileTopic[],
  {
    released = '2026-07-02T12:00:00+00:00',
    ...head
  }: { readonly released?: string; readonly uri?: string } = {},
): string {
  return JSON.stringify({
    '@context': 'https://www.iptc.org/std/IKOS/IKOS.jsonld',
    uri: SCHEME,
    prefSchemeAlias: 'medtop',
    licenceLink: 'http://creativecommons.org/licenses/by/4.0/',
    dateReleased: released,
    conceptSet: topics.map(({ code, names, broader, retired, note, more }) => ({
      uri: `${SCHEME}${code}`,
      qcode: `medtop:${code}`,
      type: ['http://www.w3.org/2004/02/skos/core#Concept'],
      modified: '2021-02-18T12:00:00+00:00',
      ...(retired === undefined ? {} : { retired }),
      prefLabel: names ?? { 'en-GB': `topic ${code}` },
      ...(note === undefined ? {} : { changeNote: { 'en-GB': note } }),
      ...(broader ? { broader: broader.map((one) => `${SCHEME}${one}`) } : {}),
      created: '2009-10-22T02:00:00+00:00',
      ...more,
    })),
    ...head,
  });
}
