import type { Instant } from '#kernel/instant.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { leftOf, quotasBetween, type QuotaLeft } from '#domain/agreement/quota-left.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { readRecords } from './read-records.ts';

type QuotaNeeds = { readonly transact: Transact<{ readonly useState: UseStateReader }> };
type Asked = { readonly agency: Agency; readonly at: Instant };

/** What is left to us of each quota of an agreement in the period that runs; nothing when no version of it is signed. */
export async function readQuotas(
  needs: QuotaNeeds,
  asked: Asked,
  uid: string,
): Promise<readonly QuotaLeft[]> {
  return (await readAllQuotas(needs, asked, uid)).get(uid) ?? [];
}

/** The same of every agreement, or only of one, by the agreement's uid. */
export async function readAllQuotas(
  { transact }: QuotaNeeds,
  { agency, at }: Asked,
  only?: string,
): Promise<ReadonlyMap<string, readonly QuotaLeft[]>> {
  return transact(agency.id, async ({ useState }) => {
    const all = agreementsInForce(readRecords(await useState.agreements()), at);
    const asked = only === undefined ? all : all.filter(({ agreement }) => agreement.uid === only);
    const providers = new Set(asked.flatMap(({ agreement }) => agreement.parties.map(({ did }) => did)));
    const compiled = compileAgreements(asked);
    const quotas = new Map<string, QuotaLeft[]>();
    for (const term of [...providers].flatMap((one) => quotasBetween(compiled, [one, agency.did], at))) {
      const left = leftOf(term, await useState.countUses(term.rule, term.from, false));
      quotas.set(term.clause.agreement, [...(quotas.get(term.clause.agreement) ?? []), left]);
    }
    return quotas;
  });
}
