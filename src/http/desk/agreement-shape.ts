import { mayDo, type Role } from '#contract/permissions.ts';
import type { SaidConflict } from '#app/agreement/check-agreement.ts';
import { judgeEvidence, type EvidenceTools } from '#app/agreement/judge-evidence.ts';
import type { AgreementView } from '#app/agreement/show-agreement.ts';
import type { SaidClause } from '#domain/agreement/say/say-agreement.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { cardOf } from './card-of.ts';
import { endingsShape } from './endings-shape.ts';
import { mayShape } from './may-shape.ts';

/** Stands for "until notice", as in the products of the wire. */
const UNTIL_NOTICE = '9999-01-01T00:00:00.000Z';

export function lineShape({ filed, record, partner, state, said, latest, reminder }: AgreementView) {
  const { effectiveFrom, effectiveUntil } = record.agreement;
  return {
    uid: filed.uid,
    version: filed.version,
    digest: filed.digest,
    title: { ...said.title },
    partner: cardOf(partner),
    state,
    effectiveFrom,
    effectiveUntil: effectiveUntil ?? UNTIL_NOTICE,
    updatedAt: filed.updatedAt,
    ...(latest ? { latest } : {}),
    ...(reminder ? { reminder } : {}),
  };
}

/** The whole agreement; `may` is judged by the rule that will judge the click, then by the person's seat. */
export function agreementShape(
  view: AgreementView,
  { agency, roles, ...tools }: EvidenceTools & { readonly agency: Agency; readonly roles: readonly Role[] },
) {
  const { filed, partner, said, may } = view;
  const maySign = mayDo(roles, 'sign-agreement');
  return {
    ...lineShape(view),
    document: filed.document,
    clauses: said.clauses.map(clauseShape),
    signatures: filed.signatures.map(({ by, kid, verified, signedAt }) => ({
      agency: cardOf(by === agency.did ? agency : partner),
      kid,
      verified,
      ...(signedAt === undefined ? {} : { signedAt }),
    })),
    persons: view.persons.map((person) => ({
      agency: cardOf(person.side === agency.did ? agency : partner),
      role: person.role,
      name: person.name,
      at: person.at,
      method: person.proof.method,
      verdict: judgeEvidence(person, tools).verdict,
    })),
    endings: endingsShape(view, agency, maySign),
    may: {
      approve: mayShape(may.approve, mayDo(roles, 'approve-agreement')),
      sign: mayShape(may.sign, maySign),
      suspend: mayShape(may.suspend, maySign),
      resume: mayShape(may.resume, maySign),
    },
  };
}

export function clauseShape({ uid, kind, sentence }: SaidClause) {
  return { uid, kind, sentence: { ...sentence } };
}

export function conflictShape({ code, sentence, other }: SaidConflict) {
  return { code, sentence: { ...sentence }, other };
}
