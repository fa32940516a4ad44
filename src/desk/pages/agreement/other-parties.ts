import type { Agreement } from '../../shapes.ts';

type Parties = Agreement['parties'];

/** With whom: every party but ourselves, in the order of the document. */
export function otherParties(parties: Parties): Parties {
  return parties.filter(({ isUs }) => !isUs);
}

/** Their names in one line; `textOf` says a name as the reader reads it. */
export function otherNames(parties: Parties, textOf: (name: Parties[number]['name']) => string): string {
  return otherParties(parties)
    .map(({ name }) => textOf(name))
    .join(' · ');
}
