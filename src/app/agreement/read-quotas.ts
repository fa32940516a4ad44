import type { Instant } from '#kernel/instant.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { leftOf, quotasBetween, type QuotaLeft } from '#domain/agreement/quota-left.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { readRecords } from './read-records.ts';

/** What is left to us of each quota of an agreement in the period that runs; nothing when no version of it is signed. */
export async function readQuotas(
  { transact }: { readonly transact: Transact<{ readonly useState: UseStateReader }> },
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  uid: string,
): Promise<readonly QuotaLeft[]> {
  return transact(agency.id, async ({ useState }) => {
    const all = agreementsInForce(readRecords(await useState.agreements()), at);
    const ours = all.filter(({ agreement }) => agreement.uid === uid);
    const providers = ours.flatMap(({ agreement }) => agreement.parties.map(({ did }) => did));
    const compiled = compileAgreements(ours);
    const terms = [...new Set(providers)].flatMap((one) => quotasBetween(compiled, [one, agency.did], at));
    const left: QuotaLeft[] = [];
    for (const term of terms) left.push(leftOf(term, await useState.countUses(term.rule, term.from, false)));
    return left;
  });
}
