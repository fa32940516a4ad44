import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';
import type { ItemFacts, UseRequest, UseState } from '#domain/agreement/use-question.ts';
import { countUnfinished, type Translation } from '#domain/translation/translation.ts';
import type { Publication } from './publication.ts';

/** What is asked before a page goes out. */
export type PublicationQuestion = {
  readonly agreements: CompiledAgreements;
  /** Of the version that the page would show. */
  readonly item: ItemFacts;
  readonly publisher: { readonly did: string; readonly territory: string };
  readonly translation?: Translation;
  readonly state: UseState;
  readonly published?: Publication;
  readonly at: Instant;
};

export type PublishRefusal =
  | { readonly code: 'use-not-permitted'; readonly because: readonly Reason[]; readonly retryAt?: Instant }
  | { readonly code: 'story-embargoed'; readonly retryAt: Instant }
  | { readonly code: 'translation-unfinished'; readonly blocks: number }
  | { readonly code: 'publication-withdrawn' };

/**
 * May this page go out on our own site now? An unfinished translation, an own embargo (I13) and a withdrawn page stop it
 * before any agreement is asked; a translation needs the right to translate into its language beside that to publish.
 */
export function judgePublication(question: PublicationQuestion): Result<Decision, PublishRefusal> {
  const { published, translation, at } = question;
  if (published?.state === 'withdrawn') return refuse({ code: 'publication-withdrawn' });
  const decision = decidePublication(question);
  if (!decision.permitted) return refuse(refusalOf(decision));
  const { embargoEndAt } = question.item;
  if (embargoEndAt !== undefined && embargoEndAt !== 'none' && at < embargoEndAt)
    return refuse({ code: 'story-embargoed', retryAt: embargoEndAt });
  const blocks = translation ? countUnfinished(translation.blocks) : 0;
  return blocks > 0 ? refuse({ code: 'translation-unfinished', blocks }) : accept(decision);
}

/** The agreements' answer alone; what a desk shows before anything is finished. */
export function decidePublication({
  agreements,
  item,
  publisher,
  translation,
  state,
  at,
}: PublicationQuestion): Decision {
  const request = { actor: publisher.did, channel: 'web', territory: publisher.territory } as const;
  const ask = (more: Pick<UseRequest, 'action' | 'targetLanguage'>): Decision =>
    decideUse(agreements, { request: { ...request, ...more }, item, state, at });
  if (translation) {
    const translating = ask({ action: 'translate', targetLanguage: translation.language });
    if (!translating.permitted) return translating;
  }
  return ask({ action: 'publish' });
}

function refusalOf({ because, retryAt }: Decision): PublishRefusal {
  return { code: 'use-not-permitted', because, ...(retryAt === undefined ? {} : { retryAt }) };
}
