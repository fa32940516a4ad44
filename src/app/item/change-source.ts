import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Source, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { setSource, type AskedSettings } from './set-source.ts';
import type { SettingRefusal } from './setting-refusal.ts';
import type { HeaderSafe } from './source-headers.ts';

export type ChangeSourceNeeds<Stores extends { readonly sources: SourceStore }> = HeaderSafe & {
  readonly transact: Transact<Stores>;
};

/** Changes what people set of a source, pauses it, or makes it go on. */
export async function changeSource<Stores extends { readonly sources: SourceStore }>(
  needs: ChangeSourceNeeds<Stores>,
  agencyId: string,
  { id, ...asked }: AskedSettings & { readonly id: string },
): Promise<Result<Source, SettingRefusal | { readonly code: 'source-unknown' }>> {
  return needs.transact(agencyId, async ({ sources }) => {
    const source = await sources.find(id);
    if (!source) return refuse({ code: 'source-unknown' });
    const changed = setSource(needs, source, asked);
    if (!changed.ok) return changed;
    await sources.change(changed.value);
    return accept(changed.value);
  });
}
