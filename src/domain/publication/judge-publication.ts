import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';
import { askToPublish, askToTranslate } from '#domain/agreement/page-requests.ts';
import type { ItemFacts, UseQuestion, UseRequest, UseState } from '#domain/agreement/use-question.ts';
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
export function decidePublication(asked: PublicationQuestion): Decision {
  const [translating, publishing] = decidePage(asked);
  return translating && !translating.decision.permitted ? translating.decision : publishing.decision;
}

/** A question and what the agreements answer. */
export type Answered = { readonly question: UseQuestion; readonly decision: Decision };

/** Each decision that a page takes: to translate, when it is a translation, and to publish. */
export function decidePage({
  agreements,
  publisher,
  translation,
  item,
  state,
  at,
}: PublicationQuestion): readonly [translating: Answered | undefined, publishing: Answered] {
  const ask = (request: UseRequest): Answered => {
    const question = { request, item, state, at };
    return { question, decision: decideUse(agreements, question) };
  };
  const translating = translation && ask(askToTranslate(publisher, translation.language));
  return [translating, ask(askToPublish(publisher))];
}

function refusalOf({ because, retryAt }: Decision): PublishRefusal {
  return { code: 'use-not-permitted', because, ...(retryAt === undefined ? {} : { retryAt }) };
}
