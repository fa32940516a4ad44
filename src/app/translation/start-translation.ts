import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Reason } from '#domain/agreement/decision.ts';
import { askEach, askToMake, firstPermitted } from '#domain/publication/judge-publication.ts';
import { isSameLanguage } from '#domain/translation/adaptation.ts';
import { sourcePieces } from '#domain/translation/source-pieces.ts';
import { startTranslation as start } from '#domain/translation/start-translation.ts';
import type { Translation } from '#domain/translation/translation.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import { gatherUse, judgeUse } from '#app/agreement/judge-use.ts';
import { stateOfCopy } from '#app/agreement/state-of-copy.ts';

export type StartNeeds = {
  readonly transact: Transact<{
    readonly items: ItemReader;
    readonly takes: Pick<TakeStore, 'ofItem'>;
    readonly translations: TranslationStore;
    readonly useState: UseStateReader;
    readonly decisions: DecisionStore;
    readonly activities: ActivityStore;
    readonly publications: Pick<PublicationStore, 'findFor'>;
  }>;
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly ids: Ids;
  readonly hash: Hash;
};

export type StartRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-taken' }
  | { readonly code: 'translation-same-language'; readonly language: string }
  | { readonly code: 'use-not-permitted'; readonly because: readonly Reason[]; readonly retryAt?: Instant };

/**
 * Opens a translation of a story into one language, or an adaptation in its own, or gives the one that is open, if the
 * agreement lets us.
 */
export async function startTranslation(
  needs: StartNeeds,
  order: {
    readonly agencyId: string;
    readonly storyId: string;
    readonly language: string;
    readonly personId: string;
    readonly at: Instant;
  },
): Promise<Result<Translation, StartRefusal>> {
  const { storyId, language, personId, at } = order;
  const agency = await needs.agencies.find(order.agencyId);
  if (!agency) throw new Error('a session names an agency that is not of this node');
  return needs.transact(order.agencyId, async (stores) => {
    const { items, takes, translations, useState, activities, publications } = stores;
    const item = await items.find(storyId);
    const version = item && (await items.version(storyId, item.latestVersion));
    if (!item || !version) return refuse({ code: 'story-unknown' });
    const sourceLanguage = version.content.language;
    // An own story is edited as a new version of it.
    if (item.origin === 'own' && isSameLanguage(sourceLanguage, language))
      return refuse({ code: 'translation-same-language', language });
    if (item.origin === 'partner' && !(await takes.ofItem(storyId)))
      return refuse({ code: 'story-not-taken' });
    const gathered = await gatherUse(useState, { item, version: version.content, actor: agency.did, at });
    const state = await stateOfCopy(publications, { itemId: storyId, language }, gathered.state);
    const context = { ...gathered, state };
    // Begun with nothing in it yet, so that the right to extract a few words is enough to begin.
    const requests = askToMake(agency, { language, sourceLanguage, blocks: [] });
    const answers = askEach(requests, (request) => ({ request, decision: judgeUse(context, request, at) }));
    const { request, decision } = firstPermitted(answers);
    const { permitted, because, retryAt } = decision;
    if (!permitted)
      return refuse({ code: 'use-not-permitted', because, ...(retryAt === undefined ? {} : { retryAt }) });
    const begun = start({
      id: needs.ids.uuid(),
      itemId: storyId,
      language,
      sourceLanguage,
      sourceVersion: item.latestVersion,
      pieces: sourcePieces(version.content),
      personId,
      at,
    });
    const kept = await translations.addOrFind(begun);
    if (kept === begun) {
      const { agreements, ...facts } = context;
      const question = { ...facts, request, at };
      await recordDecision(stores, needs, { itemId: storyId, agreements, question, decision });
      await activities.record({ at, personId, what: 'translation-started', subject: kept.id });
    }
    return accept(kept);
  });
}
