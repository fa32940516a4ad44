import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { saveBlocks, type SavedBlock, type SaveRefusal } from '#domain/translation/save-blocks.ts';
import type { Translation } from '#domain/translation/translation.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TranslationStore } from '#ports/translation-store.ts';

export type SaveNeeds = { readonly transact: Transact<{ readonly translations: TranslationStore }> };

/** Saves some blocks of a translation, unless somebody saved since they were read. */
export async function saveTranslation(
  needs: SaveNeeds,
  order: {
    readonly agencyId: string;
    readonly translationId: string;
    readonly revision: number;
    readonly blocks: readonly SavedBlock[];
    readonly personId: string;
    readonly at: Instant;
  },
): Promise<Result<Translation, SaveRefusal | { readonly code: 'translation-unknown' }>> {
  return needs.transact(order.agencyId, async ({ translations }) => {
    const translation = await translations.lock(order.translationId);
    if (!translation) return refuse({ code: 'translation-unknown' });
    const saved = saveBlocks(translation, order, order);
    if (!saved.ok) return saved;
    await translations.save(saved.value);
    return accept(saved.value);
  });
}
