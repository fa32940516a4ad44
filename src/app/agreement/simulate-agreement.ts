import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement, AgreementParty, Did } from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import { numberClauses } from '#domain/agreement/number-clauses.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import {
  SIMULATED_OUTCOMES,
  simulateAgreement,
  type Simulated,
  type SimulatedOutcome,
} from '#domain/agreement/simulate-agreement.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Signatory } from './agreement-needs.ts';
import {
  draftTermsOf,
  type DraftAgreementRefusal,
  type DraftNeeds,
  type DraftQuestions,
} from './draft-agreement.ts';
import { monthBefore, pastStories, type PastStores, type PastStory } from './past-stories.ts';
import { readRecords } from './read-records.ts';
import { showAgreement, type ShowNeeds } from './show-agreement.ts';
import { previewDraft, type DraftOrder, type SaveDraftRefusal } from './talks/save-draft.ts';

type SimulateStores = PastStores & { readonly partners: PartnerStore };

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

export type OutcomeCounts = Readonly<Record<SimulatedOutcome, number>>;

/** How the last month would have gone from one giver to one taker, of whom one are we. */
export type SimulatedDirection = {
  readonly giver: Did;
  readonly taker: Did;
  readonly names: { readonly [Side in 'giver' | 'taker']: AgreementParty['name'] };
  /** How many stories were looked at: all of ours, or those of the partner that came here and may be seen now. */
  readonly stories: number;
  readonly counts: OutcomeCounts;
  /** The same by the clause that settled it, one of another agreement too; without `clause` what none speaks of. */
  readonly clauses: readonly {
    readonly clause?: ClauseRef;
    readonly isOfOther: boolean;
    readonly counts: OutcomeCounts;
  }[];
  /** Of each outcome some, latest first. */
  readonly examples: readonly SimulatedStory[];
};

export type Simulation = {
  readonly since: Instant;
  /** There were more of one side, and only the latest were looked at. */
  readonly isCapped: boolean;
  /** What we would have given first, then what we would have got. */
  readonly directions: readonly SimulatedDirection[];
};

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
  const { past, beside } = await transact(agency.id, async (stores) => ({
    // One more than is looked at tells whether there were more.
    past: await pastStories(stores, { agency, at }, { agreement, limit: MOST_STORIES + 1 }),
    beside: agreementsInForce(readRecords(await stores.useState.agreements()), at),
  }));
  const others = beside.filter((one) => one.agreement.uid !== agreement.uid);
  const said = { agreement, zone: agency.timeZone, clauses: numberClauses(agreement) };
  const directions = [...past].flatMap(([giver, stories]) => {
    const looked = stories.slice(0, MOST_STORIES);
    const simulated = simulateAgreement(giver, agreement, others, looked).filter(
      ({ taker }) => giver === agency.did || taker === agency.did,
    );
    const takers = [...new Set(simulated.map(({ taker }) => taker))];
    return takers.map((taker) => ({
      ...directionOf(
        said,
        { giver, taker },
        simulated.filter((one) => one.taker === taker),
      ),
      stories: looked.length,
    }));
  });
  return {
    since: monthBefore(at),
    isCapped: [...past.values()].some((stories) => stories.length > MOST_STORIES),
    directions: directions.toSorted(
      (one, other) => Number(other.giver === agency.did) - Number(one.giver === agency.did),
    ),
  };
}

type Said = {
  readonly agreement: Agreement;
  readonly zone: string;
  readonly clauses: ReadonlyMap<string, ClauseRef>;
};

function directionOf(
  said: Said,
  { giver, taker }: Pick<SimulatedDirection, 'giver' | 'taker'>,
  simulated: readonly Simulated<PastStory>[],
): Omit<SimulatedDirection, 'stories'> {
  const nameOf = (did: Did) => said.agreement.parties.find((one) => one.did === did)?.name ?? {};
  return {
    giver,
    taker,
    names: { giver: nameOf(giver), taker: nameOf(taker) },
    counts: countOutcomes(simulated),
    clauses: clausesOf(said, simulated),
    examples: SIMULATED_OUTCOMES.flatMap((outcome) =>
      simulated
        .filter((one) => one.outcome === outcome)
        .slice(-EXAMPLES)
        .toReversed()
        .map((one) => storyOf(said, one)),
    ),
  };
}

function countOutcomes(simulated: readonly Simulated[]): OutcomeCounts {
  const of = (outcome: SimulatedOutcome): number => simulated.filter((one) => one.outcome === outcome).length;
  return { shared: of('shared'), blocked: of('blocked'), 'over-quota': of('over-quota') };
}

/** In the order of the text; what no clause speaks of comes last. */
function clausesOf(
  { agreement, clauses }: Said,
  simulated: readonly Simulated[],
): SimulatedDirection['clauses'] {
  const settled = Map.groupBy(simulated, ({ decision }) =>
    decision.permitted ? clauses.get(decision.rule ?? '') : decision.because[0]?.clause,
  );
  const byUid = Map.groupBy([...settled], ([clause]) => clause?.uid);
  return [...byUid.values()]
    .map((groups) => {
      const clause = groups[0]?.[0];
      const counts = countOutcomes(groups.flatMap(([, all]) => all));
      const isOfOther = clause !== undefined && clause.agreement !== agreement.uid;
      return { ...(clause ? { clause } : {}), isOfOther, counts };
    })
    .toSorted((one, other) => (one.clause?.number ?? Infinity) - (other.clause?.number ?? Infinity));
}

function storyOf(
  { agreement, zone }: Said,
  { item, outcome, decision }: Simulated<PastStory>,
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
