import type { Agreement, Action, Did, Permission, Prohibition } from './agreement.ts';
import { checkOne } from './check-set.ts';
import { clauseOf } from './compile-agreements.ts';
import type { ClauseRef } from './decision.ts';
import { numberClauses } from './number-clauses.ts';
import { periodsMeet, placesMeet, selectorsMeet } from './rules-meet.ts';

/** How two agreements of one agency can get in each other's way; what each says: `say/say-conflict.ts`. */
export type ConflictCode =
  | 'exclusive-twice'
  | 'exclusive-elsewhere'
  | 'forbidden-elsewhere'
  | 'passing-on-forbidden'
  | 'passing-on-more'
  | 'passing-on-longer'
  | 'passing-on-too-soon';

/** A warning, never a refusal: the clause that goes too far and the one, of another agreement, that it meets. */
export type Conflict = { readonly code: ConflictCode; readonly clause: ClauseRef; readonly meets: ClauseRef };

/**
 * What `us` should know before signing `here` beside `there`. Both name us as a party and are valid at some moment
 * together, or there is nothing to find. Prohibitions win whatever this says: it only tells in good time.
 */
export function findConflicts(us: Did, here: Agreement, there: Agreement): readonly Conflict[] {
  if (here.uid === there.uid || !periodsMeet(here, there)) return [];
  const found = [
    ...exclusiveTwice(us, here, there),
    ...[tooFar(us, here, there), tooFar(us, there, here)].flat(),
  ];
  const clauses = new Map([...numberClauses(here), ...numberClauses(there)]);
  return distinct(found).map(({ code, rule, meets }) => ({
    code,
    clause: clauseOf(clauses, rule.uid),
    meets: clauseOf(clauses, meets.uid),
  }));
}

type Rule = Permission | Prohibition;
type Meeting = { readonly code: ConflictCode; readonly rule: Rule; readonly meets: Rule };

function exclusiveTwice(us: Did, here: Agreement, there: Agreement): Meeting[] {
  const ours = promises(us, here);
  return ours.flatMap((rule) =>
    promises(us, there)
      .filter((meets) => rule.assigner !== meets.assigner && touches(rule, meets))
      .map((meets) => ({ code: 'exclusive-twice', rule, meets })),
  );
}

/** What the permissions of one agreement let happen that the other does not. */
function tooFar(us: Did, granting: Agreement, other: Agreement): Meeting[] {
  return granting.permissions.flatMap((rule) => [
    ...breaksPromise(us, rule, other),
    ...isForbidden(rule, other),
    ...passesOn(us, rule, granting, other),
  ]);
}

function breaksPromise(us: Did, rule: Permission, other: Agreement): Meeting[] {
  if (rule.assigner !== us) return [];
  return promises(us, other)
    .filter((meets) => touches(rule, meets) && rule.assignees.some((did) => isShutOut(did, meets)))
    .map((meets) => ({ code: 'exclusive-elsewhere', rule, meets }));
}

function isForbidden(rule: Permission, other: Agreement): Meeting[] {
  return other.prohibitions
    .filter(
      (meets) =>
        meets.assigner === rule.assigner &&
        meets.assignees.some((did) => rule.assignees.includes(did)) &&
        meets.actions.some(({ action }) => does(rule, action)) &&
        touches(rule, meets),
    )
    .map((meets) => ({ code: 'forbidden-elsewhere', rule, meets }));
}

/** Stories of a third party that we hand on: never more, longer or sooner than it lets us. */
function passesOn(us: Did, rule: Permission, granting: Agreement, from: Agreement): Meeting[] {
  const providers = rule.assigner === us ? providersOf(rule).filter((did) => did !== us) : [];
  const isFromThem = (one: Rule) =>
    providers.includes(one.assigner) && one.assignees.includes(us) && does(one, 'grantUse');
  const forbidden = from.prohibitions.filter((one) => isFromThem(one) && touches(rule, one));
  const granted = from.permissions.filter((one) => isFromThem(one) && touches(rule, one));
  return [
    ...forbidden.map((meets) => ({ code: 'passing-on-forbidden', rule, meets }) as const),
    ...granted.flatMap((meets) =>
      exceeded({ rule, granting }, { rule: meets, granting: from }).map((code) => ({ code, rule, meets })),
    ),
  ];
}

type Granted = { readonly rule: Permission; readonly granting: Agreement };

function exceeded(ours: Granted, theirs: Granted): ConflictCode[] {
  const ends = theirs.granting.effectiveUntil;
  const isLonger = ends !== undefined && (ours.granting.effectiveUntil ?? '9999') > ends;
  return [
    ...(isLargerQuota(ours.rule, theirs.rule) ? (['passing-on-more'] as const) : []),
    ...(isLonger ? (['passing-on-longer'] as const) : []),
    ...(waitsForEmbargo(theirs.rule) && !waitsForEmbargo(ours.rule)
      ? (['passing-on-too-soon'] as const)
      : []),
  ];
}

/** Compared within the same period only; no quota is more than any. */
function isLargerQuota(ours: Permission, theirs: Permission): boolean {
  const limits = quotasOf(theirs);
  const own = quotasOf(ours);
  return limits.some(({ period, value }) => {
    const same = own.filter((quota) => quota.period === period);
    return own.length === 0 || (same.length > 0 && same.every((quota) => quota.value > value));
  });
}

function quotasOf({ constraints }: Permission) {
  return constraints.filter((term) => term.operand === 'countPerPeriod');
}

function waitsForEmbargo({ constraints }: Permission): boolean {
  return constraints.some((term) => term.operand === 'dateTime' && term.value === 'itemEmbargoEnd');
}

function promises(us: Did, { prohibitions }: Agreement): readonly Prohibition[] {
  return prohibitions.filter((one) => one.assignees.includes(us) && does(one, 'offer'));
}

function isShutOut(did: Did, { constraints }: Prohibition): boolean {
  return constraints.every((term) => term.operand !== 'recipient' || checkOne(term, did) === 'satisfied');
}

function touches(one: Rule, other: Rule): boolean {
  return selectorsMeet(one.target, other.target) && placesMeet(one.constraints, other.constraints);
}

function does({ actions }: Rule, wanted: Action): boolean {
  return actions.some(({ action }) => action === wanted);
}

function providersOf({ target }: Permission): readonly Did[] {
  return target.terms.flatMap((term) => (term.operand === 'provider' ? term.values : []));
}

/** Several permissions on the same stories break one promise once: the first of them is named. */
function distinct(found: readonly Meeting[]): readonly Meeting[] {
  const seen = new Map<string, Meeting>();
  for (const meeting of found) {
    const { code, rule, meets } = meeting;
    const key = [code, rule.target.uid, meets.uid].join(' ');
    if (!seen.has(key)) seen.set(key, meeting);
  }
  return [...seen.values()];
}
