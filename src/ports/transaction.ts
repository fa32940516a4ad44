/**
 * One database transaction for one agency of this node: everything in `work` is kept or nothing is. It sees only that
 * agency's rows. `work` may run again after a serialisation conflict, so it has no effect but through `stores`.
 */
export type Transact<Stores> = <T>(agencyId: string, work: (stores: Stores) => Promise<T>) => Promise<T>;
