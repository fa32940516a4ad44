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
import type { Did } from '#domain/agreement/agreement.ts';
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
    const by = await signatoryOf(needs, call);
    const simulated = await simulateFiled(needs, by, params.uid, query.digest);
    return simulated.ok ? accept(simulationShape(simulated.value, by.agency.did)) : simulated;
  });

  mount(server, contract.simulateDraft, async (call) => {
    const questions = questionsOf(call.body);
    if (!questions.ok) return questions;
    const by = await signatoryOf(needs, call);
    const simulated = await simulateQuestions(needs, by, questions.value);
    return simulated.ok ? accept(simulationShape(simulated.value, by.agency.did)) : simulated;
  });

  mount(server, contract.simulateNextDraft, async (call) => {
    const order = await draftOrderOf(needs, call);
    if (!order.ok) return order;
    const { by } = order.value;
    const simulated = await simulateNext(needs, by, order.value);
    return simulated.ok ? accept(simulationShape(simulated.value, by.agency.did)) : simulated;
  });
}

function simulationShape({ directions, ...rest }: Simulation, us: Did) {
  return {
    ...rest,
    directions: directions.map(({ giver, taker, names, stories, counts, clauses, examples }) => ({
      giver,
      taker,
      isOurs: giver === us,
      giverName: { vi: giver, 'zh-Hans': giver, en: giver, ...names.giver },
      takerName: { vi: taker, 'zh-Hans': taker, en: taker, ...names.taker },
      stories,
      counts: { ...counts },
      clauses: clauses.map(({ clause, counts: of, isOfOther }) => ({
        ...(clause ? { clause: clause.number } : {}),
        isOfOther,
        counts: { ...of },
      })),
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
