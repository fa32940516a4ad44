import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/simulation.ts';
import type { DraftNeeds } from '#app/agreement/draft-agreement.ts';
import type { ShowNeeds } from '#app/agreement/show-agreement.ts';
import {
  simulateFiled,
  simulateNext,
  simulateQuestions,
  type SimulateNeeds,
  type Simulation,
} from '#app/agreement/simulate-agreement.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { draftOrderOf } from './draft-order.ts';
import { questionsOf } from './draft-questions.ts';
import { signatoryOf } from './signatory-of.ts';

export type SimulationDeskNeeds = SimulateNeeds &
  ShowNeeds &
  DraftNeeds & { readonly agencies: AgencyDirectory };

/** Would the last month have fitted? */
export function mountSimulation(server: FastifyInstance, needs: SimulationDeskNeeds): void {
  mount(server, contract.simulateAgreement, async (call) => {
    const { params, query } = call;
    const simulated = await simulateFiled(needs, await signatoryOf(needs, call), params.uid, query.digest);
    return simulated.ok ? accept(simulationShape(simulated.value)) : simulated;
  });

  mount(server, contract.simulateDraft, async (call) => {
    const questions = questionsOf(call.body);
    if (!questions.ok) return questions;
    const by = await signatoryOf(needs, call);
    const simulated = await simulateQuestions(needs, by, questions.value);
    return simulated.ok ? accept(simulationShape(simulated.value)) : simulated;
  });

  mount(server, contract.simulateNextDraft, async (call) => {
    const order = await draftOrderOf(needs, call);
    if (!order.ok) return order;
    const simulated = await simulateNext(needs, order.value.by, order.value);
    return simulated.ok ? accept(simulationShape(simulated.value)) : simulated;
  });
}

function simulationShape({ directions, ...rest }: Simulation) {
  return {
    ...rest,
    directions: directions.map(({ name, counts, examples, taker }) => ({
      taker,
      name: { vi: taker, 'zh-Hans': taker, en: taker, ...name },
      counts: { ...counts },
      examples: examples.map(({ reasons, ...story }) => ({
        ...story,
        reasons: reasons.map(({ code, sentence, clause }) => ({
          code,
          sentence: { ...sentence },
          ...(clause ? { clause: clause.uid } : {}),
        })),
      })),
    })),
  };
}
