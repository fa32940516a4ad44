import type { Json, JsonObject } from '#kernel/json.ts';
import type {
  Agreement,
  AgreementParty,
  Commitment,
  Contact,
  Dids,
  Duty,
  Obligation,
  Permission,
  Prohibition,
  RuleAction,
  Selector,
} from '#domain/agreement/agreement.ts';
import { printInstant, printLiteral, printTerm } from './print-terms.ts';
import { CONTEXT, PREFIX, PROFILE } from './profile.ts';

/** The JSON-LD document of an agreement; `agreementDigestInput` makes of it the bytes that are signed. */
export function printAgreement(agreement: Agreement): JsonObject {
  const defined = new Set<string>();
  const { permissions, prohibitions, obligations } = agreement;
  return {
    '@context': CONTEXT,
    '@type': 'Agreement',
    uid: agreement.uid,
    profile: PROFILE,
    conflict: 'prohibit',
    agreementVersion: agreement.agreementVersion,
    ...given('supersedes', agreement.supersedes),
    title: agreement.title,
    governingLanguage: agreement.governingLanguage,
    ...given('textForHumans', agreement.textForHumans),
    ...given('textDigest', agreement.textDigest),
    effectiveFrom: printInstant(agreement.effectiveFrom),
    ...given('effectiveUntil', agreement.effectiveUntil && printInstant(agreement.effectiveUntil)),
    noticePeriod: agreement.noticePeriod,
    ...given('curePeriod', agreement.curePeriod),
    tailPeriod: agreement.tailPeriod,
    tailPolicy: agreement.tailPolicy,
    freshness: agreement.freshness,
    ...given('indexPolicy', agreement.indexPolicy),
    party: agreement.parties.map(printParty),
    ...list(
      'permission',
      permissions.map((one) => printPermission(one, defined)),
    ),
    ...list(
      'prohibition',
      prohibitions.map((one) => printProhibition(one, defined)),
    ),
    ...list(
      'obligation',
      obligations.map((one) => printObligation(one, defined)),
    ),
    ...list('commitment', agreement.commitments.map(printCommitment)),
  };
}

function given(name: string, text: string | undefined): JsonObject {
  return text === undefined ? {} : { [name]: text };
}

function list(name: string, entries: readonly JsonObject[]): JsonObject {
  return entries.length === 0 ? {} : { [name]: entries };
}

function printParty({ did, name, keyThumbprint, recoveryKeyHash, contacts }: AgreementParty): JsonObject {
  return {
    uid: did,
    '@type': 'Party',
    name,
    keyThumbprint,
    ...given('recoveryKeyHash', recoveryKeyHash),
    ...(contacts ? { contact: printContacts(contacts) } : {}),
  };
}

function printContacts(contacts: readonly Contact[]): Json {
  const [only] = contacts;
  if (only?.purpose === 'general') return only.address;
  return contacts.flatMap((one) =>
    one.purpose === 'general'
      ? []
      : [{ contactFor: one.purpose, name: one.name, email: one.email, ...given('phone', one.phone) }],
  );
}

function printCommitment({ uid, assigner, assignees, kind, count, per, title }: Commitment): JsonObject {
  return {
    uid,
    assigner,
    assignee: printAssignees(assignees),
    promise: kind,
    promisedCount: count,
    ...(per ? { period: per.period, periodZone: per.zone } : {}),
    title,
  };
}

function printAssignees(assignees: Dids): Json {
  return assignees.length === 1 ? assignees[0] : assignees;
}

function printPermission(permission: Permission, defined: Set<string>): JsonObject {
  return { ...printProhibition(permission, defined), ...list('duty', permission.duties.map(printDuty)) };
}

function printProhibition(rule: Prohibition, defined: Set<string>): JsonObject {
  return {
    ...printHead(rule, defined),
    action: printActions(rule.actions),
    ...list('constraint', rule.constraints.map(printTerm)),
  };
}

function printObligation(obligation: Obligation, defined: Set<string>): JsonObject {
  return { ...printHead(obligation, defined), ...printOwed(obligation) };
}

/** What an obligation asks for, after what, by when. */
export function printOwed({ action, event, dueIn, onKill, consequences }: Obligation): JsonObject {
  return {
    action,
    constraint: [
      { leftOperand: 'event', operator: 'gt', rightOperand: { '@id': `${PREFIX.profile}${event}` } },
      { leftOperand: 'elapsedTime', operator: 'lteq', rightOperand: printLiteral(dueIn, 'xsd:duration') },
    ],
    ...given('onKill', onKill),
    ...list('consequence', [...consequences]),
  };
}

function printHead(
  { uid, assigner, assignees, target }: Permission | Prohibition | Obligation,
  defined: Set<string>,
): JsonObject {
  return { uid, assigner, assignee: printAssignees(assignees), target: printTarget(target, defined) };
}

function printTarget({ uid, terms }: Selector, defined: Set<string>): JsonObject | string {
  if (defined.has(uid)) return uid;
  defined.add(uid);
  return { '@type': 'AssetCollection', uid, ...list('refinement', terms.map(printTerm)) };
}

/** One action or several, each with how it is done. */
export function printActions(actions: readonly RuleAction[]): JsonObject['action'] {
  const printed = actions.map(({ action, refinements }) =>
    refinements.length === 0 ? action : { actionValue: action, refinement: refinements.map(printTerm) },
  );
  const [only] = printed;
  return printed.length === 1 && typeof only === 'string' ? only : printed;
}

/** What must be done for a permission to hold. */
export function printDuty({ uid, action, attributedParty, wording, target, constraints }: Duty): JsonObject {
  return {
    uid,
    action,
    ...given('attributedParty', attributedParty),
    ...(wording ? { wording } : {}),
    ...given('target', target),
    ...list('constraint', constraints.map(printTerm)),
  };
}
