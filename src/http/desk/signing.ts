import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/signing.ts';
import type { AgreementNeeds } from '#app/agreement/agreement-needs.ts';
import { approveAgreement } from '#app/agreement/approve-agreement.ts';
import { askProof, provePerson, type ProveNeeds } from '#app/agreement/prove-person.ts';
import { readSigningRule, setSigningRule } from '#app/agreement/set-signing-rule.ts';
import type { RuleStanding } from '#domain/agreement/signing/signing-rule.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { actOf } from './agreement.ts';
import { signatoryOf } from './signatory-of.ts';

export type SigningDeskNeeds = AgreementNeeds & ProveNeeds & { readonly agencies: AgencyDirectory };

/** Who signs and how: the proof of a person, the approval before a signature, the agency's rule. */
export function mountSigning(server: FastifyInstance, needs: SigningDeskNeeds): void {
  mount(server, contract.beginSigning, async (call) => {
    const { agency } = await signatoryOf(needs, call);
    const act = actOf(agency, call.body.role, call.body.digest);
    return act.ok ? askProof(needs, call.session.personId, act.value, call.at) : act;
  });

  mount(server, contract.approveAgreement, async (call) => {
    const { body, session, params, at } = call;
    const by = await signatoryOf(needs, call);
    const act = actOf(by.agency, 'approver', body.digest);
    if (!act.ok) return act;
    const person = await provePerson(needs, session.personId, { act: act.value, given: body.proof }, at);
    if (!person.ok) return person;
    return approveAgreement(needs, by, { uid: params.uid, digest: body.digest, person: person.value });
  });

  mount(server, contract.readSigningRule, async ({ agencyId, session }) =>
    accept(standingShape(await readSigningRule(needs, agencyId), session.personId)),
  );

  mount(server, contract.setSigningRule, async (call) => {
    const { roles, personId } = call.session;
    const seats = (['administrator', 'chief'] as const).filter((seat) => roles.includes(seat));
    const by = { ...(await signatoryOf(needs, call)), seats };
    const set = await setSigningRule(needs, by, call.body);
    return set.ok ? accept(standingShape(set.value, personId)) : set;
  });
}

function standingShape({ rule, waiting }: RuleStanding, personId: string) {
  if (!waiting) return { rule };
  const { seat, at } = waiting;
  return { rule, waiting: { rule: waiting.rule, seat, at, isOwn: waiting.personId === personId } };
}
