import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/agreement.ts';
import type { AgreementNeeds } from '#app/agreement/agreement-needs.ts';
import { checkAgreement, checkTerms } from '#app/agreement/check-agreement.ts';
import { draftAgreement, previewAgreement } from '#app/agreement/draft-agreement.ts';
import { explainClauses, type MeansNeeds } from '#app/agreement/explain-clauses.ts';
import { exportAgreement, listAgreements, showAgreement } from '#app/agreement/show-agreement.ts';
import { provePerson, type ProveNeeds } from '#app/agreement/prove-person.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { mountDeclarations } from './agreement-declarations.ts';
import { agreementShape, conflictShape, explainedShape, lineShape } from './agreement-shape.ts';
import { questionsOf } from './draft-questions.ts';
import { signatoryOf } from './signatory-of.ts';

export type AgreementDeskNeeds = AgreementNeeds &
  ProveNeeds &
  MeansNeeds & { readonly agencies: AgencyDirectory };

/** Agreements: draft, read, sign, suspend, end. */
export function mountAgreements(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mountReading(server, needs);
  mountDrafting(server, needs);
  mountSigning(server, needs);
  mountDeclarations(server, needs);
}

function mountReading(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mount(server, contract.listAgreements, async (call) =>
    accept({ agreements: (await listAgreements(needs, await signatoryOf(needs, call))).map(lineShape) }),
  );

  mount(server, contract.readAgreement, async (call) => {
    const viewer = await signatoryOf(needs, call);
    const view = await showAgreement(needs, viewer, call.params.uid, call.query.digest);
    if (!view.ok) return view;
    const means = await explainClauses(needs, viewer, view.value.record.agreement);
    return accept(agreementShape(view.value, { ...needs, roles: call.session.roles, means }));
  });

  mount(server, contract.readConflicts, async (call) => {
    const { params, query } = call;
    const viewer = await signatoryOf(needs, call);
    const checked = await checkAgreement(needs, viewer, params.uid, query.digest);
    return checked.ok ? accept({ conflicts: checked.value.map(conflictShape) }) : checked;
  });

  mount(server, contract.exportAgreement, async (call) => {
    const { params, query } = call;
    const jws = await exportAgreement(needs, await signatoryOf(needs, call), params.uid, query.digest);
    return jws.ok ? accept({ ...jws.value, signatures: [...jws.value.signatures] }) : jws;
  });
}

function mountDrafting(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mount(server, contract.draftAgreement, async (call) => {
    const questions = questionsOf(call.body);
    return questions.ok
      ? draftAgreement(needs, await signatoryOf(needs, call), questions.value, call.body)
      : questions;
  });

  mount(server, contract.previewAgreement, async (call) => {
    const questions = questionsOf(call.body);
    if (!questions.ok) return questions;
    const by = await signatoryOf(needs, call);
    const said = await previewAgreement(needs, by, questions.value);
    if (!said.ok) return said;
    const { agreement, clauses } = said.value;
    const conflicts = await checkTerms(needs, by, agreement);
    const means = await explainClauses(needs, by, agreement);
    return accept({
      clauses: clauses.map((clause) => explainedShape(clause, means)),
      conflicts: conflicts.map(conflictShape),
    });
  });
}

function mountSigning(server: FastifyInstance, needs: AgreementDeskNeeds): void {
  mount(server, contract.signAgreement, async (call) => {
    const { body, session, params, at } = call;
    const by = await signatoryOf(needs, call);
    const act = actOf(by.agency, 'signatory', body.digest);
    if (!act.ok) return act;
    const person = await provePerson(needs, session.personId, { act: act.value, given: body.proof }, at);
    if (!person.ok) return person;
    return signAgreement(needs, by, { uid: params.uid, digest: body.digest, person: person.value });
  });
}

/** What one act is about; a digest that is none names no text of ours. */
export function actOf(
  { did }: Agency,
  role: SigningRole,
  digestText: string,
): Result<
  { readonly side: string; readonly role: SigningRole; readonly digest: Digest },
  { readonly code: 'agreement-digest-differs'; readonly digest: string }
> {
  const digest = parseDigest(digestText);
  return digest
    ? accept({ side: did, role, digest })
    : refuse({ code: 'agreement-digest-differs', digest: digestText });
}
