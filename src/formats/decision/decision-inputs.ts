import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { AgreementInForce, PartyApart, SuspendedRule } from '#domain/agreement/agreement-in-force.ts';
import type { ItemFacts, UseQuestion, UseRequest } from '#domain/agreement/use-question.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';

/** How one agreement stood when a decision was made; the document is on file under its digest. */
export type StandingOnFile = Omit<AgreementInForce, 'agreement'>;

/** One spelling of the agreements that a decision looked at: most decisions of a day share it, so it is kept once. */
export function printStandings(agreements: readonly AgreementInForce[]): string {
  const lines = agreements.map(({ digest, standing, endsAt, apart, suspendedRules }) => ({
    digest,
    standing,
    suspendedRules: suspendedRules.map((one) => ({ ...one })),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(apart === undefined ? {} : { apart: apart.map((one) => ({ ...one })) }),
  }));
  return canonicalJson(lines.toSorted((a, b) => (a.digest < b.digest ? -1 : 1)));
}

/** Reads what `printStandings` wrote; undefined when it is anything else. */
export function parseStandings(text: string): readonly StandingOnFile[] | undefined {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) && value.every(isStanding) ? value : undefined;
}

function isStanding(value: unknown): value is StandingOnFile {
  if (!isJsonObject(value)) return false;
  const { digest, standing, endsAt, apart, suspendedRules } = value;
  return (
    typeof digest === 'string' &&
    parseDigest(digest) !== undefined &&
    (standing === 'active' || standing === 'suspended' || standing === 'terminated') &&
    (endsAt === undefined || isInstant(endsAt)) &&
    (apart === undefined || isListOf(apart, isApart)) &&
    isListOf(suspendedRules, isSuspendedRule)
  );
}

function isSuspendedRule(value: unknown): value is SuspendedRule & JsonObject {
  return isJsonObject(value) && typeof value['uid'] === 'string' && typeof value['by'] === 'string';
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isApart(value: unknown): value is PartyApart & JsonObject {
  if (!isJsonObject(value)) return false;
  const { did, isSuspended, endsAt } = value;
  return (
    typeof did === 'string' && typeof isSuspended === 'boolean' && (endsAt === undefined || isInstant(endsAt))
  );
}

/** One spelling of all that was asked, with the digest of the agreements as they stood (`printStandings`). */
export function printQuestion({ request, item, state, at }: UseQuestion, standings: Digest): string {
  const { counts, counted, ...facts } = state;
  return canonicalJson({
    at,
    request: { ...request },
    item: { ...item },
    state: {
      ...facts,
      counts: Object.fromEntries(counts),
      ...(counted ? { counted: [...counted].toSorted() } : {}),
    },
    standings,
  });
}

/** Reads what `printQuestion` wrote, fact for fact; undefined when it is anything else. */
export function parseQuestion(
  text: string,
): { readonly question: UseQuestion; readonly standings: Digest } | undefined {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) return undefined;
  const { at, request, item, state, standings: named } = value;
  const standings = typeof named === 'string' ? parseDigest(named) : undefined;
  if (!isInstant(at) || !isRequest(request) || !isItem(item) || !isJsonObject(state) || !standings)
    return undefined;
  const { counts, counted, duties, ...facts } = state;
  if (!isJsonObject(counts) || !isJsonObject(duties)) return undefined;
  const uses = Object.entries(counts).map(([rule, count]) => [rule, Number(count)] as const);
  const question = {
    at,
    request,
    item,
    state: {
      ...facts,
      duties,
      counts: new Map(uses),
      ...(Array.isArray(counted) ? { counted: new Set(counted.map(String)) } : {}),
    },
  };
  return { question, standings };
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && parseInstant(value) === value;
}

function isRequest(value: unknown): value is UseRequest & JsonObject {
  return isJsonObject(value) && typeof value['actor'] === 'string' && value['action'] !== undefined;
}

function isItem(value: unknown): value is ItemFacts & JsonObject {
  return isJsonObject(value) && typeof value['uri'] === 'string' && typeof value['provider'] === 'string';
}
