import { printDay } from '#kernel/day.ts';
import { mayDo, type Role } from '#contract/permissions.ts';
import type { SaidConflict } from '#app/agreement/check-agreement.ts';
import type { Trilingual } from '#kernel/language.ts';
import { judgeEvidence, type EvidenceTools } from '#app/agreement/judge-evidence.ts';
import type { PartyView } from '#app/agreement/parties-of.ts';
import type { AgreementView } from '#app/agreement/show-agreement.ts';
import type { SaidClause } from '#domain/agreement/say/say-agreement.ts';
import { cardOf, partyCard } from './card-of.ts';
import { endingsShape } from './endings-shape.ts';
import { mayShape } from './may-shape.ts';

/** Stands for "until notice", as in the products of the wire. */
const UNTIL_NOTICE = '9999-01-01T00:00:00.000Z';

export function lineShape({ filed, record, parties, state, said, latest, ...reminders }: AgreementView) {
  const { effectiveFrom, effectiveUntil } = record.agreement;
  const { reminder, noticeReminder } = reminders;
  return {
    uid: filed.uid,
    version: filed.version,
    digest: filed.digest,
    title: { ...said.title },
    parties: parties.map(partyShape),
    state,
    effectiveFrom,
    effectiveUntil: effectiveUntil ?? UNTIL_NOTICE,
    updatedAt: filed.updatedAt,
    ...(latest ? { latest } : {}),
    ...(reminder ? { reminder } : {}),
    ...(noticeReminder
      ? { noticeReminder: { ...noticeReminder, lastDay: printDay(noticeReminder.lastDay) } }
      : {}),
  };
}

/** The whole agreement; `may` is judged by the rule that will judge the click, then by the person's seat. */
export function agreementShape(
  view: AgreementView,
  {
    roles,
    means,
    ...tools
  }: EvidenceTools & {
    readonly roles: readonly Role[];
    readonly means: ReadonlyMap<string, Trilingual>;
  },
) {
  const { filed, said, may, record } = view;
  const { textDigest } = record.agreement;
  const maySign = mayDo(roles, 'sign-agreement');
  return {
    ...lineShape(view),
    document: filed.document,
    ...(textDigest === undefined ? {} : { paperDigest: textDigest }),
    clauses: said.clauses.map((clause) => explainedShape(clause, means)),
    signatures: filed.signatures.map(({ by, kid, verified, signedAt }) => ({
      agency: partyCard(view.parties, by),
      kid,
      verified,
      ...(signedAt === undefined ? {} : { signedAt }),
    })),
    persons: view.persons.map((person) => ({
      agency: partyCard(view.parties, person.side),
      role: person.role,
      name: person.name,
      at: person.at,
      method: person.proof.method,
      verdict: judgeEvidence(person, tools).verdict,
    })),
    endings: endingsShape(view, maySign),
    may: {
      approve: mayShape(may.approve, mayDo(roles, 'approve-agreement')),
      sign: mayShape(may.sign, maySign),
      suspend: mayShape(may.suspend, maySign),
      resume: mayShape(may.resume, maySign),
    },
  };
}

export function clauseShape({ uid, number, kind, sentence }: SaidClause) {
  return { uid, number, kind, sentence: { ...sentence } };
}

/** With what it comes to. */
export function explainedShape(clause: SaidClause, means: ReadonlyMap<string, Trilingual>) {
  const explained = means.get(clause.uid);
  return { ...clauseShape(clause), ...(explained ? { means: { ...explained } } : {}) };
}

export function conflictShape({ code, sentence, other }: SaidConflict) {
  return { code, sentence: { ...sentence }, other };
}

function partyShape({ isUs, isPinned, hasSigned, standing, ...party }: PartyView) {
  return { ...cardOf(party), isUs, isPinned, hasSigned, standing };
}
