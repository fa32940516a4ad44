import type { PortalAgency } from '#domain/publication/released.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { ReleasedReads } from '#ports/released-reads.ts';

/** The agency whose portal this is. Its name and languages change seldom, its edition with every page. */
export type AgencyWatch = {
  /** As last seen; enough to read an address by. Undefined while the node has no agency. */
  readonly known: () => Promise<PortalAgency | undefined>;
  /** As it stands now. */
  readonly fresh: () => Promise<PortalAgency | undefined>;
  /** As it stood at this edition or later. */
  readonly atEdition: (edition: number) => Promise<PortalAgency | undefined>;
};

/** The first agency at an address has the portal at its root. Before its first page it has edition 0. */
export function watchAgency(
  reads: Pick<ReleasedReads, 'agency'>,
  agencies: Pick<AgencyDirectory, 'list'>,
): AgencyWatch {
  let last: PortalAgency | undefined;
  const fresh = async (): Promise<PortalAgency | undefined> => {
    const founded = last ? undefined : (await agencies.list())[0];
    const id = last?.id ?? founded?.id;
    if (id === undefined) return undefined;
    last = (await reads.agency(id)) ?? last ?? (founded && { ...founded, edition: 0 });
    return last;
  };
  return {
    known: async () => last ?? fresh(),
    fresh,
    atEdition: async (edition) => (last && last.edition >= edition ? last : fresh()),
  };
}
