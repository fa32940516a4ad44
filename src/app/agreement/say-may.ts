import type { Instant } from '#kernel/instant.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';
import { REASON_SENTENCES } from '#domain/agreement/say/reason-sentences.ts';
import { sayReason, type Reader, type SaidReason } from '#domain/agreement/say/say-reason.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { UseContext } from './judge-use.ts';

/** May it be done now? When not: the reasons as sentences, with the number of the clause they come from. */
export type SaidMay =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: SaidReason[]; readonly retryAt?: Instant };

/** A decision for people of the agency: its zone, and the parties by their names. */
export function sayMay(decision: Decision, reader: Reader): SaidMay {
  if (decision.permitted) return { ok: true };
  return {
    ok: false,
    because: sayReasons(decision, reader),
    ...(decision.retryAt === undefined ? {} : { retryAt: decision.retryAt }),
  };
}

/** What a decision stands on, whichever it is. */
export function sayReasons({ because }: Pick<Decision, 'because'>, reader: Reader): SaidReason[] {
  return because.map((reason) => sayOne(reason, reader));
}

/** For whom reasons about this item are said. */
export function readerOf(
  { agreements, item }: Pick<UseContext, 'agreements' | 'item'>,
  agency: Agency,
): Reader {
  const directions = directionsTo(agreements, item, agency.did);
  return { zone: agency.timeZone, parties: directions.flatMap(({ inForce }) => inForce.agreement.parties) };
}

/** What stands beside a refusal: reasons of a decision get their sentences, with dates in UTC; anything else stays as it is. */
export function sayBecause(because: readonly unknown[]): readonly unknown[] {
  return because.map((one) => (isReason(one) ? sayOne(one) : one));
}

function isReason(value: unknown): value is Reason {
  if (typeof value !== 'object' || value === null || !('code' in value) || 'sentence' in value) return false;
  return typeof value.code === 'string' && Object.hasOwn(REASON_SENTENCES, value.code);
}

function sayOne(reason: Reason, reader?: Reader): SaidReason {
  const clause = reason.clause === undefined ? {} : { clause: String(reason.clause.number) };
  return { code: reason.code, sentence: sayReason(reason, reader), ...clause };
}
