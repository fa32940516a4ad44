import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { StoryProvider } from '#domain/publication/make-page.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { readerOf, type SaidMay } from '#app/agreement/say-may.ts';
import type { StoredVersion } from '#ports/item-store.ts';
import { gatherPublication } from './gather-publication.ts';
import type { PublishNeeds } from './publish-needs.ts';
import { NOT_TAKEN, sayMayPublish } from './say-publish-refusal.ts';

/** A translation as its desk shows it. Of a killed one there are no words any more (I6). */
export type TranslationView = {
  readonly translation: Translation;
  readonly provider: StoryProvider;
  readonly sourceLanguage: string;
  readonly latestVersion: number;
  /** What the provider said of the newest version, when it corrects one that readers saw. */
  readonly correctionNote?: string;
  readonly mayPublish: SaidMay;
  readonly publication?: Publication;
};

/** One translation side by side with its source, and whether it may be published now. */
export async function viewTranslation(
  needs: Pick<PublishNeeds, 'transact'>,
  agency: Agency,
  asked: { readonly translationId: string; readonly personId: string; readonly at: Instant },
): Promise<Result<TranslationView, { readonly code: 'translation-unknown' }>> {
  return needs.transact(agency.id, async (stores) => {
    const translation = await stores.translations.find(asked.translationId);
    const item = translation && (await stores.items.find(translation.itemId));
    if (!translation || !item) return refuse({ code: 'translation-unknown' });
    const order = { ...asked, agencyId: agency.id, storyId: item.id };
    const gathered = await gatherPublication(stores, agency, order, 'look');
    const source = await stores.items.version(item.id, item.latestVersion);
    const partner = await stores.partners.find(item.provider);
    const published = await stores.publications.findFor(item.id, translation.language);
    const isKilled = translation.state === 'killed' || item.state === 'killed';
    return accept({
      translation: isKilled ? { ...translation, blocks: [] } : translation,
      provider: partner ?? agency,
      sourceLanguage: source?.content.language ?? translation.language,
      latestVersion: item.latestVersion,
      ...noteOf(isKilled ? undefined : source),
      mayPublish: gathered.ok
        ? sayMayPublish(gathered.value.question, readerOf(gathered.value.question, agency))
        : NOT_TAKEN,
      ...(published ? { publication: published } : {}),
    });
  });
}

function noteOf(source: StoredVersion | undefined): Pick<TranslationView, 'correctionNote'> {
  return source?.isCorrection && source.note !== undefined ? { correctionNote: source.note } : {};
}
