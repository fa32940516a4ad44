import { offeredName } from '#app/item/offered-name.ts';
import { readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import type { ItemName, StoredItem } from '#ports/item-store.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgencyRows } from '../memory/agency-rows.ts';
import type { Newsroom, Town } from '../town.ts';

/** What must hold and did not. */
export type Violation = { readonly invariant: string; readonly says: string };

/** One newsroom as the judge sees it: its rows, without asking the program. */
export type Seen = { readonly newsroom: Newsroom; readonly agency: Agency; readonly rows: AgencyRows };

/** What the judge remembers beyond any database. */
export type Memory = {
  /** By agency: the names that it had killed before a restore. */
  readonly killed: Map<string, ReadonlySet<string>>;
  /** Agencies whose database was an old one at some time. */
  readonly restored: Set<string>;
  /** By place: the entries that have left a node. */
  readonly left: Map<string, string>;
};

/** Finds an honest newsroom of the town by its DID; what a liar says of itself is worth nothing. */
export type Lookup = (did: string) => Seen | undefined;

export function lookupIn({ newsrooms, liar }: Town): Lookup {
  const seen = new Map(
    newsrooms
      .filter(({ node }) => node.name !== liar)
      .map((newsroom) => [
        newsroom.agency.did,
        { newsroom, agency: newsroom.agency, rows: newsroom.node.database.rowsOf(newsroom.agency.id) },
      ]),
  );
  return (did) => seen.get(did);
}

/** States after which nothing more comes of a recall. */
export const LAST_STATES: ReadonlySet<string> = new Set(['applied', 'refused', 'not-applicable']);

/** Whether both sides of an agreement let it run, by what they declared and nothing else. */
export function isOpen({ agreementEvents }: AgencyRows, digest: string, parties: readonly string[]): boolean {
  const declared = agreementEvents
    .all()
    .filter((one) => one.digest === digest)
    .toSorted((one, other) => one.number - other.number)
    .map(({ event }) => event);
  const rests = (did: string): boolean =>
    declared.findLast(({ by, kind }) => by === did && (kind === 'suspended' || kind === 'resumed'))?.kind ===
    'suspended';
  const ends = (did: string): boolean => declared.some(({ by, kind }) => by === did && kind === 'terminated');
  return !parties.some(rests) && !parties.every(ends);
}

/** The item of a newsroom that goes under this name on its channels: its own, or a partner's that it passed on. */
export function itemNamed({ rows, agency }: Seen, guid: string): StoredItem | undefined {
  const { provider, guid: name } = nameAt(agency.did, guid);
  return rows.items.get(rows.itemNames.get(`${provider} ${name}`) ?? '');
}

/** Under which name the newsroom itself keeps what goes under this one on its channels. */
export function nameAt(did: string, guid: string): ItemName {
  return readPassedOnUri(guid) ?? { provider: did, guid };
}

/** What a partner holds of an item that came to it from this newsroom. */
export function heldOf(partner: Seen, { agency }: Seen, item: StoredItem): StoredItem | undefined {
  const { items, itemNames } = partner.rows;
  return items.get(itemNames.get(`${agency.did} ${offeredName(item).guid}`) ?? '');
}
