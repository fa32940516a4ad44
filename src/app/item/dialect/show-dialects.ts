import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { shippedDialects } from '#formats/dialects/shipped-dialects.ts';
import type { NamedDialect } from '#ports/dialect-store.ts';
import { dialectOf } from './dialects-in-force.ts';
import type { DialectUnknown } from './keep-dialect.ts';
import type { DialectNeeds, DialectStores } from './study-samples.ts';

/** Where a dialect lives: kept on the desk, a file of the data folder, or come with the house. */
export type ShownDialect = {
  readonly dialect: Dialect;
  readonly from: 'kept' | 'file' | 'shipped';
  /** `replaced`: a nearer one has its id, and is asked instead. */
  readonly state: 'on' | 'off' | 'replaced';
  /** Of a kept one: when this version was kept, and by whom. */
  readonly at?: Instant;
  readonly by?: string;
  /** Sources whose documents were read with it, the last first. */
  readonly sources: readonly {
    readonly id: string;
    readonly name: string;
    readonly at: Instant;
    readonly version?: number;
  }[];
};

export type DialectHistory = ShownDialect & {
  /** Newest first; none of a file or a shipped one. */
  readonly versions: readonly Pick<NamedDialect, 'version' | 'state' | 'at' | 'by'>[];
};

/** Every dialect that an agency's sources may be read with, in the order in which they are asked. */
export async function showDialects<Stores extends DialectStores>(
  needs: DialectNeeds<Stores>,
  agencyId: string,
): Promise<readonly ShownDialect[]> {
  const { kept, reads, sources } = await needs.transact(agencyId, async (stores) => ({
    kept: await stores.dialects.list(),
    reads: await stores.dialects.listReads(),
    sources: await stores.sources.list(),
  }));
  const on = new Set(kept.filter(({ state }) => state === 'on').map(({ id }) => id));
  const onOrFile = new Set([...on, ...needs.fileDialects.map(({ id }) => id)]);
  const readers = (dialect: Dialect): ShownDialect['sources'] =>
    reads.flatMap(({ sourceId, dialect: { id, version }, at }) => {
      const source = sources.find((one) => one.id === sourceId);
      // A kept dialect counts its versions; the one that it took the place of has none.
      if (!source || id !== dialect.id || (version === undefined) !== (dialect.version === undefined))
        return [];
      return [{ id: sourceId, name: source.name, at, ...(version === undefined ? {} : { version }) }];
    });
  const lying = (from: 'file' | 'shipped', list: readonly Dialect[], nearer: ReadonlySet<string>) =>
    list.map((dialect): ShownDialect => ({
      dialect,
      from,
      state: nearer.has(dialect.id) ? 'replaced' : 'on',
      sources: readers(dialect),
    }));
  return [
    ...kept.map((one): ShownDialect => {
      const dialect = dialectOf(one);
      return { dialect, from: 'kept', state: one.state, at: one.at, by: one.by, sources: readers(dialect) };
    }),
    ...lying('file', needs.fileDialects, on),
    ...lying('shipped', shippedDialects(), onOrFile),
  ];
}

/** One dialect with its history: the one that holds, of several with its id. */
export async function showDialect<Stores extends DialectStores>(
  needs: DialectNeeds<Stores>,
  agencyId: string,
  id: string,
): Promise<Result<DialectHistory, DialectUnknown>> {
  const named = (await showDialects(needs, agencyId)).filter(({ dialect }) => dialect.id === id);
  const [first] = named;
  if (!first) return refuse({ code: 'dialect-unknown' });
  const versions = await needs.transact(agencyId, ({ dialects }) => dialects.versions(id));
  return accept({
    ...first,
    versions: versions.map(({ version, state, at, by }) => ({ version, state, at, by })),
  });
}
