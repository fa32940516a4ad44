import type { Instant } from '#kernel/instant.ts';
import type { Aside } from './reads/wire.ts';

/** Stories that people put aside, each on their own wire. */
export type AsideStore = {
  /** In the place of what was said before; without `aside` the stories are on the wire again. */
  set(
    mark: { readonly personId: string; readonly itemIds: readonly string[]; readonly aside?: Aside },
    at: Instant,
  ): Promise<void>;
};
