import type { Instant } from '#kernel/instant.ts';
import type { Source, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import type { ReadingNeeds, SourceAgency, SourceMemory } from './reading.ts';

type Needs<Stores extends { readonly sources: SourceStore }> = Pick<ReadingNeeds, 'sha256'> & {
  readonly transact: Transact<Stores>;
  readonly ids: Ids;
};

/** What one source keeps beside its cursor; each word of it is written down at once. */
export function sourceMemory<Stores extends { readonly sources: SourceStore }>(
  needs: Needs<Stores>,
  agency: SourceAgency,
  { id: sourceId }: Source,
  at: Instant,
): SourceMemory {
  const within = <T>(work: (sources: SourceStore) => Promise<T>): Promise<T> =>
    needs.transact(agency.id, ({ sources }) => work(sources));
  return {
    taken: () => within((sources) => sources.listTaken(sourceId)),
    take: (name, mark) => within((sources) => sources.recordTaken(sourceId, name, mark)),
    forget: (names) => within((sources) => sources.forgetTaken(sourceId, names)),
    refuse: ({ bytes, ...refused }) =>
      within((sources) =>
        sources.recordRefused(
          [
            {
              ...refused,
              id: needs.ids.uuid(),
              sourceId,
              receivedAt: at,
              at: '',
              // Without bytes it is known by its name.
              digest: needs.sha256(bytes ?? new TextEncoder().encode(refused.name)),
            },
          ],
          bytes,
        ),
      ),
  };
}
