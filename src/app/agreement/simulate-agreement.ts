import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement, AgreementParty, Did } from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import {
  simulateAgreement,
  type Simulated,
  type SimulatedOutcome,
} from '#domain/agreement/simulate-agreement.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { TopicsAbove } from '#domain/item/topic-tree.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Signatory } from './agreement-needs.ts';
import {
  draftTermsOf,
  type DraftAgreementRefusal,
  type DraftNeeds,
  type DraftQuestions,
} from './draft-agreement.ts';
import { statusOf } from './judge-use.ts';
import { readRecords } from './read-records.ts';
import { showAgreement, type ShowNeeds } from './show-agreement.ts';
import { previewDraft, type DraftOrder, type SaveDraftRefusal } from './talks/save-draft.ts';

type SimulateStores = {
  readonly items: ItemReader;
  readonly useState: UseStateReader;
  readonly partners: PartnerStore;
};

export type SimulateNeeds = { readonly transact: Transact<SimulateStores> };

/** One story and what would have become of it. */
export type SimulatedStory = {
  readonly itemId: string;
  readonly headline: string;
  readonly language: string;
  readonly at: Instant;
  readonly outcome: SimulatedOutcome;
  readonly reasons: readonly {
    readonly code: string;
    readonly sentence: Trilingual;
    readonly clause?: ClauseRef;
  }[];
};

/** How the last month would have gone with one taker. */
export type SimulatedDirection = {
  readonly taker: Did;
  readonly name: AgreementParty['name'];
  readonly counts: Readonly<Record<SimulatedOutcome, number>>;
  /** Of each outcome some, latest first. */
  readonly examples: readonly SimulatedStory[];
};

export type Simulation = {
  readonly since: Instant;
  /** How many stories were looked at. */
  readonly stories: number;
  /** There were more, and only the latest were looked at. */
  readonly isCapped: boolean;
  readonly directions: readonly SimulatedDirection[];
};

const DAYS = 30;
const MOST_STORIES = 2000;
const EXAMPLES = 5;

/** Would the last month have fitted? For a draft or any other document on file. */
export async function simulateFiled(
  needs: SimulateNeeds & ShowNeeds,
  viewer: Signatory,
  uid: string,
  digest?: string,
): Promise<Result<Simulation, { readonly code: 'agreement-unknown' }>> {
  const shown = await showAgreement(needs, viewer, uid, digest);
  return shown.ok ? accept(await simulate(needs, viewer, shown.value.record.agreement)) : shown;
}

/** The same for answers that nobody has kept yet. */
export async function simulateQuestions(
  needs: SimulateNeeds & DraftNeeds,
  viewer: Signatory,
  questions: DraftQuestions,
): Promise<Result<Simulation, DraftAgreementRefusal>> {
  const terms = await draftTermsOf(needs, viewer, questions);
  return terms.ok ? accept(await simulate(needs, viewer, terms.value)) : terms;
}

/** The same for the next document that answers would make. */
export async function simulateNext(
  needs: SimulateNeeds & DraftNeeds,
  viewer: Signatory,
  order: DraftOrder,
): Promise<Result<Simulation, SaveDraftRefusal>> {
  const next = await previewDraft(needs, viewer, order);
  return next.ok ? accept(await simulate(needs, viewer, next.value.agreement)) : next;
}

async function simulate(
  { transact }: SimulateNeeds,
  { agency, at }: Signatory,
  agreement: Agreement,
): Promise<Simulation> {
  const since = plusSeconds(at, -DAYS * 86_400);
  const { stories, beside, topicsAbove } = await transact(agency.id, async ({ items, useState }) => {
    // One more than is looked at tells whether there were more.
    const stories = await items.ownSince(since, MOST_STORIES + 1);
    return {
      stories,
      beside: agreementsInForce(readRecords(await useState.agreements()), at),
      topicsAbove: await useState.topicsAbove(stories.flatMap(({ content }) => content.subjects)),
    };
  });
  const looked = stories.slice(0, MOST_STORIES).map((story) => pastItem(story, topicsAbove));
  const others = beside.filter((one) => one.agreement.uid !== agreement.uid);
  const simulated = simulateAgreement(agency.did, agreement, others, looked);
  const takers = [...new Set(simulated.map(({ taker }) => taker))];
  return {
    since,
    stories: looked.length,
    isCapped: stories.length > MOST_STORIES,
    directions: takers.map((taker) =>
      directionOf(
        { agreement, zone: agency.timeZone },
        taker,
        simulated.filter((one) => one.taker === taker),
      ),
    ),
  };
}

type OwnStory = Awaited<ReturnType<ItemReader['ownSince']>>[number];
type Past = ReturnType<typeof pastItem>;

function pastItem({ item, content }: OwnStory, topicsAbove: TopicsAbove) {
  const standing = {
    topicsAbove,
    status: statusOf(item),
    latestVersion: item.latestVersion,
    latestIsCorrection: item.latestIsCorrection,
  };
  return { facts: itemFacts(content, standing), at: item.arrivedAt, id: item.id, content };
}

function directionOf(
  said: { readonly agreement: Agreement; readonly zone: string },
  taker: Did,
  simulated: readonly Simulated<Past>[],
): SimulatedDirection {
  const of = (outcome: SimulatedOutcome) => simulated.filter((one) => one.outcome === outcome);
  const outcomes = ['shared', 'blocked', 'over-quota'] as const;
  const party = said.agreement.parties.find(({ did }) => did === taker);
  return {
    taker,
    name: party?.name ?? {},
    counts: {
      shared: of('shared').length,
      blocked: of('blocked').length,
      'over-quota': of('over-quota').length,
    },
    examples: outcomes.flatMap((outcome) =>
      of(outcome)
        .slice(-EXAMPLES)
        .toReversed()
        .map((one) => storyOf(said, one)),
    ),
  };
}

function storyOf(
  { agreement, zone }: { readonly agreement: Agreement; readonly zone: string },
  { item, outcome, decision }: Simulated<Past>,
): SimulatedStory {
  return {
    itemId: item.id,
    headline: item.content.headline,
    language: item.content.language,
    at: item.at,
    outcome,
    reasons: decision.because.map((reason) => ({
      code: reason.code,
      sentence: sayReason(reason, { zone, parties: agreement.parties }),
      ...(reason.clause ? { clause: reason.clause } : {}),
    })),
  };
}
