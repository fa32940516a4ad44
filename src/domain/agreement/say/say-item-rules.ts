import type { ItemRules } from '#domain/agreement/rules-about-item.ts';
import { sayAgreement, type SaidClause } from './say-agreement.ts';

/**
 * The clauses that an item's rules come from, each once, as its agreement says them: first what is allowed, then what is
 * forbidden, then what is owed. Words that came with the item are not repeated here.
 */
export function sayItemRules({
  agreements,
  permissions,
  prohibitions,
  obligations,
}: ItemRules): readonly SaidClause[] {
  const said = new Map(
    agreements.flatMap(({ agreement }) => sayAgreement(agreement).clauses.map((one) => [one.uid, one])),
  );
  const named = [
    ...permissions.map(({ clause }) => clause),
    ...prohibitions.flatMap(({ from }) => ('clause' in from ? [from.clause] : [])),
    ...obligations.map(({ clause }) => clause),
  ];
  return [...new Set(named.map(({ uid }) => uid))].flatMap((uid) => said.get(uid) ?? []);
}
