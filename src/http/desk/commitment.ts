import type { FastifyInstance } from 'fastify';
import type { AgreementNeeds } from '#app/agreement/agreement-needs.ts';
import { recordFulfilment } from '#app/agreement/commitment/record-fulfilment.ts';
import { sayOfFulfilment } from '#app/agreement/commitment/say-of-fulfilment.ts';
import {
  showCommitments,
  type CommitmentLine,
  type CommitmentNeeds,
  type ShownFulfilment,
} from '#app/agreement/commitment/show-commitments.ts';
import type { PartyView } from '#app/agreement/parties-of.ts';
import * as contract from '#contract/commitment.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { partyCard } from './card-of.ts';
import { signatoryOf } from './signatory-of.ts';

export type CommitmentDeskNeeds = AgreementNeeds & CommitmentNeeds & { readonly agencies: AgencyDirectory };

/** Promises beside the news: what was done, recorded by one side and answered by the other. */
export function mountCommitments(server: FastifyInstance, needs: CommitmentDeskNeeds): void {
  mount(server, contract.listCommitments, async (call) => {
    const viewer = await signatoryOf(needs, call);
    const shown = await showCommitments(needs, viewer, call.params.uid);
    if (!shown.ok) return shown;
    const { view, lines } = shown.value;
    return accept({
      commitments: lines.map((line) => ({
        ...commitmentShape(line, view.parties),
        sentence: { ...line.clause.sentence },
        counterparts: line.counterparts.map((did) => partyCard(view.parties, did)),
        fulfilments: line.fulfilments.map((one) => fulfilmentShape(one, view.parties)),
      })),
    });
  });

  mount(server, contract.recordFulfilment, async (call) => {
    const order = { agreement: call.params.uid, ...call.body };
    const recorded = await recordFulfilment(needs, await signatoryOf(needs, call), order);
    return recorded.ok ? accept({ id: recorded.value.id }) : recorded;
  });

  mount(server, contract.sayOfFulfilment, async (call) => {
    const word = { id: call.params.id, ...call.body };
    const said = await sayOfFulfilment(needs, await signatoryOf(needs, call), word);
    return said.ok ? accept({ done: true }) : said;
  });
}

export function commitmentShape(
  { clause, commitment, balance }: CommitmentLine,
  parties: readonly PartyView[],
) {
  const { uid, kind, assigner, assignees } = commitment;
  return {
    uid,
    clause: clause.number,
    kind,
    owedBy: partyCard(parties, assigner),
    owedTo: assignees.map((did) => partyCard(parties, did)),
    byUs: parties.some(({ did, isUs }) => isUs && did === assigner),
    balance,
  };
}

function fulfilmentShape(fulfilment: ShownFulfilment, parties: readonly PartyView[]) {
  const { id, recordedBy, counterpart, count, doneOn, note, recordedAt, standing, words } = fulfilment;
  return {
    id,
    count,
    doneOn,
    note,
    recordedAt,
    standing,
    recordedBy: partyCard(parties, recordedBy),
    counterpart: partyCard(parties, counterpart),
    isOwn: parties.some(({ did, isUs }) => isUs && did === recordedBy),
    words: words.map((word) => ({ ...word })),
  };
}
