import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';
import {
  askToExtract,
  askToModify,
  askToPlace,
  askToTranslate,
  publisherIn,
  type Placer,
} from '#domain/agreement/page-requests.ts';
import type { ItemFacts, UseQuestion, UseRequest, UseState } from '#domain/agreement/use-question.ts';
import { isAdaptation, wordsExtracted } from '#domain/translation/adaptation.ts';
import { countUnfinished, type Translation } from '#domain/translation/translation.ts';
import type { Publication } from './publication.ts';

/** What is asked before a page goes out, or a copy to another outlet. */
export type PublicationQuestion = {
  readonly agreements: CompiledAgreements;
  /** Of the version that the page would show. */
  readonly item: ItemFacts;
  readonly publisher: Placer;
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
 * before any agreement is asked; a translation needs the right to translate into its language beside that to publish, an
 * adaptation that to modify.
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
  const [making, publishing] = decidePage(asked);
  return making && !making.decision.permitted ? making.decision : publishing.decision;
}

/** A question and what the agreements answer. */
export type Answered = { readonly question: UseQuestion; readonly decision: Decision };

/**
 * What is asked for the text itself, one of which must be permitted: to translate; or, of what stays in its language, to
 * modify, or to extract where nothing but words of the source is in it.
 */
export function askToMake(
  placer: Placer,
  made: Pick<Translation, 'language' | 'sourceLanguage' | 'blocks'>,
): readonly [UseRequest, ...UseRequest[]] {
  const publisher = publisherIn(placer);
  if (!isAdaptation(made)) return [askToTranslate(publisher, made.language)];
  const words = wordsExtracted(made);
  const extracting = words === undefined ? [] : [askToExtract(publisher, words)];
  return [askToModify(publisher), ...extracting];
}

/** The answer that counts where any of several would do: the first that permits, else the first. */
export function firstPermitted<T extends { readonly decision: Decision }>(answers: readonly [T, ...T[]]): T {
  return answers.find(({ decision }) => decision.permitted) ?? answers[0];
}

/** Each decision that a page takes: to translate or to modify or extract, when it is a text of ours, and to publish or to archive it. */
export function decidePage({
  agreements,
  publisher,
  translation,
  item,
  state,
  at,
}: PublicationQuestion): readonly [making: Answered | undefined, publishing: Answered] {
  const ask = (request: UseRequest): Answered => {
    const question = { request, item, state, at };
    return { question, decision: decideUse(agreements, question) };
  };
  const making = translation && firstPermitted(askEach(askToMake(publisher, translation), ask));
  return [making, ask(askToPlace(publisher))];
}

export function askEach<T>(
  [first, ...others]: readonly [UseRequest, ...UseRequest[]],
  ask: (request: UseRequest) => T,
): readonly [T, ...T[]] {
  return [ask(first), ...others.map(ask)];
}

function refusalOf({ because, retryAt }: Decision): PublishRefusal {
  return { code: 'use-not-permitted', because, ...(retryAt === undefined ? {} : { retryAt }) };
}
