import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/agreement.ts';
import type { Reply } from '#contract/endpoint.ts';
import type { AgreementNeeds, Signatory } from '#app/agreement/agreement-needs.ts';
import { declareAgreementEvent, type Declaration } from '#app/agreement/declare-agreement-event.ts';
import { draftAgreement, previewAgreement } from '#app/agreement/draft-agreement.ts';
import { exportAgreement, listAgreements, showAgreement } from '#app/agreement/show-agreement.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import type { Refusal } from '../problems.ts';
import { clauseShape, lineShape, agreementShape } from './agreement-shape.ts';
import { questionsOf } from './draft-questions.ts';

export type AgreementDeskNeeds = AgreementNeeds & { readonly agencies: AgencyDirectory };

type SignedInCall = {
  readonly agencyId: string;
  readonly session: { readonly personId: string };
  readonly at: Instant;
};

/** Agreements: draft, read, sign, suspend, end. */
export function mountAgreements(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mountReading(server, needs);
  mountDrafting(server, needs);
  mountSigning(server, needs);
}

function mountReading(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mount(server, contract.listAgreements, async (call) =>
    accept({ agreements: (await listAgreements(needs, await signatoryOf(needs, call))).map(lineShape) }),
  );

  mount(server, contract.readAgreement, async (call) => {
    const viewer = await signatoryOf(needs, call);
    const view = await showAgreement(needs, viewer, call.params.uid);
    return view.ok ? accept(agreementShape(view.value, viewer.agency, call.session.roles)) : view;
  });

  mount(server, contract.exportAgreement, async ({ agencyId, params }) => {
    const jws = await exportAgreement(needs, agencyId, params.uid);
    return jws.ok ? accept({ ...jws.value, signatures: [...jws.value.signatures] }) : jws;
  });
}

function mountDrafting(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mount(server, contract.draftAgreement, async (call) => {
    const questions = questionsOf(call.body);
    return questions.ok ? draftAgreement(needs, await signatoryOf(needs, call), questions.value) : questions;
  });

  mount(server, contract.previewAgreement, async (call) => {
    const questions = questionsOf(call.body);
    if (!questions.ok) return questions;
    const said = await previewAgreement(needs, await signatoryOf(needs, call), questions.value);
    return said.ok ? accept({ clauses: said.value.clauses.map(clauseShape) }) : said;
  });
}

function mountSigning(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  const declare = async (
    call: SignedInCall & { readonly params: { readonly uid: string } },
    declaration: Declaration,
  ): Promise<Result<Reply<typeof contract.suspendAgreement>, Refusal>> =>
    declareAgreementEvent(needs, await signatoryOf(needs, call), { uid: call.params.uid, declaration });

  mount(server, contract.signAgreement, async (call) =>
    signAgreement(needs, await signatoryOf(needs, call), { uid: call.params.uid, digest: call.body.digest }),
  );
  mount(server, contract.suspendAgreement, (call) =>
    declare(call, { kind: 'suspended', reason: call.body.reason.replaceAll('\0', '') }),
  );
  mount(server, contract.resumeAgreement, (call) => declare(call, { kind: 'resumed' }));
  mount(server, contract.giveNotice, (call) => declare(call, { kind: 'notice' }));
  mount(server, contract.terminateAgreement, (call) => declare(call, { kind: 'terminated' }));
}

async function signatoryOf(
  { agencies }: AgreementDeskNeeds,
  { agencyId, session, at }: SignedInCall,
): Promise<Signatory> {
  const agency = await agencies.find(agencyId);
  if (!agency) throw new Error(`a session names an agency that is not here: ${agencyId}`);
  return { agency, personId: session.personId, at };
}
