import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Commitment, Did } from '#domain/agreement/agreement.ts';
import {
  commitmentBalance,
  type CommitmentBalance,
} from '#domain/agreement/commitment/commitment-balance.ts';
import {
  standingOfFulfilment,
  type Fulfilment,
  type FulfilmentStanding,
} from '#domain/agreement/commitment/fulfilment.ts';
import { isSignedByAll } from '#domain/agreement/state-of.ts';
import type { SaidClause } from '#domain/agreement/say/say-agreement.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { FulfilmentStore } from '#ports/fulfilment-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { showAgreement, type AgreementView, type ShowNeeds, type ShowStores } from '../show-agreement.ts';

export type CommitmentNeeds = Omit<ShowNeeds, 'transact'> & {
  readonly transact: Transact<ShowStores & { readonly fulfilments: Pick<FulfilmentStore, 'list'> }>;
};

export type ShownFulfilment = Fulfilment & { readonly standing: FulfilmentStanding };

/** One promise: its clause, how it stands in the period that runs, and all that was ever recorded towards it. */
export type CommitmentLine = {
  readonly clause: SaidClause;
  readonly commitment: Commitment;
  readonly balance: CommitmentBalance;
  readonly fulfilments: readonly ShownFulfilment[];
  /** With whom we may record what was done: whoever provides to us, or receives from us. */
  readonly counterparts: readonly Did[];
};

type Asking = { readonly agency: Agency; readonly at: Instant };

/** What was promised beside the news under one agreement, and what was done of it. */
export async function showCommitments(
  needs: CommitmentNeeds,
  asking: Asking,
  uid: string,
): Promise<
  Result<
    { readonly view: AgreementView; readonly lines: readonly CommitmentLine[] },
    { readonly code: 'agreement-unknown' }
  >
> {
  const view = await showAgreement(needs, asking, uid);
  if (!view.ok) return view;
  const done = await needs.transact(asking.agency.id, ({ fulfilments }) => fulfilments.list(uid));
  return accept({ view: view.value, lines: linesOf(view.value, done, asking) });
}

/** The promises of every agreement, by its uid. */
export async function commitmentsOf(
  needs: CommitmentNeeds,
  views: readonly AgreementView[],
  asking: Asking,
): Promise<ReadonlyMap<string, readonly CommitmentLine[]>> {
  const all = await needs.transact(asking.agency.id, ({ fulfilments }) => fulfilments.list());
  const done = Map.groupBy(all, ({ agreement }) => agreement);
  return new Map(
    views.map((view) => [view.filed.uid, linesOf(view, done.get(view.filed.uid) ?? [], asking)]),
  );
}

/** Nobody has promised anything before all have signed. */
function linesOf(
  { record, said }: AgreementView,
  done: readonly Fulfilment[],
  { agency, at }: Asking,
): readonly CommitmentLine[] {
  if (!isSignedByAll(record)) return [];
  return record.agreement.commitments.flatMap((commitment) => {
    const clause = said.clauses.find(({ uid }) => uid === commitment.uid);
    if (!clause) return [];
    return {
      clause,
      commitment,
      balance: commitmentBalance(record, commitment, done, at),
      fulfilments: done
        .filter((one) => one.commitment === commitment.uid)
        .map((one) => ({ ...one, standing: standingOfFulfilment(one) })),
      counterparts: counterpartsOf(commitment, agency.did),
    };
  });
}

function counterpartsOf({ assigner, assignees }: Commitment, us: Did): readonly Did[] {
  if (assigner === us) return assignees;
  return assignees.includes(us) ? [assigner] : [];
}
