import type { FastifyInstance } from 'fastify';
import { draftAgreement } from '#contract/agreement.ts';
import * as contract from '#contract/kept-answers.ts';
import { isUnfinishedBodyOf } from '#contract/read-reply.ts';
import {
  findAnswers,
  forgetAnswers,
  keepAnswers,
  type AnswersAbout,
  type KeepAnswersNeeds,
} from '#app/agreement/talks/keep-answers.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { signatoryOf } from './signatory-of.ts';

/** Answers that were begun: kept while somebody writes, taken up elsewhere, forgotten once they are a draft. */
export function mountKeptAnswers(
  server: FastifyInstance,
  needs: KeepAnswersNeeds & { readonly agencies: AgencyDirectory },
): void {
  mount(server, contract.keepAnswers, async (call) => {
    const { revision, base, draft } = call.body;
    const about = aboutOf(call.params.about, base);
    return keepAnswers(needs, await signatoryOf(needs, call), { about, revision, answers: draft });
  });

  mount(server, contract.readKeptAnswers, async (call) => {
    const about = aboutOf(call.params.about, call.query.base);
    const kept = await findAnswers(needs, await signatoryOf(needs, call), about);
    // Answers to questions that have changed since are answers to nothing.
    if (!kept || !isUnfinishedBodyOf(draftAgreement, kept.answers)) return accept({ kept: null });
    const { answers: draft, ...rest } = kept;
    return accept({ kept: { ...rest, draft } });
  });

  mount(server, contract.forgetKeptAnswers, async (call) => {
    await forgetAnswers(needs, await signatoryOf(needs, call), aboutOf(call.params.about));
    return accept({ done: true as const });
  });
}

function aboutOf(about: string, base?: string): AnswersAbout {
  return { ...(about === 'new' ? {} : { uid: about }), ...(base === undefined ? {} : { base }) };
}
