import type { Instant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Did } from '#domain/agreement/agreement.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import type {
  ItemCondition,
  ItemObligation,
  ItemPermission,
  ItemProhibition,
  ItemRules,
} from '#domain/agreement/rules-about-item.ts';
import { sayItemRules } from '#domain/agreement/say/say-item-rules.ts';
import { printItemUri } from '../ninjs/item-uri.ts';
import { printActions, printDuty, printOwed } from '../odrl/print-agreement.ts';
import { printInstant, printLiteral, printTerm } from '../odrl/print-terms.ts';
import { CONTEXT, PROFILE } from '../odrl/profile.ts';

/** How ninjs and NewsML-G2 name the language of a rights expression (`langId`). */
export const ODRL_LANGUAGE = 'http://www.w3.org/ns/odrl/2/';

/** RightsML 2.0, IPTC's profile of ODRL 2.2. */
export const RIGHTSML_PROFILE = 'https://iptc.org/std/RightsML/odrl-profile/';

/** The item, who receives it, and when its rights were written down. */
export type PolicyAbout = {
  readonly guid: string;
  readonly version: number;
  readonly assignee: Did;
  readonly at: Instant;
};

/**
 * The rights in one item as a RightsML policy (ODRL 2.2 in JSON-LD): what of the agreements is about it, with the item itself as
 * target. Every rule names the clause it comes from and says it in three languages; the policy names each agreement with the
 * digest of the signed text, which rules where the two differ. Undefined where no rule is about the item.
 */
export function printItemPolicy(rules: ItemRules, about: PolicyAbout): JsonObject | undefined {
  const { permissions, prohibitions, obligations } = rules;
  if (permissions.length + prohibitions.length + obligations.length === 0) return undefined;
  const target = printItemUri(about.guid);
  const sentences = new Map(sayItemRules(rules).map(({ uid, sentence }) => [uid, sentence]));
  const source = (clause: ClauseRef) => printSource(clause, sentences.get(clause.uid));
  return {
    '@context': CONTEXT,
    '@type': 'Set',
    uid: `urn:pactwire:rights:${[target, String(about.version), about.assignee].map(encodeURIComponent).join(':')}`,
    profile: [RIGHTSML_PROFILE, PROFILE],
    conflict: 'prohibit',
    'dct:issued': printLiteral(printInstant(about.at), 'xsd:dateTime'),
    ...list('dct:source', rules.agreements.map(printAgreementSource)),
    ...list(
      'permission',
      permissions.map((one) => ({ ...printPermission(one, target), ...source(one.clause) })),
    ),
    ...list(
      'prohibition',
      prohibitions.map((one) => ({
        ...printRule(one, target),
        ...('clause' in one.from ? source(one.from.clause) : printWords(one.from.words)),
      })),
    ),
    ...list(
      'obligation',
      obligations.map((one) => ({ ...printObligation(one, target), ...source(one.clause) })),
    ),
  };
}

function printAgreementSource({ agreement, digest }: AgreementInForce): JsonObject {
  return { '@id': agreement.uid, agreementVersion: agreement.agreementVersion, digest };
}

function printSource({ uid }: ClauseRef, sentence: Trilingual | undefined): JsonObject {
  const said = INTERFACE_LANGUAGES.flatMap((language) =>
    sentence ? [{ '@value': sentence[language], '@language': language }] : [],
  );
  return { 'dct:source': { '@id': uid }, ...list('dct:description', said) };
}

/** The provider's own words, in whatever language they are. */
function printWords(words: string): JsonObject {
  return words === '' ? {} : { 'dct:description': words };
}

function printRule(
  { assigner, assignee, action, conditions }: ItemPermission | ItemProhibition,
  target: string,
): JsonObject {
  return {
    assigner,
    assignee,
    target,
    action: printActions([action]),
    ...list('constraint', conditions.map(printCondition)),
  };
}

function printPermission(permission: ItemPermission, target: string): JsonObject {
  const { override, duties } = permission;
  return {
    ...printRule(permission, target),
    ...list('duty', duties.map(printDuty)),
    ...(override === undefined ? {} : { 'dct:isReferencedBy': { '@id': `urn:uuid:${override}` } }),
  };
}

function printObligation({ assigner, assignee, obligation }: ItemObligation, target: string): JsonObject {
  return { assigner, assignee, target, ...printOwed(obligation) };
}

/** `status` is ODRL's word for how far a count has come (ODRL IM 2.2 §2.5). */
function printCondition({ term, used }: ItemCondition): JsonObject {
  return {
    ...printTerm(term),
    ...(used === undefined ? {} : { status: printLiteral(String(used), 'xsd:integer') }),
  };
}

function list(name: string, entries: readonly JsonObject[]): JsonObject {
  return entries.length === 0 ? {} : { [name]: entries };
}
